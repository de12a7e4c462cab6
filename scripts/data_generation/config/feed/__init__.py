"""Feed: what fish eat, what it costs and how the company orders it."""
