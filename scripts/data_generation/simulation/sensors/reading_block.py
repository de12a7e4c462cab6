"""A block of readings: equally long columns ordered by sensor, then time."""

from dataclasses import dataclass

from scripts.data_generation.array_types import Floats, Integers

DECIMALS = 3


@dataclass(frozen=True)
class ReadingBlock:
    """Readings ordered by (sensor, time); all columns one length. `minute` counts from day 0."""

    sensor: Integers
    parameter: Integers
    container: Integers
    batch: Integers
    assignment: Integers
    minute: Integers
    value: Floats

    def __len__(self) -> int:
        return len(self.value)
