"""What a published value is: a band that a farm's mean is known to lie in, and why so wide.

The bands of `config/published_*.py` are what the books are judged by. They are kept apart from the
generator's own parameters, and never made from them: else it would be compared with itself.
"""

from typing import NamedTuple


class Published(NamedTuple):
    """A closed band; `source` says where it was read, `why` what its width stands for."""

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
    """The band of a published value and its tolerance to either side."""
    return Published(value - tolerance, value + tolerance, unit, source, why)
