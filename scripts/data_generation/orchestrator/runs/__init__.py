"""A run's beginning, extension and status, and what may not begin."""
