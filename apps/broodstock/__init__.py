"""Broodstock: where eggs come from."""
