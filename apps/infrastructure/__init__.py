"""Infrastructure: sites, containers, sensors and feed stores."""
