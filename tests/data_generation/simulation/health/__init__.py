"""Tests of `simulation/health`."""
