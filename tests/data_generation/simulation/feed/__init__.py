"""Tests of `simulation/feed`."""
