"""What the company owns, whom it employs, where it lies and whose eggs it buys."""
