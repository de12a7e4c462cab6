"""Environment: sensor readings, weather and light."""
