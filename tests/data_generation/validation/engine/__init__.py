"""Tests of `validation/engine`."""
