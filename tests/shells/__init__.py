"""Commands in the shells that people use."""
