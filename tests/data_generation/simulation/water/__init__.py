"""Tests of `simulation/water`."""
