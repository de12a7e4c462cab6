"""Addressed random numbers: the same question has the same answer, whoever asks, and when.

A number is not drawn from a stream that somebody advances but looked up at an address: the run's
seed, the mechanism's name, an entity (batch, container, sensor, site), a day and a draw number.
So chunk lengths, block sizes, worker processes, interruptions and new mechanisms move nothing.

The generator is Philox4x32-10, counter-based and vectorised here over numpy arrays.
Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC '11,
doi 10.1145/2063384.2063405.
"""

from hashlib import blake2b

import numpy as np
from numpy.typing import ArrayLike, NDArray

Words = NDArray[np.uint64]
Floats = NDArray[np.float64]

_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = 0x9E3779B9
_WEYL_1 = 0xBB67AE85
_ROUNDS = 10
_LOW_32 = np.uint64(0xFFFFFFFF)
_HIGH = np.uint64(32)
_TWO_PI = 2.0 * np.pi


def philox(counter: tuple[Words, Words, Words, Words], key: tuple[int, int]) -> tuple[Words, ...]:
    """Four random 32-bit words, as uint64 arrays, for each counter (four 32-bit words) under key.

    All arrays have one broadcast shape. Philox4x32-10, Salmon et al. 2011.
    """
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(_ROUNDS):
        product_0 = c0 * _MULTIPLIER_0
        product_1 = c2 * _MULTIPLIER_1
        c0, c1, c2, c3 = (
            (product_1 >> _HIGH) ^ c1 ^ np.uint64(k0),
            product_1 & _LOW_32,
            (product_0 >> _HIGH) ^ c3 ^ np.uint64(k1),
            product_0 & _LOW_32,
        )
        k0 = (k0 + _WEYL_0) & 0xFFFFFFFF
        k1 = (k1 + _WEYL_1) & 0xFFFFFFFF
    return c0, c1, c2, c3


def stream_key(seed: int, mechanism: str) -> tuple[int, int]:
    """The 64-bit key, as two 32-bit words, of one mechanism's stream in the run with this seed."""
    digest = blake2b(f"{seed}/{mechanism}".encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


class Stream:
    """The random numbers of one mechanism, addressed by entity, day and draw.

    `entity`, `day` and `draw` are integers in [0, 2**32) or arrays of them; they broadcast.
    """

    def __init__(self, seed: int, mechanism: str) -> None:
        self.mechanism = mechanism
        self._key = stream_key(seed, mechanism)

    def _words(self, entity: ArrayLike, day: ArrayLike, draw: ArrayLike) -> tuple[Words, ...]:
        address = np.broadcast_arrays(
            *(np.asarray(part, dtype=np.uint64) for part in (entity, day, draw))
        )
        return philox((address[0], address[1], address[2], np.zeros_like(address[0])), self._key)

    def uniform(self, entity: ArrayLike, day: ArrayLike = 0, draw: ArrayLike = 0) -> Floats:
        """Uniform numbers in the open interval (0, 1), 53 bits, of the address's shape."""
        w0, w1, _, _ = self._words(entity, day, draw)
        return _open_unit(w0, w1)

    def normal(self, entity: ArrayLike, day: ArrayLike = 0, draw: ArrayLike = 0) -> Floats:
        """Standard normal numbers of the address's shape. Box & Muller 1958."""
        w0, w1, w2, w3 = self._words(entity, day, draw)
        radius = np.sqrt(-2.0 * np.log(_open_unit(w0, w1)))
        return np.asarray(radius * np.cos(_TWO_PI * _open_unit(w2, w3)))

    def integers(self, low: int, high: int, entity: ArrayLike, day: ArrayLike = 0) -> Words:
        """Integers in [low, high], both ends included, of the address's shape."""
        span = high - low + 1
        return np.asarray(low + np.floor(self.uniform(entity, day) * span), dtype=np.int64)


def _open_unit(high: Words, low: Words) -> Floats:
    """Two 32-bit words as one float in (0, 1): 53 bits and half a step, so never 0 nor 1."""
    bits = (high << np.uint64(21)) ^ (low >> np.uint64(11))
    return np.asarray((bits.astype(np.float64) + 0.5) * 2.0**-53)


class Streams:
    """All streams of one run. A mechanism is asked for by name and made once."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._made: dict[str, Stream] = {}

    def __getitem__(self, mechanism: str) -> Stream:
        """The stream of this mechanism; ValueError for a name that MECHANISMS does not list."""
        if mechanism not in MECHANISMS:
            raise ValueError(f"unknown mechanism {mechanism!r}; name it in MECHANISMS first")
        if mechanism not in self._made:
            self._made[mechanism] = Stream(self.seed, mechanism)
        return self._made[mechanism]


# Every mechanism that uses chance. A test proves that no two of them share a key.
MECHANISMS = frozenset(
    {
        "eggs received",
        "batch station",
        "batch growth",
        "batch frailty",
        "batch harvest weight",
        "batch start",
        "stage duration",
        "container growth",
        "container frailty",
        "egg distribution",
        "deaths",
        "death cause",
        "transfer deaths",
        "transfer weighing",
        "appetite",
        "meal split",
        "meal time",
        "sample weight",
        "sample length",
        "harvest time",
        "water slow",
        "water fast coast",
        "water fast site",
        "water site offset",
        "saturation",
        "salinity",
        "acidity",
        "further parameters",
        "container offset",
        "sensor bias",
        "sensor noise",
    }
)
