"""Tests of `reporting/key_figures`."""
