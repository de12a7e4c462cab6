"""What lies where: sites, containers, sensors, and the water that they measure."""
