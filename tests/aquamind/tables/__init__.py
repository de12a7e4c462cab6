"""Tests of `tests/aquamind/tables`."""
