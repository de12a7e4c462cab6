"""Measures how fast the generator and its writing are, beside the limit of the database."""
