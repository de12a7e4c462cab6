"""Diseases and lice, how they are found, and what is done against them."""
