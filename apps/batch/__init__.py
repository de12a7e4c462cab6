"""Batches of fish: where they live, how they move, grow and die."""
