"""The health journal, told by the numbers of the day."""
