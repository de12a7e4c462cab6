"""Published growth, weights, shape and spread; checks compare recorded samples with them."""

from scripts.data_generation.config.published.band import Published
from scripts.data_generation.config.published.water import FAROE, NORTHERN_ISLES, WEST_COAST

TGC = "docs/realism.md, TGC by stage"
WEIGHTS = "docs/realism.md, stage weights and degree-days"
SHAPE = "docs/realism.md, K-factor by stage"
SPREAD = "docs/realism.md, weight CV"

SEA_TGC = {
    FAROE: Published(
        2.6,
        3.6,
        "TGC x1000",
        TGC,
        "2.78-3.6 from weights and months that companies told; open cages in Nordland 2.65",
    ),
    WEST_COAST: Published(
        2.0,
        2.8,
        "TGC x1000",
        TGC,
        "2.2-2.5 from the sector's weights and months, 2.56-2.75 of Nilsen et al.; groups CV 10 %",
    ),
    NORTHERN_ISLES: Published(
        2.0, 3.0, "TGC x1000", TGC, "between the two others: colder than the west coast"
    ),
}
TGC_SPREAD = Published(
    4.0,
    12.0,
    "% CV of batches",
    TGC,
    "7-12 between groups of many companies; one company's own differ less",
)
TANK_TGC = {
    stage: Published(
        0.9 * low,
        1.1 * high,
        "TGC x1000",
        TGC,
        f"{low}-{high} at temperatures not told; Handeland's response differs by 10 % over 8-13 °C",
    )
    for stage, low, high in (
        ("fry", 0.7, 1.2),
        ("parr", 1.3, 1.8),
        ("smolt", 1.6, 2.0),
        ("post-smolt", 1.8, 2.6),
    )
}

END_WEIGHT = {
    "fry": Published(1.0, 5.0, "g", WEIGHTS, "FAO: fingerlings 1-5 g"),
    "parr": Published(5.0, 60.0, "g", WEIGHTS, "FAO: parr to 30 g; vaccinated at 30-60 g"),
    "smolt": Published(60.0, 120.0, "g", WEIGHTS, "ordinary smolts; FAO has 30-80 g"),
    "post-smolt": Published(
        180.0, 500.0, "g", WEIGHTS, "Nofima 180-200 g, Scottish plan 200-400, Faroe above 400"
    ),
}
# Weights in the sea are compared with the curves of this TGC, which begin at each batch's own first
# weight.
CURVE_TGC = {coast: (band.low, band.high) for coast, band in SEA_TGC.items()}
CURVE_TRANSFER_TGC = 1.0  # the lower curve over the first five weeks (1.0-2.0 published)
CURVE_TRANSFER_DAYS = 35
CURVE_POSITION = Published(
    0.0, 1.0, "of the way from the slow to the fast curve", TGC, "between the curves"
)
FIRST_FEEDING = Published(
    540.0, 650.0, "degree-days", WEIGHTS, "1.7 x 500 - 250 = 600; 790-900 from fertilisation"
)

K_FACTOR = {
    "fry": Published(0.9, 1.1, "K", SHAPE, "usual band"),
    "parr": Published(1.10, 1.30, "K", SHAPE, "1.15-1.30; first and last weeks lie beside it"),
    "smolt": Published(0.95, 1.15, "K", SHAPE, "0.95-1.10 at the dip, higher before"),
    "post-smolt": Published(
        0.95, 1.20, "K", SHAPE, "no band of its own: between smolt and fish of 0.3-1 kg"
    ),
    "sea below 0.3 kg": Published(0.9, 1.10, "K", SHAPE, "first weeks 0.9-1.05, given to 0.05"),
    "sea 0.3-1 kg": Published(1.05, 1.30, "K", SHAPE, "1.15-1.30 after the dip of the transfer"),
    "sea 2-4 kg": Published(1.25, 1.45, "K", SHAPE, "usual band"),
    "sea above 4 kg": Published(1.3, 1.5, "K", SHAPE, "harvest"),
}
K_SPREAD = Published(0.07, 0.12, "K, sd in a container", SHAPE, "within a cage")

WEIGHT_CV = {
    "fry": Published(10.0, 20.0, "%", SPREAD, "10-18 graded, 20-30 ungraded"),
    "parr": Published(10.0, 20.0, "%", SPREAD, "10-18 graded, 20-30 ungraded"),
    "smolt": Published(12.0, 20.0, "%", SPREAD, "usual band"),
    "post-smolt": Published(12.0, 20.0, "%", SPREAD, "as smolts"),
    "sea": Published(18.0, 28.0, "%", SPREAD, "18-28, slowly rising"),
}
