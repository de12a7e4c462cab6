"""Checks of integrity: keys, columns, times and readings."""
