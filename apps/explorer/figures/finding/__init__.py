"""What helps to find one's way: search, pages worth opening, what columns mean."""
