"""Tables of state and events, and addressed random numbers."""
