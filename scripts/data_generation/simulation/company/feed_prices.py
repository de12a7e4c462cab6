"""What a kilo of feed costs on the day of the order."""

from datetime import date

import numpy as np
from scipy.special import ndtr

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.feed.feed_supply import FeedSupply
from scripts.data_generation.config.feed.feeding import FEEDS
from scripts.data_generation.config.units import CENTS_A_EURO, MONTHS_A_YEAR
from scripts.data_generation.simulation.ledger.randomness import Stream

_CLASS = np.asarray([feed.price_class for feed in FEEDS])


def months_between(first_day: int, day: int) -> int:
    """Calendar months from the month of `first_day` to that of `day`."""
    first, last = date.fromordinal(first_day), date.fromordinal(day)
    return MONTHS_A_YEAR * (last.year - first.year) + last.month - first.month


def market_index(stream: Stream, months: int, supply: FeedSupply) -> Floats:
    """Factor of the market in each month of the history, shape (months,), within the swing.

    A first-order autoregressive process, folded into the swing by its own distribution, so that
    no month stands on the limit.
    """
    luck = stream.normal(np.arange(months))
    level, phi = np.empty(months), supply.market_persistence
    level[0] = luck[0]
    for month in range(1, months):
        level[month] = phi * level[month - 1] + np.sqrt(1.0 - phi**2) * luck[month]
    return np.asarray(1.0 + supply.market_swing * (2.0 * ndtr(level) - 1.0))


def price_cents(
    feed: Integers, supplier: Integers, quarter: int, market: float, year: int, supply: FeedSupply
) -> Integers:
    """Price of each order, cents a kg: feeds and suppliers (n,), quarter from 0, year from 1."""
    base = np.asarray(supply.base_price)[_CLASS[feed]]
    course = supply.quarter_factor[quarter] * market * (1.0 + supply.price_trend) ** (year - 1)
    euros = base * course * np.asarray(supply.supplier_price_factor)[supplier]
    return np.asarray(np.rint(CENTS_A_EURO * euros), dtype=np.int64)
