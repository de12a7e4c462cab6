"""Water and weather of halls and sea areas."""
