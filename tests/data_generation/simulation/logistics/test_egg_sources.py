"""Egg sources: three of each five batches bought, in an order of their own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.config.company.egg_supply import EGG_SUPPLIERS
from scripts.data_generation.simulation.logistics.egg_sources import OWN_BROODSTOCK, source_of
from tests.data_generation.simulation.farms import Life, make_world

pytestmark = pytest.mark.no_database


@given(turn=st.integers(0, 10_000), seed=st.integers(0, 2**32))
def test_exactly_three_of_each_five_are_bought(turn: int, seed: int) -> None:
    world = make_world("ci", seed)
    sources = [source_of(world, turn * 5 + place) for place in range(1, 6)]
    assert sum(source != OWN_BROODSTOCK for source in sources) == 3
    assert all(0 <= source <= len(EGG_SUPPLIERS) for source in sources)
    assert [source_of(world, turn * 5 + place) for place in range(1, 6)] == sources


def test_every_supplier_sells_and_the_order_of_the_five_varies() -> None:
    world = make_world("ci")
    sources = np.asarray([source_of(world, batch) for batch in range(1, 301)])
    assert set(sources.tolist()) == set(range(len(EGG_SUPPLIERS) + 1))
    own = (sources == OWN_BROODSTOCK).reshape(-1, 5)
    assert len({tuple(turn) for turn in own.tolist()}) == 10


@pytest.mark.parametrize("share", [0, 5])
def test_all_or_none_can_be_bought(share: int) -> None:
    world = make_world("ci", overrides=f"egg_supply.external_of_five = {share}")
    bought = [source_of(world, batch) != OWN_BROODSTOCK for batch in range(1, 11)]
    assert sum(bought) == 2 * share


def test_a_batch_keeps_the_source_of_its_number(decade: Life) -> None:
    changes = decade.log("batch_changes")
    for batch, source in zip(changes["id"].tolist(), changes["egg_source"].tolist(), strict=True):
        assert source == source_of(decade.world, batch)
