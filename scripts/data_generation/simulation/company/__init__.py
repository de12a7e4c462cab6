"""What the company owns, and where it lies."""
