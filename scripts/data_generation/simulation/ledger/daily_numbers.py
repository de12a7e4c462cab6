"""Numbers that are asked for day after day, looked up for many days at once and kept.

A look-up costs some 40 microseconds however few numbers it is for: for a farm of twenty tanks a
month in one look-up costs what a day does. The numbers are those of the address, so neither the
block's length nor the order of questions can be seen in them.
"""

from collections.abc import Callable

import numpy as np

from scripts.data_generation.array_types import Floats, Integers

# Kept at once: 32 days x 2,000 assignments x 8 bytes = half a megabyte a stream and draw.
BLOCK_DAYS = 32

# Larger than any entity: every search ends at or before it.
_END = np.asarray([np.iinfo(np.int64).max])


class DailyNumbers:
    """One kind of number of one stream for the entities of a block of days.

    `look_up(entities, days)` answers with shape (days, entities, ...).
    """

    def __init__(self, look_up: Callable[[Integers, Integers], Floats]) -> None:
        self._look_up = look_up
        self._block = -1
        self._entities = _END
        self._numbers: Floats = np.empty(0)

    def on(self, day: int, entities: Integers) -> Floats:
        """The numbers of these entities (n,) on this day, shape (n, ...); the caller's to keep."""
        block, nth = divmod(day, BLOCK_DAYS)
        if block != self._block:
            self._begin(block, entities)
        at = np.searchsorted(self._entities, entities)
        unknown = self._entities[at] != entities
        if unknown.any():
            self._learn(entities[unknown])
            at = np.searchsorted(self._entities, entities)
        return np.asarray(self._numbers[nth].take(at, axis=0))

    def _begin(self, block: int, entities: Integers) -> None:
        """Forget the block before: who was asked about last is mostly asked about again."""
        self._block = block
        once = np.unique(entities)
        self._entities = np.append(once, _END)
        self._numbers = self._looked_up(once)

    def _learn(self, entities: Integers) -> None:
        """Add entities to the block."""
        once = np.unique(entities)
        at = np.searchsorted(self._entities, once)
        self._entities = np.insert(self._entities, at, once)
        self._numbers = np.insert(self._numbers, at, self._looked_up(once), axis=1)

    def _looked_up(self, entities: Integers) -> Floats:
        first = self._block * BLOCK_DAYS
        return self._look_up(entities, np.arange(first, first + BLOCK_DAYS))
