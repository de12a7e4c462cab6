"""What a day's steps look at: the waters of the containers, and one day's calendar and water."""

from datetime import date

import numpy as np
import pytest

from scripts.data_generation.config.company.equipment import ContainerKind
from scripts.data_generation.config.fish.life_cycle import STAGES, Stage
from tests.data_generation.simulation.farms import make_world, today_of

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize("scale", ["ci", "dev", "production"])
def test_containers_of_a_hall_or_an_area_share_one_water(scale: str) -> None:
    world = make_world(scale)
    layout, body = world.layout, world.container_body
    fresh = layout.containers.hall >= 0
    assert np.array_equal(body[fresh], layout.containers.hall[fresh])
    assert world.climate.is_hall(body).tolist() == fresh.tolist()
    for number, area in enumerate(world.areas):
        cages = layout.containers_of(int(area), ContainerKind.CAGE)
        assert set(body[cages].tolist()) == {world.body_of_area(int(area))}
        assert world.body_of_area(int(area)) == len(layout.halls) + number
    assert body.max() == world.climate.bodies - 1


def test_each_area_grows_and_loses_fish_as_its_coast_does() -> None:
    world = make_world("production")
    growth, mortality = world.parameters.growth, world.parameters.mortality
    for area, coast in zip(world.areas, world.area_coasts, strict=True):
        body = world.body_of_area(int(area))
        assert world.body_sea_tgc[body] == growth.sea_tgc(coast)
        assert world.body_sea_survival[body] == mortality.sea_survival(coast)
    assert len(world.body_sea_tgc) == len(world.body_sea_survival) == world.climate.bodies


def test_every_container_rests_as_long_as_its_kind() -> None:
    world = make_world("dev")
    rest = world.parameters.life_cycle.rest_days
    kinds = world.layout.containers.kind
    assert world.container_rest.tolist() == [rest[kind] for kind in kinds]


def test_every_stage_has_its_kind_of_container() -> None:
    world = make_world("ci")
    kinds = [ContainerKind.TRAY, ContainerKind.FRY_TANK, ContainerKind.PARR_TANK]
    assert [world.kind_of(stage) for stage in STAGES[:3]] == kinds
    assert world.kind_of(Stage.ADULT) is ContainerKind.CAGE


def test_a_day_knows_its_calendar() -> None:
    world = make_world("ci")
    today = today_of(world, date(2021, 1, 2).toordinal())
    assert today.date == date(2021, 1, 2)
    assert today.day_of_year == 2
    assert today.iso_week == (2020, 53)
    assert date.fromordinal(today.monday) == date(2020, 12, 28)


def test_a_day_in_a_longer_span_sees_its_own_water() -> None:
    world = make_world("ci")
    first = date(2019, 12, 20).toordinal()
    span = world.climate.days(first, first + 30)
    for offset in (0, 12, 30):
        alone = today_of(world, first + offset)
        within = type(alone)(first + offset, span)
        for name in ("temperature_c", "saturation_percent", "salinity_psu"):
            assert np.array_equal(getattr(within, name), getattr(alone, name))
