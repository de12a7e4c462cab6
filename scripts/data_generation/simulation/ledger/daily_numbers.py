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

    `look_up(entities, days)` answers with shape (entities, days, ...).
    """

    def __init__(self, look_up: Callable[[Integers, Integers], Floats]) -> None:
        self._look_up = look_up
        self._block = -1
        self._entities = _END
        # In which row each entity's numbers stand; the rows, and how many of them are taken.
        self._rows: Integers = np.zeros(1, dtype=np.int64)
        self._numbers: Floats = np.empty(0)
        self._taken = 0

    def on(self, day: int, entities: Integers) -> Floats:
        """The numbers of these entities (n,) on this day, shape (n, ...); the caller's to keep."""
        block, nth = divmod(day, BLOCK_DAYS)
        if block != self._block:
            # Who was asked about last is mostly asked about again, all others are forgotten.
            self._block, self._entities, self._taken = block, _END, 0
            self._rows = np.zeros(1, dtype=np.int64)
        at = np.searchsorted(self._entities, entities)
        unknown = self._entities[at] != entities
        if unknown.any() or not self._taken:
            self._learn(entities[unknown])
            at = np.searchsorted(self._entities, entities)
        return np.asarray(self._numbers[self._rows[at], nth])

    def _learn(self, entities: Integers) -> None:
        """Add entities to the block: to its end, where room is left for more."""
        once = np.unique(entities)
        first = self._block * BLOCK_DAYS
        numbers = self._look_up(once, np.arange(first, first + BLOCK_DAYS))
        begin, self._taken = self._taken, self._taken + len(once)
        if begin == 0:
            self._numbers = numbers
        elif self._taken > len(self._numbers):
            room = np.empty((self._taken // 2, *numbers.shape[1:]))
            self._numbers = np.concatenate([self._numbers[:begin], numbers, room])
        else:
            self._numbers[begin : self._taken] = numbers
        at = np.searchsorted(self._entities, once)
        self._entities = np.insert(self._entities, at, once)
        self._rows = np.insert(self._rows, at, np.arange(begin, self._taken))
