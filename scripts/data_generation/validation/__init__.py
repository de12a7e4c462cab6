"""Reads the books back and proves what they say."""
