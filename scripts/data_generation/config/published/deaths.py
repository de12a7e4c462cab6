"""Published mortality of salmon in tanks and at sea; checks compare recorded deaths with it."""

from scripts.data_generation.config.published.band import Published, around

LEVELS = "docs/realism.md, mortality levels"
EARLY = "docs/realism.md, early stages"
CAUSED = "docs/realism.md, causes"

FAROE_YEAR = Published(
    6.0, 16.0, "% a year", LEVELS, "6-12 in good years, 10-15 a generation in recent ones"
)
SCOTLAND_YEAR = Published(
    13.0,
    18.0,
    "% a year",
    LEVELS,
    "13.3 (2018) and 14.5 (2020) of the sector, 17 of a company's crop in 2022",
)
SEA_MONTH = Published(
    0.34, 2.81, "% a month", LEVELS, "lowest and highest mean month of the Scottish regions"
)
ORDINARY_MONTH = 2.0  # % a month that three quarters of the cohorts rarely exceed
BELOW_ORDINARY = Published(
    0.75, 1.0, "share of cohort-months", LEVELS, "three quarters of cohorts (Oliveira et al. 2021)"
)
# Scotland 2018: lowest in June, highest in September; Norwegian autumns are alike.
WORST_MONTH = around(
    9.0, 2.0, "month", LEVELS, "September in Scotland 2018; other years differ by a month or two"
)
FIRST_MONTHS = Published(
    1.0,
    4.0,
    "times the later rate",
    LEVELS,
    "1.5 % in each of the first three months (0.9-8.6), then a lower level (Bang Jensen 2020)",
)

TANK_LOSS = {
    "eggs": Published(2.0, 6.0, "% of a stage", EARLY, "hatching 1-3 and alevins 1-3"),
    "fry": Published(3.0, 8.0, "% of a stage", EARLY, "first feeding to 1 g 3-8"),
    "parr and smolt": Published(2.5, 8.0, "% of both", EARLY, "3-8, given in whole percents"),
    "post-smolt": Published(
        0.9, 3.5, "% of a stage", EARLY, "0.01-0.03 % a day over 90 days, and the move before"
    ),
}
EGG_TO_SMOLT = Published(
    0.67,
    0.90,
    "share alive",
    EARLY,
    "0.64-0.76 after culls of 5-15 %, which the books do not have: 0.64/0.95 to 0.76/0.85",
)
CAUSES = {
    "HANDLING": Published(
        0.18, 0.35, "share of dead at sea", CAUSED, "29 % of Persson et al. 2021; suggested 18-25"
    ),
    "DISEASE": Published(
        0.15, 0.38, "share of dead at sea", CAUSED, "17 % of Persson et al. 2021; suggested 30-38"
    ),
}
