"""How fast the generator and its write path are, measured beside the database's own limit."""
