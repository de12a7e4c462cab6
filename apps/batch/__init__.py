"""Batches of fish: where they stand, how they move, grow and die."""
