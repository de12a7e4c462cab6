"""Sea lice: infestation, counting, delousing."""
