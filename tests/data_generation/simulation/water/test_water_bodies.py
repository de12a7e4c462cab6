"""Numbers of water bodies: halls and sea areas lie behind each other, and lead back to sites."""

import numpy as np
import pytest

from scripts.data_generation.config.fish.life_cycle import STAGES, Stage
from scripts.data_generation.simulation.water.water_bodies import (
    area_body,
    hall_body,
    halls_of,
    site_of_body,
    stage_of_hall,
)

pytestmark = pytest.mark.no_database

AREAS = 4


@pytest.mark.parametrize("stations", [1, 3, 25])
def test_every_water_body_belongs_to_one_hall_or_area(stations: int) -> None:
    sites, stages = np.arange(stations), np.arange(Stage.ADULT)
    halls = hall_body(sites[:, None], stages)
    areas = area_body(stations, np.arange(stations, stations + AREAS))
    assert [*halls.ravel(), *areas] == list(range(halls_of(stations) + AREAS))
    assert np.array_equal(stage_of_hall(halls), np.tile(stages, (stations, 1)))
    assert len(stages) == len(STAGES) - 1


@pytest.mark.parametrize("stations", [1, 3, 25])
def test_a_water_body_lies_at_its_site(stations: int) -> None:
    bodies = np.arange(halls_of(stations) + AREAS)
    expected = [*np.arange(stations).repeat(5), *range(stations, stations + AREAS)]
    assert site_of_body(stations, bodies).tolist() == expected
