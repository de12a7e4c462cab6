"""What a worker says of a block. No Django here: it travels between processes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BlockReport:
    """What became of a block; one that was there already is left as it is."""

    rows: int
    was_there: bool = False
    peak_memory_mb: float = 0.0
