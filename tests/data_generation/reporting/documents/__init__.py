"""Tests of `reporting/documents`."""
