"""Tests of `generators/health`."""
