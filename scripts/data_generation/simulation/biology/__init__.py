"""Formulas of the living fish: pure functions over arrays."""
