"""Tests of `validation/statistics`."""
