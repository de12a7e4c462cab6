"""Published feed conversion and daily rations; checks compare recorded feed with them."""

from scripts.data_generation.config.published.band import Published

CONVERSION = "docs/realism.md, FCR by stage"
RATION = "docs/realism.md, FCR by stage; SFR = FCR x daily gain by published TGC (computed)"

FCR = {
    "fry": Published(0.7, 0.9, "kg/kg", CONVERSION, "usual band"),
    "parr": Published(0.8, 1.0, "kg/kg", CONVERSION, "usual band"),
    "smolt": Published(0.8, 1.05, "kg/kg", CONVERSION, "0.8-1.0; the plan has 1.0"),
    "post-smolt": Published(0.9, 1.12, "kg/kg", CONVERSION, "0.9-1.05; the plan has 1.1"),
    "sea": Published(
        1.05, 1.25, "kg/kg", CONVERSION, "1.11 published for a year-class, 1.2 as a round figure"
    ),
    "sea below 1 kg": Published(1.0, 1.10, "kg/kg", CONVERSION, "1.0-1.05, given to 0.05"),
    "sea 1-3 kg": Published(1.05, 1.2, "kg/kg", CONVERSION, "1.05-1.15, given to 0.05"),
    "sea above 3 kg": Published(1.1, 1.3, "kg/kg", CONVERSION, "1.15-1.3, given to 0.05"),
}

# Daily ration, % of body mass a day: rows are weights [g], columns temperatures [°C].
RATION_GRAMS = (0.2, 1.0, 5.0, 60.0, 100.0, 250.0, 500.0, 1000.0, 2000.0, 4000.0, 6000.0)
RATION_DEGREES = (5.0, 7.0, 9.0, 11.0, 13.0)
RATION_PERCENT = (
    (2.2, 3.1, 4.0, 4.9, 5.8),
    (1.4, 2.0, 2.6, 3.1, 3.7),
    (1.05, 1.5, 1.9, 2.3, 2.7),
    (0.62, 0.87, 1.12, 1.37, 1.62),
    (0.62, 0.86, 1.11, 1.36, 1.61),
    (0.51, 0.72, 0.93, 1.13, 1.34),
    (0.51, 0.72, 0.92, 1.13, 1.33),
    (0.46, 0.64, 0.82, 1.01, 1.19),
    (0.40, 0.56, 0.72, 0.88, 1.04),
    (0.34, 0.48, 0.61, 0.75, 0.89),
    (0.32, 0.44, 0.57, 0.70, 0.83),
)
RATION_CLASSES = {
    "0.2-5 g": (0.2, 5.0),
    "5-60 g": (5.0, 60.0),
    "60-250 g": (60.0, 250.0),
    "0.25-1 kg": (250.0, 1000.0),
    "1-4 kg": (1000.0, 4000.0),
    "above 4 kg": (4000.0, 7000.0),
}
RATION_RATIO = Published(
    0.6,
    1.2,
    "of the table's ration",
    RATION,
    "the table is upper-middle: fish in laboratories ate down to 0.6 of it (Remen et al. 2016)",
)
RATION_SLOPE = Published(
    0.05,
    0.16,
    "ln(ration) per °C",
    "docs/realism.md, temperature response",
    "growth 0.137 per °C from 6 to 10 °C (Handeland et al. 2008), less above; table 0.12",
)
