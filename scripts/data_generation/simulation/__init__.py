"""Numbers only: numpy in, numpy out. No Django, no clock, no input or output."""
