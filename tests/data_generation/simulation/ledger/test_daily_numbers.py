"""Numbers kept for a block of days are those that their address has, whoever asks and when."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.simulation.ledger.daily_numbers import BLOCK_DAYS, DailyNumbers
from scripts.data_generation.simulation.ledger.randomness import Stream

pytestmark = pytest.mark.no_database

# Days of three blocks, forwards and back; assignments that come and go, in any order.
QUESTIONS = st.lists(
    st.tuples(
        st.integers(736_000, 736_000 + 2 * BLOCK_DAYS),
        st.lists(st.integers(0, 40) | st.just(2**32 - 1), max_size=12, unique=True),
    ),
    min_size=1,
    max_size=12,
)


@given(QUESTIONS)
def test_what_is_kept_is_what_is_looked_up(questions: list[tuple[int, list[int]]]) -> None:
    stream, fresh = Stream(7, "deaths"), Stream(7, "deaths")
    for day, asked in questions:
        ids = np.asarray(asked, dtype=np.int64)
        assert np.array_equal(stream.daily_uniform(ids, day), fresh.uniform(ids, day))
        assert np.array_equal(stream.daily_normal(ids, day, 1), fresh.normal(ids, day, 1))
        table = stream.daily_normal(ids, day, range(1, 4))
        assert table.shape == (len(ids), 3)
        assert np.array_equal(table, fresh.normal(ids[:, None], day, np.arange(1, 4)))


def test_an_answer_is_the_callers_own() -> None:
    stream, ids = Stream(7, "deaths"), np.arange(5)
    first = stream.daily_uniform(ids, 736_000)
    first[:] = 0.0
    assert (stream.daily_uniform(ids, 736_000) > 0).all()


def test_a_month_of_the_same_tanks_is_one_look_up() -> None:
    asked: list[int] = []

    def look_up(entities: np.ndarray, days: np.ndarray) -> np.ndarray:
        asked.append(len(entities))
        return np.zeros((len(entities), len(days)))

    numbers = DailyNumbers(look_up)
    for day in range(BLOCK_DAYS):
        numbers.on(day, np.arange(20))
    numbers.on(BLOCK_DAYS - 1, np.arange(10, 23))
    assert asked == [20, 3]
