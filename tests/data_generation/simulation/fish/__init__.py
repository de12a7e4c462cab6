"""Tests of `simulation/fish`."""
