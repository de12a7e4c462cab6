"""Suites that work on the books: data_generation."""
