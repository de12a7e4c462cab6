"""Key figures by year, for tables and JSON."""
