"""Checks of statistics: recorded figures against published ones."""
