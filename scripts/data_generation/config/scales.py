"""The four sizes of the company: how many sites, containers, sensors and batches."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import BY_YEAR, at_least, between, figure

DESIGN = "docs/architecture.md, table of scales"
PLAN = "the model company's plan: 3.0 to 3.5 million eyed eggs fill 20 cages"


@dataclass(frozen=True, kw_only=True)
class Scale:
    """One size of the company. A station's container counts are those of one station."""

    name: str = figure("", "name", DESIGN)
    faroe_stations: int = figure(13, "freshwater stations", DESIGN, at_least(0))
    scotland_stations: int = figure(12, "freshwater stations", DESIGN, at_least(0))
    faroe_areas: int = figure(14, "sea areas", DESIGN, at_least(0))
    scotland_areas: int = figure(10, "sea areas", DESIGN, at_least(0))
    cages_per_area: int = figure(20, "cages", DESIGN, at_least(1))
    trays: int = figure(50, "egg and alevin trays per station", DESIGN, at_least(1))
    fry_tanks: int = figure(40, "tanks per station", DESIGN, at_least(1))
    parr_tanks: int = figure(30, "tanks per station", DESIGN, at_least(1))
    smolt_tanks: int = figure(15, "tanks per station", DESIGN, at_least(1))
    post_smolt_tanks: int = figure(12, "tanks per station", DESIGN, at_least(1))
    pre_transfer_tanks: int = figure(3, "tanks per station", DESIGN, at_least(1))
    sensors_per_container: int = figure(
        9, "sensors at most", f"{DESIGN}: >= 37,530 sensors on 4,230 containers", at_least(4)
    )
    eggs_min: int = figure(3_000_000, "eyed eggs per batch", PLAN, at_least(1000))
    eggs_max: int = figure(3_500_000, "eyed eggs per batch", PLAN, at_least(1000))
    active_batches: tuple[int, ...] = figure(
        (25, 26, 36, 56),
        f"batches alive at once, as planned, {BY_YEAR}",
        DESIGN,
        between(1, 200),
    )
    readings_per_day: int = figure(8, "readings per sensor and day", DESIGN, between(1, 24))
    every_sensor_reads: bool = figure(
        False,
        "whether every sensor reads; if not, the four water-quality sensors of occupied containers",
        DESIGN,
    )


SCALES = {
    scale.name: scale
    for scale in (
        Scale(
            name="ci",
            faroe_stations=1,
            scotland_stations=0,
            faroe_areas=1,
            scotland_areas=0,
            cages_per_area=4,
            trays=12,
            fry_tanks=8,
            parr_tanks=6,
            smolt_tanks=4,
            post_smolt_tanks=4,
            pre_transfer_tanks=2,
            sensors_per_container=4,
            eggs_min=600_000,
            eggs_max=700_000,
            active_batches=(2, 2, 2, 2),
            readings_per_day=2,
        ),
        Scale(
            name="dev",
            faroe_stations=2,
            scotland_stations=2,
            faroe_areas=2,
            scotland_areas=2,
            cages_per_area=6,
            trays=24,
            fry_tanks=16,
            parr_tanks=12,
            smolt_tanks=8,
            post_smolt_tanks=6,
            pre_transfer_tanks=3,
            eggs_min=900_000,
            eggs_max=1_050_000,
            active_batches=(5, 5, 5, 5),
            readings_per_day=4,
        ),
        Scale(name="production"),
        Scale(name="full", every_sensor_reads=True),
    )
}
DEFAULT_SCALE = "production"
