"""Diseases, lice, and what is done against them."""
