"""Where feed lies: which store serves which container, and how much each store holds."""

from dataclasses import dataclass

import numpy as np

from scripts.data_generation.array_types import Integers
from scripts.data_generation.config.feed.feeding import FEEDS
from scripts.data_generation.config.units import FEED_UNITS_A_KG
from scripts.data_generation.simulation.company.layout import NOWHERE, Layout
from scripts.data_generation.simulation.water.water_bodies import area_body


@dataclass(frozen=True)
class FeedPlaces:
    """Stores by their index in the layout; a stock is one feed in one store.

    `body_stores` has the stores of each hall or sea area, shape (bodies, most stores of one),
    filled up with -1.
    """

    container_store: Integers
    body_stores: Integers
    capacity_units: Integers

    @property
    def stocks(self) -> int:
        """How many stocks there can be: every feed in every store."""
        return len(self.capacity_units) * len(FEEDS)


def stock_of(store: Integers, feed: Integers) -> Integers:
    """The number of the stock of this feed in this store."""
    return np.asarray(store * len(FEEDS) + feed)


def build_feed_places(layout: Layout, container_body: Integers, bodies: int) -> FeedPlaces:
    """The containers of a hall or an area take turns among its stores."""
    stores = layout.feed_stores
    in_hall = stores.hall != NOWHERE
    in_sea = area_body(len(layout.stations), stores.site)
    # A station's halls are its water bodies, and have the same numbers.
    body_of_store = np.where(in_hall, stores.hall, in_sea)
    counts = np.bincount(body_of_store, minlength=bodies)
    body_stores = np.full((bodies, int(counts.max())), -1, dtype=np.int64)
    by_body = np.argsort(body_of_store, kind="stable")
    nth = np.arange(len(by_body)) - (np.cumsum(counts) - counts)[body_of_store[by_body]]
    body_stores[body_of_store[by_body], nth] = by_body
    turn = np.arange(len(container_body)) % counts[container_body]
    return FeedPlaces(
        container_store=body_stores[container_body, turn],
        body_stores=body_stores,
        capacity_units=np.rint(stores.capacity_kg * FEED_UNITS_A_KG).astype(np.int64),
    )
