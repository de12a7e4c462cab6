"""The table of faults: how often each was struck, and what it cost."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass
class FaultCount:
    """What came of one kind of fault."""

    tries: int = 0
    lost: int = 0
    doubled: int = 0
    is_equal: bool = True


class FaultTable:
    """Adds up what every fault came to, by its name."""

    def __init__(self) -> None:
        self.faults: dict[str, FaultCount] = {}

    def add(self, fault: str, tries: int, lost: int, doubled: int, is_equal: bool) -> None:
        """The fault was struck `tries` times at one history, which then ended like this."""
        count = self.faults.setdefault(fault, FaultCount())
        count.tries += tries
        count.lost += lost
        count.doubled += doubled
        count.is_equal &= is_equal

    def lines(self) -> Iterator[str]:
        """The table as text."""
        width = max(map(len, self.faults), default=0)
        yield f"{'fault':<{width}}  tried  rows lost  rows doubled  fingerprint"
        for fault, count in self.faults.items():
            equal = "equal" if count.is_equal else "DIFFERENT"
            yield (
                f"{fault:<{width}}  {count.tries:>5}  {count.lost:>9}  {count.doubled:>12}  {equal}"
            )
