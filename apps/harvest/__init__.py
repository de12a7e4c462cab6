"""Harvest: events, lots and waste."""
