"""The life of a batch: stages and their lengths, moves, rests of containers, starts, harvest."""

from dataclasses import dataclass
from enum import IntEnum

from scripts.data_generation.config.figures import BY_YEAR, at_least, between, figure

ISSUE = "the model company's production plan"
REST = "the model company's fallow rules"
CRISP = (
    "Crisp 1981, 1988: 500 degree-days to hatch at 6-8 C, eyed at half of it, swim-up at 1.7 times "
    "(docs/realism.md, stage weights and degree-days)"
)


class Stage(IntEnum):
    """The six stages of a batch, in order. The number is the stage's position, from 0."""

    EGG_ALEVIN = 0
    FRY = 1
    PARR = 2
    SMOLT = 3
    POST_SMOLT = 4
    ADULT = 5

    @property
    def label(self) -> str:
        """The stage's name in the books."""
        return STAGE_LABELS[self]


STAGE_LABELS = ("Egg&Alevin", "Fry", "Parr", "Smolt", "Post-Smolt", "Adult")
STAGES = tuple(Stage)


@dataclass(frozen=True, kw_only=True)
class LifeCycle:
    """When batches start, how long each stage lasts and where it ends."""

    egg_degree_days: float = figure(
        580.0, "degree-days, eyed egg to first feeding", CRISP, between(450, 700)
    )
    egg_days_min: int = figure(85, "days", ISSUE, between(30, 150))
    egg_days_max: int = figure(95, "days", ISSUE, between(30, 150))
    stage_days_min: int = figure(85, "days, fry to post-smolt each", ISSUE, between(30, 150))
    stage_days_max: int = figure(95, "days, fry to post-smolt each", ISSUE, between(30, 150))
    grow_out_days_min: int = figure(400, "days in the sea", ISSUE, between(200, 800))
    grow_out_days_max: int = figure(500, "days in the sea", ISSUE, between(200, 800))
    harvest_weight_min_g: float = figure(4500.0, "g whole", ISSUE, between(1000, 8000))
    harvest_weight_max_g: float = figure(5500.0, "g whole", ISSUE, between(1000, 8000))
    cages_harvested_per_day: int = figure(
        2, "cages per batch and day", "one well-boat with two trips a day", between(1, 20)
    )
    harvest_notice_days: int = figure(
        21,
        "days from the booking of a harvest to the fish's last meal",
        "slaughter is planned some weeks ahead",
        between(0, 60),
    )
    fast_before_harvest_days: int = figure(
        6,
        "days without feed before the first cage leaves",
        "docs/realism.md, appetite and meals: 5-14 days",
        between(0, 30),
    )
    fast_before_sea_days: int = figure(
        2,
        "days without feed before the well-boat takes the fish to sea",
        "docs/realism.md, appetite and meals: 1-3",
        between(0, 10),
    )
    fast_before_move_days: int = figure(
        1,
        "days without feed before a move between tanks",
        "docs/realism.md, appetite and meals: empty guts travel better",
        between(0, 10),
    )
    move_days: tuple[int, ...] = figure(
        (2, 2, 2, 3, 4),
        "days that the move of a batch out of each freshwater stage takes",
        "one pump crew a station; a well-boat takes a quarter of a batch a trip",
        between(1, 10),
    )
    move_notice_days: int = figure(
        7, "days from the plan of a move to its first day", "weekly planning", between(0, 30)
    )
    pre_transfer_days: int = figure(
        14,
        "days in pre-transfer tanks before the sea",
        "well-boat staging practice",
        between(1, 40),
    )
    pre_transfer_share: float = figure(
        0.20,
        "share of the fish moved to pre-transfer tanks",
        "3 of a station's 15 large tanks",
        between(0.05, 0.9),
    )
    rest_trays_days: int = figure(7, "days between two batches", REST, between(0, 60))
    rest_fry_days: int = figure(14, "days between two batches", REST, between(0, 60))
    rest_parr_days: int = figure(14, "days between two batches", REST, between(0, 60))
    rest_smolt_days: int = figure(21, "days between two batches", REST, between(0, 60))
    rest_post_smolt_days: int = figure(21, "days between two batches", REST, between(0, 60))
    rest_pre_transfer_days: int = figure(21, "days between two batches", REST, between(0, 60))
    rest_cage_days: int = figure(30, "days between two batches", REST, between(0, 120))
    area_fallow_faroe_days: int = figure(
        60,
        "days a whole sea area rests between generations",
        "docs/realism.md, fallow and rest: 2 months at least",
        between(0, 365),
    )
    area_fallow_scotland_days: int = figure(
        30,
        "days a whole sea area rests between generations",
        "docs/realism.md, fallow and rest: four weeks together with the neighbours",
        between(0, 365),
    )
    area_notice_days: int = figure(
        75,
        "days before going to sea on which a batch gets its area",
        "smolt delivery plans are made a quarter ahead",
        between(10, 200),
    )
    area_settled_days: int = figure(
        28,
        "days before going to sea from which a batch keeps its area",
        "feed is delivered to the area's barges by then",
        between(0, 200),
    )
    area_slack_days: tuple[int, ...] = figure(
        (21, 18, 16, 14, 14, 14, 12, 10),
        f"days by which an area should be ready before the fish, {BY_YEAR}",
        "a choice: time for slow growth in the sea; planning gets better",
        between(0, 200),
    )
    start_backlog: float = figure(
        1.5,
        "starts that may be made later when there was no room",
        "a choice: egg suppliers keep an order open for some weeks",
        between(0, 10),
    )
    start_retry_days: int = figure(
        2, "days until the next try to find room for a start", "a choice", between(1, 60)
    )
    station_start_spacing_days: int = figure(
        126,
        "days between two batches of one station",
        "the longest stage (95 days), the longest rest (21 days), a move, and a spare week",
        between(60, 400),
    )
    planned_weight_g: tuple[float, ...] = figure(
        (0.2, 4.7, 40.0, 138.0, 330.0, 6000.0),
        "g per fish at the end of each stage, by which containers are chosen",
        "the weight of a fast batch; even faster fish get less feed when their tank is full",
        at_least(0.1),
    )
    planned_fill: float = figure(
        0.8,
        "share of its limit up to which a container is filled by plan, where there is room",
        "docs/realism.md, sites, cages and density: cages stand at 15-20 of 25 kg/m3",
        between(0.1, 1),
    )
    start_pattern: tuple[float, ...] = figure(
        (1.3, 1.2, 1.1, 0.9, 0.8, 0.7, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2),
        "relative rate of batch starts, January to December",
        ISSUE,
        between(0, 5),
    )
    start_jitter: float = figure(
        0.25,
        "share of the mean time between two starts",
        "no delivery comes on the exact day",
        between(0, 0.5),
    )

    @property
    def rest_days(self) -> tuple[int, ...]:
        """Rest of each kind of container, days, in the order of ContainerKind."""
        return (
            self.rest_trays_days,
            self.rest_fry_days,
            self.rest_parr_days,
            self.rest_smolt_days,
            self.rest_post_smolt_days,
            self.rest_pre_transfer_days,
            self.rest_cage_days,
        )

    def area_fallow_days(self, coast: str) -> int:
        """Days that a whole sea area off this coast rests between generations."""
        faroe = coast == "faroe"
        return self.area_fallow_faroe_days if faroe else self.area_fallow_scotland_days

    @property
    def days_to_first_cage(self) -> int:
        """Days from the booking of a harvest to its first cage."""
        return self.harvest_notice_days + self.fast_before_harvest_days

    @property
    def freshwater_days(self) -> float:
        """Expected days from eyed egg to the sea."""
        return (self.egg_days_min + self.egg_days_max) / 2 + 4 * (
            self.stage_days_min + self.stage_days_max
        ) / 2

    @property
    def life_days(self) -> float:
        """Expected days from eyed egg to harvest, about 2.5 years."""
        return self.freshwater_days + (self.grow_out_days_min + self.grow_out_days_max) / 2
