"""What a run writes once at its start: the company and its master data."""
