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

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.simulation.ledger.daily_numbers import DailyNumbers

Words = NDArray[np.uint32]

_MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
_WEYL = (0x9E3779B9, 0xBB67AE85)
_ROUNDS = 10
# So few counters cost less one by one than numpy's forty operations cost for any number.
_FEW = 6
# For so many entities a look-up a day costs no more than to keep the numbers of many days.
_MANY = 150
_TWO_PI = 2.0 * np.pi

# In this byte order the lower word of a product lies before the upper one, on every machine.
_PRODUCT, _WORD = np.dtype("<u8"), np.dtype("<u4")


def key_schedule(key: tuple[int, int]) -> Words:
    """The two words that each round mixes in, shape (rounds, 2), of a key of two 32-bit words."""
    steps = list(zip(key, _WEYL, strict=True))
    rounds = [
        [(word + turn * step) & 0xFFFFFFFF for word, step in steps] for turn in range(_ROUNDS)
    ]
    return np.array(rounds, dtype=np.uint32)


def philox(counter: Words, schedule: Words) -> Words:
    """Four random words for each counter of four words; both of one shape (4, ...).

    Philox4x32-10, Salmon et al. 2011. Words 0 and 2 of a counter are multiplied side by side, and
    the halves of the products are read where they lie, two rounds' in turn: three operations a
    round.
    """
    shape = (2, *counter.shape[1:])
    along = (2, *(1,) * (counter.ndim - 1))
    multipliers = np.array(_MULTIPLIERS, dtype=np.uint64).reshape(along)
    products = [np.empty(shape, dtype=_PRODUCT) for _ in range(2)]
    halves = [product.view(_WORD).reshape(*shape, 2)[::-1] for product in products]
    multiplied, mixed = counter[0::2], counter[1::2]
    for turn, words in enumerate(schedule.reshape(len(schedule), *along)):
        np.multiply(multiplied, multipliers, out=products[turn % 2])
        both = halves[turn % 2]
        multiplied = both[..., 1] ^ mixed
        multiplied ^= words
        mixed = both[..., 0]
    answer = np.empty_like(counter)
    answer[0::2], answer[1::2] = multiplied, mixed
    return answer


def philox_of(counter: tuple[int, int, int, int], rounds: list[list[int]]) -> tuple[int, ...]:
    """What `philox` answers for one counter, by a key schedule's rows as Python's own numbers."""
    a, b, c, d = counter
    for mixed, other in rounds:
        one, two = a * _MULTIPLIERS[0], c * _MULTIPLIERS[1]
        a, b = (two >> 32) ^ b ^ mixed, two & 0xFFFFFFFF
        c, d = (one >> 32) ^ d ^ other, one & 0xFFFFFFFF
    return a, b, c, d


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
        self._schedule = key_schedule(stream_key(seed, mechanism))
        self._rounds: list[list[int]] = self._schedule.tolist()
        self._daily: dict[tuple[str, int | range], DailyNumbers] = {}

    def words(self, entity: ArrayLike, day: ArrayLike, draw: ArrayLike) -> Words:
        """The four random words of each address, shape (4, ...); all numbers are made of them."""
        address = np.broadcast(entity, day, draw)
        if address.size <= _FEW:
            few = [philox_of((int(e), int(d), int(n), 0), self._rounds) for e, d, n in address]
            return np.array(few, dtype=np.uint32).reshape(-1, 4).T.reshape(4, *address.shape)
        counter = np.zeros((4, *address.shape), dtype=np.uint32)
        counter[0], counter[1], counter[2] = entity, day, draw
        return philox(counter, self._schedule)

    def uniform(self, entity: ArrayLike, day: ArrayLike = 0, draw: ArrayLike = 0) -> Floats:
        """Uniform numbers in the open interval (0, 1), 53 bits, of the address's shape."""
        words = self.words(entity, day, draw)
        return _open_unit(words[0], words[1])

    def normal(self, entity: ArrayLike, day: ArrayLike = 0, draw: ArrayLike = 0) -> Floats:
        """Standard normal numbers of the address's shape. Box & Muller 1958."""
        words = self.words(entity, day, draw)
        radius = np.sqrt(-2.0 * np.log(_open_unit(words[0], words[1])))
        return np.asarray(radius * np.cos(_TWO_PI * _open_unit(words[2], words[3])))

    def integers(self, low: int, high: int, entity: ArrayLike, day: ArrayLike = 0) -> Integers:
        """Integers in [low, high], both ends included, of the address's shape."""
        span = high - low + 1
        return np.asarray(low + np.floor(self.uniform(entity, day) * span), dtype=np.int64)

    def daily_uniform(self, entity: Integers, day: int, draw: int | range = 0) -> Floats:
        """`uniform` for entities (n,) that are asked about every day: the same numbers, cheaper.

        Shape (n,); for a range of draws (n, draws). Asked about rarely, take `uniform`.
        """
        return self._of_day("uniform", entity, day, draw)

    def daily_normal(self, entity: Integers, day: int, draw: int | range = 0) -> Floats:
        """`normal` for entities (n,) that are asked about every day: the same numbers, cheaper.

        Shape (n,); for a range of draws (n, draws). Asked about rarely, take `normal`.
        """
        return self._of_day("normal", entity, day, draw)

    def _of_day(self, kind: str, entity: Integers, day: int, draw: int | range) -> Floats:
        ask = self.uniform if kind == "uniform" else self.normal
        if len(entity) >= _MANY:
            if isinstance(draw, range):
                return ask(entity[:, None], day, np.asarray(draw))
            return ask(entity, day, draw)
        kept = self._daily.get((kind, draw))
        if kept is None:

            def look_up(entities: Integers, days: Integers) -> Floats:
                if isinstance(draw, range):
                    return ask(entities[:, None, None], days[:, None], np.asarray(draw))
                return ask(entities[:, None], days, draw)

            kept = self._daily[kind, draw] = DailyNumbers(look_up)
        return kept.on(day, entity)


def _open_unit(high: Words, low: Words) -> Floats:
    """Two 32-bit words as one float in (0, 1): 53 bits and half a step, so never 0 nor 1."""
    bits = high.astype(np.uint64)
    bits <<= np.uint64(21)
    bits ^= low >> np.uint32(11)
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
        "batch growth",
        "batch frailty",
        "batch harvest weight",
        "batch start",
        "egg source",
        "egg supplier",
        "stage duration",
        "container growth",
        "container frailty",
        "egg distribution",
        "deaths",
        "death cause",
        "death reason",
        "transfer deaths",
        "transfer weighing",
        "appetite",
        "meal split",
        "meal time",
        "feed market",
        "feed supplier",
        "feed delivery",
        "sample weight",
        "sample length",
        "harvest time",
        "vaccine protocol",
        "vaccination control",
        "prevention",
        "harvest grade",
        "gutted yield",
        "lice exposure",
        "lice counts",
        "delousing method",
        "delousing luck",
        "outbreak",
        "outbreak course",
        "examined containers",
        "fish scores",
        "laboratory",
        "laboratory answer",
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
        "area exposure",
        "sensor faults",
        "sensor spikes",
        "water events",
        "wind",
        "wind direction",
        "gusts",
        "swell",
        "swell direction",
        "air temperature",
        "rain",
        "cloud",
    }
)
