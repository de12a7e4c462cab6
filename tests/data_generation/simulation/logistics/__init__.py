"""Tests of `simulation/logistics`."""
