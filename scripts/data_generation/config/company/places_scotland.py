"""Stations and sea areas in Scotland. A smaller company owns the first of each list."""

from scripts.data_generation.config.company.places import places

STATIONS = places(
    ("Applecross", "west_coast", 57.4320, -5.8000),
    ("Couldoran", "west_coast", 57.4320, -5.6250),
    ("Girlsta", "shetland", 60.2450, -1.2200),
    ("Swannay", "orkney", 59.1400, -3.2150),
    ("Lochailort", "west_coast", 56.8800, -5.6650),
    ("Barcaldine", "west_coast", 56.5250, -5.3200),
    ("Geocrab", "west_coast", 57.8350, -6.8350),
    ("Kinlochmoidart", "west_coast", 56.7860, -5.7460),
    ("Langass", "west_coast", 57.5680, -7.2850),
    ("Knock", "west_coast", 56.4870, -5.9800),
    ("Ardtaraig", "west_coast", 55.9850, -5.1300),
    ("Clachbreck", "west_coast", 55.9250, -5.6200),
)

# Highland, Hebrides and Argyll (5), Shetland (3) and Orkney (2), mixed so that a smaller company
# has both the warmer and the cooler water.
AREAS = places(
    ("Loch Torridon", "west_coast", 57.5620, -5.7400),
    ("Olna Firth", "shetland", 60.3629, -1.3300),
    ("Bring Head", "orkney", 58.9094, -3.2835),
    ("Portree", "west_coast", 57.4100, -6.1650),
    ("Basta Voe", "shetland", 60.6138, -1.0156),
    ("Loch Roag", "west_coast", 58.2314, -6.8818),
    ("Eday Sound", "orkney", 59.2000, -2.7450),
    ("Loch Fyne", "west_coast", 56.1100, -5.2500),
    ("Clift Sound", "shetland", 60.0600, -1.3108),
    ("Loch Erisort", "west_coast", 58.1098, -6.4459),
)
