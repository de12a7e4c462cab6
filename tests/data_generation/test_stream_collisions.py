"""No random number is used for two things: every address is asked for in one place of the code.

A lived farm shows which addresses are asked for, and by whom; names and keys alone could not tell
when two places ask one mechanism about the same entity, day and draw.
"""

import sys
from collections import defaultdict
from datetime import date
from io import StringIO
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray

from scripts.data_generation.config.parameters import resolve
from scripts.data_generation.orchestrator.estimates.null_run import NullRun
from scripts.data_generation.orchestrator.history_days import Span
from scripts.data_generation.simulation.ledger.randomness import MECHANISMS, Stream, Words

pytestmark = pytest.mark.no_database

TEN_YEARS = Span(date(2016, 1, 1), date(2025, 12, 31))
DIRTY = "[records]\ndirty_rate = 0.1\n"
Keys = NDArray[np.uint64]
MACHINERY = {"randomness.py", "daily_numbers.py"}
LARGEST = 2**32
# Odd, so that different small numbers stay different; together a linear hash of the address.
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


def asking() -> str:
    """Who asks: the nearest line of the code outside of the machinery of streams."""
    frame = sys._getframe(2)
    while Path(frame.f_code.co_filename).name in MACHINERY:
        assert frame.f_back is not None
        frame = frame.f_back
    return f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}"


def keys_of(parts: list[NDArray[np.int64]]) -> Keys:
    with np.errstate(over="ignore"):
        hashed = sum(
            part.astype(np.uint64) * np.uint64(factor)
            for part, factor in zip(np.broadcast_arrays(*parts), _FACTORS, strict=True)
        )
    return np.unique(np.asarray(hashed))


class Watched:
    """All addresses asked for, by mechanism and by the line that asks."""

    def __init__(self) -> None:
        self.asked: dict[str, dict[str, list[Keys]]] = defaultdict(lambda: defaultdict(list))

    def note(self, mechanism: str, site: str, *address: ArrayLike) -> None:
        parts = [np.asarray(part, dtype=np.int64) for part in address]
        for part in parts:
            assert not part.size or (part.min() >= 0 and part.max() < LARGEST), (mechanism, site)
        self.asked[mechanism][site].append(keys_of(parts))

    def places(self, mechanism: str) -> dict[str, Keys]:
        return {site: np.unique(np.concatenate(k)) for site, k in self.asked[mechanism].items()}


@pytest.fixture(scope="module")
def watched() -> Watched:
    """What ten years of the smallest company, and the rows of the last of them, ask for."""
    noted = Watched()
    words = Stream.words

    def watching(self: Stream, entity: ArrayLike, day: ArrayLike, draw: ArrayLike) -> Words:
        noted.note(self.mechanism, asking(), entity, day, draw)
        return words(self, entity, day, draw)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stream, "words", watching)
        run = NullRun(resolve("ci", DIRTY), 42, TEN_YEARS, StringIO())
        # Its year of rows is the last, which everything that comes with the years has reached.
        run.run_session(4, chunk_days=90)
    return noted


def test_every_mechanism_is_asked_about(watched: Watched) -> None:
    assert watched.asked.keys() == MECHANISMS


@pytest.mark.parametrize("mechanism", sorted(MECHANISMS))
def test_no_address_is_asked_for_in_two_places(watched: Watched, mechanism: str) -> None:
    for (one, here), (other, there) in combinations(watched.places(mechanism).items(), 2):
        shared = np.intersect1d(here, there)
        assert not shared.size, f"{one} and {other} share {shared.size} addresses of {mechanism}"
