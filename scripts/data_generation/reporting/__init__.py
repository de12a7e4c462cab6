"""Reads the books back and shows them."""
