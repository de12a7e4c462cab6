"""The logs of a chunk: joined, dated within it, and one description of every column."""

import numpy as np
import pytest

from scripts.data_generation.simulation.ledger.events import ChunkEvents
from tests.data_generation.simulation.farms import EVENING_LOGS, LOGS, Life, live, make_world

pytestmark = pytest.mark.no_database


def test_a_new_chunk_has_empty_logs() -> None:
    events = ChunkEvents(10, 20)
    assert (events.first_day, events.last_day) == (10, 20)
    assert {len(log) for log in events.logs.values()} == {0}
    assert events.join() is events


@pytest.fixture(scope="module")
def quarters() -> Life:
    return live(make_world("ci"), 540, 90)


@pytest.mark.parametrize("name", [name for name in LOGS if name != "occupancy"])
def test_events_lie_within_their_chunk(quarters: Life, name: str) -> None:
    for chunk in quarters.chunks:
        log = chunk.logs[name]
        if "day" in log.declared:
            day = log.columns["day"]
            assert ((day >= chunk.first_day) & (day <= chunk.last_day)).all()
        # Of the logs of a last evening only that of outbreaks may be empty.
        if name in EVENING_LOGS and name != "outbreaks_today":
            assert len(log) > 0


def test_occupancy_covers_the_days_of_the_chunk_and_no_others(quarters: Life) -> None:
    for chunk in quarters.chunks:
        log = chunk.occupancy
        assert (log.first_day >= chunk.first_day).all()
        assert (log.end_day <= chunk.last_day + 1).all()
        assert (log.first_day <= log.end_day).all()
    stays = quarters.stays()
    assert np.array_equal(stays["days"], stays["end_day"] - stays["first_day"])


def test_what_opens_closes_or_stands_at_the_end(quarters: Life) -> None:
    opened, closed = quarters.log("opened")["id"], quarters.log("closed")["id"]
    standing = quarters.log("standing")["id"]
    assert sorted([*closed.tolist(), *standing.tolist()]) == opened.tolist()
    assert np.array_equal(standing, quarters.farm.state.assignments.id)
