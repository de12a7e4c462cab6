"""Courses over months, weeks and days, for charts."""
