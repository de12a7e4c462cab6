"""Tests of `generators/company`."""
