"""Tests of `simulation/lice`."""
