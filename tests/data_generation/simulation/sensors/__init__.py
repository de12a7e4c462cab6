"""Tests of `simulation/sensors`."""
