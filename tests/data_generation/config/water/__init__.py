"""Tests of `config/water`."""
