"""Tests of `simulation/biology`."""
