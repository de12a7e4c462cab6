"""Published values, by which generated books are judged."""
