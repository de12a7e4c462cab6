"""Sea temperature normals: published monthly means, degrees C, January to December."""

# Pattern after the coastal series of the Faroe Marine Research Institute (Oyrargjógv, well mixed);
# annual mean 8.39, within the 8.0-8.5 published for the sites. docs/realism.md, sea normals.
FAROE_C = (7.2, 6.8, 6.7, 7.0, 7.7, 8.7, 9.7, 10.4, 10.3, 9.6, 8.7, 7.9)

# Tarbert, Loch Fyne (seatemperature.org, as used in the SLIM sea-lice model); annual mean 10.9,
# within the 10.6-11.0 published for Scottish west-coast farms. docs/realism.md, sea normals.
WEST_COAST_C = (8.4, 7.8, 7.7, 8.6, 9.8, 11.7, 13.4, 13.9, 13.9, 13.2, 12.2, 10.2)

# Shetland and Orkney: about 1 degree below the west coast (Marine Scotland SCObs, 2021);
# annual mean 9.8. docs/realism.md, sea normals.
NORTHERN_ISLES_C = (8.0, 7.4, 7.2, 7.7, 8.9, 10.4, 12.0, 12.9, 12.7, 11.6, 10.1, 8.9)

SEA_TEMPERATURE_C = {
    "faroe": FAROE_C,
    "west_coast": WEST_COAST_C,
    "orkney": NORTHERN_ISLES_C,
    "shetland": NORTHERN_ISLES_C,
}
COASTS = tuple(SEA_TEMPERATURE_C)
