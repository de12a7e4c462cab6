"""Published harvest weights, yields and times at sea, and the plan's starts and egg sources."""

from scripts.data_generation.config.published.band import Published, around

WEIGHTS = "docs/realism.md, stage weights and degree-days"
YIELDS = "docs/realism.md, harvest grades and yields"
PLAN = "docs/realism.md, the plan"
EGGS = "docs/realism.md, egg supply"

WEIGHT = Published(
    4.5,
    5.5,
    "kg whole",
    f"{PLAN}; {WEIGHTS}",
    "the plan's band; Scottish year-1 fish 4.5-5.1 kg whole in 2013-22, Faroese ones heavier",
)
IN_BAND = Published(
    0.80,
    1.0,
    "share of batches",
    "docs/realism.md, how to check the data",
    "nine batch means of ten in 4.5-5.5 kg; one in ten to either side by season and year",
)
SPREAD = Published(
    2.0,
    12.0,
    "% CV of cages",
    WEIGHTS,
    "pens of one site differ by days of feeding and by harvest order; registers miss true "
    "biomass by 5.1 % on average (Aunsmo et al. 2013)",
)
GUTTED = around(0.83, 0.015, "gutted/live", YIELDS, "industry handbook; plants differ by a point")
DAYS_AT_SEA = Published(
    365.0,
    520.0,
    "days",
    f"{PLAN}; {WEIGHTS}",
    "Faroe 12-14 months with 250 g, Scotland 16.5; the plan has 400-500",
)

# Starts by month, relative: most in December and January, fewest in June and July.
STARTS = (1.3, 1.2, 1.1, 0.9, 0.8, 0.7, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2)
STARTS_SOURCE = f"{PLAN}: starts by month"
STARTS_EFFECT = 0.5  # Cohen's w from the plan: a medium difference; places to start in decide too
BOUGHT_EGGS = 0.6
EGGS_EFFECT = 0.2  # Cohen's h: a small difference
