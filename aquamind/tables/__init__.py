"""What the tables of all books share: keys, history, hypertables, constraints."""
