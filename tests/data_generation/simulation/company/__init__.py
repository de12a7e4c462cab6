"""Tests of `simulation/company`."""
