"""Tests of what commands show."""
