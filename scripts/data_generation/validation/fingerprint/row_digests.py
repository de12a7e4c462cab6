"""Columns of numbers and texts as one 128-bit digest that does not depend on the rows' order.

Each row is mixed, column after column, into two 64-bit numbers; those of all rows are added up.
It tells apart what differs by accident; it is no protection against somebody who seeks a collision.
The mixing is the finaliser of SplitMix64: Steele, Lea & Flood 2014, "Fast splittable pseudorandom
number generators", OOPSLA '14, doi 10.1145/2660193.2660195.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from scripts.data_generation.array_types import Integers

Lanes = NDArray[np.uint64]

# Whole numbers of the books lie within 53 bits: this one is none of them and stands for no value.
NO_NUMBER = -(2**62)
# No database keeps this character in a text.
NO_TEXT = "\0"

_DIGITS = 9  # of a number with a fraction, as many as every processor agrees on by far

_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_STEP = np.uint64(0x9E3779B97F4A7C15)
_SEEDS = np.asarray([[0x243F6A8885A308D3], [0x13198A2E03707344]], dtype=np.uint64)


class RowDigests:
    """Rows seen so far, and the sum of their digests."""

    def __init__(self) -> None:
        self.rows = 0
        self._total = np.zeros(2, dtype=np.uint64)

    def add(self, columns: Sequence[Lanes]) -> None:
        """Add rows: columns of whole numbers (n,) or of two numbers a value (2, n)."""
        rows = columns[0].shape[-1]
        digests = np.repeat(_SEEDS, rows, axis=1)
        for column in columns:
            digests ^= column
            _mix(digests)
        self.rows += rows
        self._total += digests.sum(axis=1, dtype=np.uint64)

    @property
    def digest(self) -> str:
        """The sum of all rows' digests, 32 hexadecimal digits."""
        return "".join(f"{int(lane):016x}" for lane in self._total)


def of_numbers(numbers: Integers) -> Lanes:
    """Whole numbers (n,), as `RowDigests.add` takes them."""
    return numbers.view(np.uint64)


def of_floats(numbers: Iterable[float | None]) -> Lanes:
    """Numbers with a fraction, or None: the bits of their nine leading digits, (n,).

    Processors differ in the last bit of an exponential or a logarithm, as numpy uses the widest
    instructions that they have. Minus zero is zero.
    """
    digits = [np.nan if number is None else float(f"{number:.{_DIGITS}g}") for number in numbers]
    return (np.asarray(digits, dtype=np.float64) + 0.0).view(np.uint64)


def of_texts(texts: Sequence[str | None]) -> Lanes:
    """Texts, or None: 128 bits of each, (2, n); one that comes again is digested once."""
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    words = b"".join(
        blake2b((NO_TEXT if text is None else text).encode(), digest_size=16).digest()
        for text in places
    )
    distinct = np.frombuffer(words, dtype="<u8").astype(np.uint64).reshape(-1, 2).T
    return distinct[:, np.fromiter(map(places.__getitem__, texts), np.int64, len(texts))]


def _mix(words: Lanes) -> None:
    """Make every bit of each word depend on every bit of it, in place and one to one."""
    words += _STEP
    words ^= words >> np.uint64(30)
    words *= _FIRST
    words ^= words >> np.uint64(27)
    words *= _SECOND
    words ^= words >> np.uint64(31)
