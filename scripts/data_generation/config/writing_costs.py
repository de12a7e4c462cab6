"""How long writing takes: seconds of a whole run less its simulation, divided among its parts.

From runs on a machine of two cores with the server beside it: at production scale session 1 and ten
years on TimescaleDB (62 and 449 s) and session 1 on SQLite (66 s), at dev scale session 1 (11 and
10 s). These figures come within 25 % of each of them.
"""

from typing import NamedTuple


class Seconds(NamedTuple):
    """Of writing: a reading with its making, any other row, and a chunk however few its rows."""

    reading: float
    other_row: float
    chunk: float


WRITING = {
    "postgresql": Seconds(2.1e-6, 8.5e-6, 0.15),
    "sqlite": Seconds(2.2e-6, 7.0e-6, 0.08),
}

# What that machine took to make one reading in memory; how this one compares scales the rest.
MAKING_A_READING = 0.32e-6
