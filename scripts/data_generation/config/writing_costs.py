"""How long writing takes: the seconds of a whole run without its simulation, by its parts.

From runs on a machine of two cores with the server beside it: at production scale session 1 and ten
years on TimescaleDB (62 and 449 s) and session 1 on SQLite (66 s), at dev scale session 1 (11 and
10 s). These figures come within 25 % of each of them.
"""

from typing import NamedTuple


class Seconds(NamedTuple):
    """Seconds to make and write a reading, to write another row, and for a chunk of any size."""

    reading: float
    other_row: float
    chunk: float


WRITING = {
    "postgresql": Seconds(2.1e-6, 8.5e-6, 0.15),
    "sqlite": Seconds(2.2e-6, 7.0e-6, 0.08),
}

# Seconds in which that machine made one reading in memory. A machine of another speed takes its
# own seconds for this; their ratio scales the figures above.
MAKING_A_READING = 0.32e-6
