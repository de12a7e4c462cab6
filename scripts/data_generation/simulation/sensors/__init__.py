"""Sensors, their readings and their faults."""
