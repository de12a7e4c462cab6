"""Feed inventory: purchases, stock and meals."""
