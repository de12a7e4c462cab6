"""Tests of `config/company`."""
