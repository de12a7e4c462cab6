"""Batches on their way: starts, transfers, harvest, and the planning of them."""
