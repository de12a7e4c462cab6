"""Digests of tables, without surrogate keys and time stamps of writing."""
