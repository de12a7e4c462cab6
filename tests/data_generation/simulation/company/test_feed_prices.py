"""What feed costs: base x quarter x market x trend x supplier, in whole cents."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.config.feed.feed_supply import SUPPLIERS_BY_NAME, FeedSupply
from scripts.data_generation.config.feed.feeding import FEED_CLASSES, FEEDS
from scripts.data_generation.simulation.company.feed_prices import (
    market_index,
    months_between,
    price_cents,
)
from scripts.data_generation.simulation.ledger.randomness import Stream
from tests.data_generation.simulation.farms import FIRST_DAY, Life

pytestmark = pytest.mark.no_database

SUPPLY = FeedSupply()


@pytest.mark.parametrize(
    ("pellet", "supplier", "quarter", "market", "year", "cents"),
    [
        (0.5, 1, 0, 1.0, 1, 294),  # 2.80 x 1.05
        (3.0, 1, 1, 1.0, 1, 216),  # 2.20 x 0.98
        (9.0, 1, 2, 1.0, 1, 194),  # 1.90 x 1.02
        (9.0, 1, 3, 1.12, 1, 230),  # 1.90 x 1.08 x 1.12
        (9.0, 0, 0, 0.88, 1, 179),  # 1.90 x 1.05 x 0.88 x 1.02
        (6.0, 2, 1, 1.0, 5, 194),  # 1.90 x 0.98 x 1.0175^4 x 0.97
    ],
)
def test_price_is_the_product_of_its_parts(
    pellet: float, supplier: int, quarter: int, market: float, year: int, cents: int
) -> None:
    feed = [feed.pellet_mm for feed in FEEDS].index(pellet)
    price = price_cents(np.asarray([feed]), np.asarray([supplier]), quarter, market, year, SUPPLY)
    assert price.tolist() == [cents]


def test_feeds_are_starters_growers_and_finishers_by_pellet() -> None:
    classes = [feed.price_class for feed in FEEDS]
    assert classes == sorted(classes)
    assert set(classes) == set(range(len(FEED_CLASSES)))
    largest = {c: max(f.pellet_mm for f in FEEDS if f.price_class == c) for c in (0, 1)}
    assert largest == {0: 1.2, 1: 5.0}


@given(seed=st.integers(0, 2**63))
def test_the_market_stays_in_its_swing_and_moves_slowly(seed: int) -> None:
    market = market_index(Stream(seed, "feed market"), 132, SUPPLY)
    assert np.abs(market - 1).max() < SUPPLY.market_swing
    assert np.abs(np.diff(market)).max() < 0.12
    longer = market_index(Stream(seed, "feed market"), 180, SUPPLY)
    assert np.array_equal(longer[:132], market)


def test_months_are_counted_by_the_calendar() -> None:
    first = date(2015, 3, 31).toordinal()
    assert months_between(first, first) == 0
    assert months_between(first, first + 1) == 1
    assert months_between(first, date(2025, 2, 1).toordinal()) == 119


def test_every_order_has_the_price_of_its_day(life: Life) -> None:
    orders, world = life.log("purchases"), life.world
    for row in range(0, len(orders["id"]), 7):
        day = date.fromordinal(int(orders["ordered_day"][row]))
        market = world.feed_market[months_between(FIRST_DAY, day.toordinal())]
        year = 1 + int((day.toordinal() - FIRST_DAY) // 365.25)
        feed, supplier = orders["feed"][row : row + 1], orders["supplier"][row : row + 1]
        quarter, supply = (day.month - 1) // 3, world.parameters.feed_supply
        expected = price_cents(feed, supplier, quarter, market, year, supply)
        assert orders["price_cents"][row] == expected[0]


def test_every_supplier_delivers_and_most_are_on_time(dev_decade: Life) -> None:
    orders, supply = dev_decade.log("purchases"), dev_decade.world.parameters.feed_supply
    assert np.unique(orders["supplier"]).tolist() == list(range(len(SUPPLIERS_BY_NAME)))
    days = orders["arrival_day"] - orders["ordered_day"]
    late = days > np.asarray(supply.supplier_lead_days)[orders["supplier"]]
    assert 0.03 < late.mean() < 0.15
