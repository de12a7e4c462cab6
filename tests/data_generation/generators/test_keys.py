"""Reserved keys lie above what is there, and the database goes on above them."""

import pytest

from apps.infrastructure.models import Area, Geography
from scripts.data_generation.generators.keys import BLOCK, RESERVED_MODELS, reserve_keys

pytestmark = pytest.mark.django_db


def an_area(name: str) -> Area:
    geography, _ = Geography.objects.get_or_create(name="Iceland")
    return Area.objects.create(
        geography=geography, name=name, latitude=65, longitude=-14, max_biomass=1000
    )


def test_every_table_that_a_run_writes_gets_a_base() -> None:
    assert reserve_keys().keys() == {model._meta.db_table for model in RESERVED_MODELS}


def test_a_base_lies_at_or_above_all_keys_in_use() -> None:
    area = an_area("Seyðisfjørður")
    assert reserve_keys()[Area._meta.db_table] >= area.pk


def test_the_next_row_of_others_lies_above_the_block() -> None:
    base = reserve_keys()[Area._meta.db_table]
    assert an_area("Reyðarfjørður").pk == base + BLOCK + 1
