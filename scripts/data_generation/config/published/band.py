"""A published value: a band in which the mean of a farm is known to lie, and why it is so wide.

Checks compare the books with the bands of `config/published/`. No band is made from parameters of
the generator, because then the generator would be compared with itself.
"""

from typing import NamedTuple


class Published(NamedTuple):
    """A closed band. `source` is where it was read; `why` is the reason of its width."""

    low: float
    high: float
    unit: str
    source: str
    why: str

    @property
    def middle(self) -> float:
        """Centre of the band."""
        return (self.low + self.high) / 2

    @property
    def half_width(self) -> float:
        """How far the band reaches to either side of its centre."""
        return (self.high - self.low) / 2


def around(value: float, tolerance: float, unit: str, source: str, why: str) -> Published:
    """The band of a published value, with its tolerance below and above."""
    return Published(value - tolerance, value + tolerance, unit, source, why)
