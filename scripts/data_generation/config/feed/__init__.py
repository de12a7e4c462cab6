"""Feed: what fish eat, what it costs and how it is ordered."""
