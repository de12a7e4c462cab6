"""Tests of `tests/aquamind/columnar`."""
