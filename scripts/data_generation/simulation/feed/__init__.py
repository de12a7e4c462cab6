"""Feed: ordered, stored, served and summed up."""
