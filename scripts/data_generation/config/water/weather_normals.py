"""Weather normals of the four coasts: monthly means, January to December."""

# Torshavn: January 3.2 and August 10.5, year 6.5 (1961-90). The northern isles and the west coast:
# general knowledge. docs/realism.md, air and rain.
AIR_TEMPERATURE_C = {
    "faroe": (3.2, 3.4, 3.8, 5.1, 7.0, 9.1, 10.2, 10.5, 9.1, 7.4, 5.0, 3.9),
    "west_coast": (5.0, 5.0, 6.0, 7.8, 10.4, 12.6, 14.2, 14.0, 12.2, 9.6, 7.0, 5.4),
    "orkney": (4.2, 4.0, 4.7, 6.2, 8.3, 10.3, 12.0, 12.2, 10.8, 8.7, 6.2, 4.7),
    "shetland": (3.9, 3.7, 4.3, 5.8, 7.8, 9.8, 11.6, 12.0, 10.6, 8.5, 6.0, 4.5),
}

# Torshavn: 1,325 mm a year, 55 in June, 160 in January. docs/realism.md, air and rain.
RAIN_MM = {
    "faroe": (160, 110, 130, 90, 65, 55, 74, 95, 128, 145, 137, 136),
    "west_coast": (200, 150, 155, 95, 85, 90, 110, 135, 160, 200, 195, 190),
    "orkney": (105, 80, 80, 60, 50, 55, 60, 75, 95, 115, 120, 105),
    "shetland": (135, 105, 105, 70, 55, 55, 65, 80, 105, 130, 140, 130),
}

# Faroe 9.5-11 m/s in January and February, 5-6.5 from May to July, 8.5 in October. The west coast
# follows the daily 90th percentiles of eight farms, which are about 1.3 times the daily means.
# docs/realism.md, wind.
WIND_M_S = {
    "faroe": (10.4, 10.2, 9.4, 7.8, 6.3, 5.7, 5.5, 6.2, 7.6, 8.5, 9.5, 10.2),
    "west_coast": (8.3, 8.2, 7.2, 5.4, 4.5, 4.4, 4.5, 5.4, 6.0, 6.6, 7.0, 7.6),
    "orkney": (9.9, 9.5, 8.7, 7.3, 6.2, 5.7, 5.5, 6.0, 7.3, 8.4, 9.0, 9.6),
    "shetland": (10.2, 9.9, 9.0, 7.5, 6.2, 5.7, 5.5, 6.1, 7.5, 8.6, 9.3, 10.0),
}
