"""Runs, sessions and chunks: what is done when, and what survives an interruption."""
