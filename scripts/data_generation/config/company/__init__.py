"""The company: its equipment, staff and places, its planning and its egg supply."""
