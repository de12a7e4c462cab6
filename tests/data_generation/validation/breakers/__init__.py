"""Tests of `validation/breakers`."""
