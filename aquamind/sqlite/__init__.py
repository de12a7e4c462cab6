"""SQLite: addresses and names of its databases, and an engine that reads what may only be read."""
