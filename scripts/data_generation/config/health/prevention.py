"""Prevention at sea, from year 7 on: functional feed, cleaner fish and lice skirts."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import BY_YEAR, at_least, between, figure

SECTION = "docs/realism.md, prevention"


@dataclass(frozen=True, kw_only=True)
class Prevention:
    """The share of the cages that is protected in each year, for how long, and at what cost."""

    feed_courses: tuple[float, ...] = figure(
        (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 2.0, 2.0),
        f"courses of functional feed a year, {BY_YEAR}",
        SECTION,
        between(0, 2),
    )
    feed_start_days: tuple[float, ...] = figure(
        (105.0, 196.0),
        "day of the year on which a course begins: mid-April, mid-July",
        f"{SECTION}: before the seasons of lice and of gill disease",
        between(1, 365),
    )
    feed_course_days: int = figure(35, "days of a course", SECTION, between(1, 120))
    feed_cost_eur_per_kg: float = figure(
        0.06,
        "EUR per kg of fish and course, on top of ordinary feed",
        f"{SECTION}: 0.20-0.25 EUR a kg of feed, 0.8 % a day",
        between(0, 2),
    )
    cleaner_share: tuple[float, ...] = figure(
        (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.4, 0.6, 0.7, 0.7),
        f"share of the cages that get cleaner fish, {BY_YEAR}",
        SECTION,
        between(0, 1),
    )
    cleaner_sea_day: int = figure(
        40,
        "days after going to sea, when salmon are too large to be bullied",
        SECTION,
        between(1, 200),
    )
    cleaner_days: int = figure(
        240, "days that lumpfish graze before they mature", SECTION, between(1, 500)
    )
    cleaner_fish_share: float = figure(
        0.06, "lumpfish per salmon", f"{SECTION}: 4-10 %", between(0, 0.3)
    )
    cleaner_cost_eur: float = figure(2.2, "EUR per lumpfish", SECTION, between(0, 20))
    skirt_share: tuple[float, ...] = figure(
        (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.3, 0.5, 0.6, 0.6),
        f"share of the cages that get a skirt, {BY_YEAR}",
        SECTION,
        between(0, 1),
    )
    skirt_sea_day: int = figure(7, "days after going to sea", SECTION, between(0, 100))
    skirt_days: int = figure(
        180,
        "days until a skirt is taken down, because of oxygen and growth on it",
        SECTION,
        between(1, 500),
    )
    skirt_depth_m: float = figure(10.0, "m", f"{SECTION}: 5-10", between(1, 20))
    skirt_cost_eur: float = figure(
        9000.0, "EUR per cage, with the work of mounting", SECTION, at_least(0)
    )
    good_loss_percent: float = figure(
        0.7,
        "% of the fish a month; a course with fewer deaths is a success",
        "docs/realism.md, mortality levels: below 1 % is ordinary",
        between(0, 100),
    )
    bad_loss_percent: float = figure(
        2.0,
        "% of the fish a month; a course with more deaths has failed",
        "docs/realism.md, mortality levels: rarely above 2 %",
        between(0, 100),
    )
