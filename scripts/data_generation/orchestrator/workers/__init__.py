"""Blocks of readings, written by several processes."""
