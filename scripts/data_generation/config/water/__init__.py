"""Water and weather of the coasts, and the instruments that measure them."""
