"""Containers carry the batches of each scale at published densities, with room to spare."""

import pytest

from scripts.data_generation.config.company.equipment import (
    CONTAINER_TYPES,
    KINDS,
    STAGE_OF_KIND,
    ContainerKind,
    Equipment,
    capacity_kg,
    containers_per_site,
)
from scripts.data_generation.config.fish.life_cycle import STAGES, LifeCycle, Stage
from scripts.data_generation.config.scales import SCALES, Scale

pytestmark = pytest.mark.no_database

EQUIPMENT = Equipment()
PRODUCTION = SCALES["production"]
SCALE_NAMES = list(SCALES)

# The plan: share of the eyed eggs alive, and weight in g, at the end of each stage.
SURVIVAL = dict(zip(STAGES, (0.955, 0.92, 0.90, 0.885, 0.87, 0.80), strict=True))
WEIGHT_G = dict(zip(STAGES, (0.17, 3.5, 30.0, 105.0, 290.0, 5500.0), strict=True))

# Published densities, kg/m3; docs/realism.md, sites, cages and density.
BANDS = {
    Stage.FRY: (20, 40),
    Stage.PARR: (30, 60),
    Stage.SMOLT: (40, 60),
    Stage.POST_SMOLT: (40, 75),
    Stage.ADULT: (15, 20),
}


def biomass_kg(scale: Scale, stage: Stage) -> float:
    return scale.eggs_max * SURVIVAL[stage] * WEIGHT_G[stage] / 1000


def kinds_of(stage: Stage) -> list[ContainerKind]:
    return [kind for kind in KINDS if STAGE_OF_KIND[kind] == stage]


@pytest.mark.parametrize("scale_name", SCALE_NAMES)
@pytest.mark.parametrize("stage", STAGES)
def test_the_largest_batch_leaves_a_tenth_to_spare(scale_name: str, stage: Stage) -> None:
    scale = SCALES[scale_name]
    capacity = sum(capacity_kg(scale, EQUIPMENT, kind) for kind in kinds_of(stage))
    assert biomass_kg(scale, stage) <= 0.9 * capacity


@pytest.mark.parametrize("scale_name", SCALE_NAMES)
def test_an_area_is_licensed_for_the_largest_batch(scale_name: str) -> None:
    scale = SCALES[scale_name]
    licence = EQUIPMENT.area_max_biomass_kg(scale.cages_per_area)
    assert biomass_kg(scale, Stage.ADULT) <= 0.9 * licence
    assert licence <= capacity_kg(scale, EQUIPMENT, ContainerKind.CAGE)


@pytest.mark.parametrize("stage", list(BANDS))
def test_planned_densities_are_published_ones(stage: Stage) -> None:
    counts = containers_per_site(PRODUCTION)
    volume = sum(counts[kind] * EQUIPMENT.volumes_m3[kind] for kind in kinds_of(stage))
    low, high = BANDS[stage]
    assert low <= biomass_kg(PRODUCTION, stage) / volume <= high


@pytest.mark.parametrize("stage", list(BANDS))
def test_limits_are_the_published_upper_ends(stage: Stage) -> None:
    limit = 25 if stage == Stage.ADULT else BANDS[stage][1]
    assert {EQUIPMENT.max_densities[kind] for kind in kinds_of(stage)} == {limit}


@pytest.mark.parametrize("scale_name", SCALE_NAMES)
def test_pre_transfer_tanks_take_their_share(scale_name: str) -> None:
    scale = SCALES[scale_name]
    share = LifeCycle().pre_transfer_share * biomass_kg(scale, Stage.POST_SMOLT)
    assert share <= capacity_kg(scale, EQUIPMENT, ContainerKind.PRE_TRANSFER_TANK)


def test_sizes_fit_the_columns_of_the_books() -> None:
    largest = max(*EQUIPMENT.volumes_m3, *EQUIPMENT.max_biomass_kg, EQUIPMENT.barge_capacity_kg)
    assert largest < 1e8  # numeric(10, 2)
    assert EQUIPMENT.area_max_biomass_kg(PRODUCTION.cages_per_area) < 1e10  # numeric(12, 2)


def test_container_types_are_named_in_aquaminds_words() -> None:
    assert len(CONTAINER_TYPES) == len(KINDS)
    categories = [kind.category for kind in CONTAINER_TYPES]
    assert categories == ["TRAY", *["TANK"] * 5, "PEN"]
    assert len({kind.name for kind in CONTAINER_TYPES}) == len(KINDS)


@pytest.mark.parametrize(("cages", "barges"), [(1, 2), (4, 2), (14, 2), (15, 3), (20, 3), (40, 3)])
def test_an_area_has_two_or_three_barges(cages: int, barges: int) -> None:
    assert EQUIPMENT.barges(cages) == barges


def test_feed_stores_hold_one_to_four_weeks_of_feed() -> None:
    # Highest rations, % of biomass a day: growth at TGC and 12 C (sea 9 C) times FCR.
    rations = {Stage.PARR: 2.2, Stage.SMOLT: 1.7, Stage.POST_SMOLT: 1.2}
    for stage, percent in rations.items():
        daily = biomass_kg(PRODUCTION, stage) * percent / 100
        store = EQUIPMENT.silos[stage] * EQUIPMENT.silo_capacity_kg[stage]
        assert 7 <= store / daily <= 35
    daily = biomass_kg(PRODUCTION, Stage.ADULT) * 0.5 / 100
    store = EQUIPMENT.barges(PRODUCTION.cages_per_area) * EQUIPMENT.barge_capacity_kg
    assert 14 <= store / daily <= 35
