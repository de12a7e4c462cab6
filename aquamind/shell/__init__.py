"""Commands in the shells that people use: what they show, and where it cannot be shown."""
