"""Addressed random numbers: the published generator, its distributions, and one key a mechanism."""

import ast
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scripts.data_generation.simulation.ledger import randomness
from scripts.data_generation.simulation.ledger.randomness import (
    MECHANISMS,
    Stream,
    Streams,
    key_schedule,
    philox,
    philox_of,
    stream_key,
)

pytestmark = pytest.mark.no_database

SIMULATION = Path(randomness.__file__).parents[1]
# Every module of the simulation by its path in it.
TREES = {
    path.relative_to(SIMULATION).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in SIMULATION.rglob("*.py")
}

ONES = 0xFFFFFFFF
word = st.integers(0, ONES)
addresses = st.tuples(st.sampled_from(sorted(MECHANISMS)), word, word, word)
# kat_vectors of the Random123 library, philox4x32-10: counter, key, result.
KNOWN_ANSWERS = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES,) * 4, (ONES,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN_ANSWERS)
def test_philox_gives_the_published_answers(
    counter: tuple[int, int, int, int], key: tuple[int, int], expected: tuple[int, ...]
) -> None:
    answer = philox(np.asarray(counter, dtype=np.uint32), key_schedule(key))
    assert tuple(answer.tolist()) == expected
    assert philox_of(counter, key_schedule(key).tolist()) == expected


def test_known_answers_hold_side_by_side_in_one_array() -> None:
    counters = np.asarray([[0, 0, 0, 0], [ONES, 0, 0, 0]], dtype=np.uint32).T
    together = philox(counters, key_schedule((0, 0)))
    assert together[:, 0].tolist() == list(KNOWN_ANSWERS[0][2])


@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3), (0,), (0, 4)])
def test_few_numbers_are_those_of_many(shape: tuple[int, ...]) -> None:
    stream, entities = Stream(42, "deaths"), np.arange(40)
    many = stream.words(entities, 735_000, 2)
    asked = entities[: np.prod(shape, dtype=int)].reshape(shape)
    few = stream.words(asked, 735_000, 2)
    assert few.dtype == many.dtype
    assert np.array_equal(few, many[:, asked])


@pytest.mark.parametrize("axis", ["entity", "day", "draw"])
def test_numbers_are_uniform_along_every_part_of_the_address(axis: str) -> None:
    address = {"entity": 7, "day": 735_000, "draw": 0} | {axis: np.arange(20_000)}
    numbers = Stream(42, "deaths").uniform(**address)
    assert ((numbers > 0) & (numbers < 1)).all()
    assert stats.kstest(numbers, "uniform").pvalue > 0.01


@pytest.mark.parametrize("axis", ["entity", "day", "draw"])
def test_numbers_are_normal_along_every_part_of_the_address(axis: str) -> None:
    address = {"entity": 7, "day": 735_000, "draw": 0} | {axis: np.arange(20_000)}
    numbers = Stream(42, "appetite").normal(**address)
    assert stats.kstest(numbers, "norm").pvalue > 0.01
    assert abs(float(stats.kurtosis(numbers))) < 0.15


def test_integers_reach_both_ends_evenly() -> None:
    days = Stream(1, "stage duration").integers(85, 95, np.arange(22_000))
    counts = np.bincount(np.asarray(days, dtype=np.int64))[85:]
    assert len(counts) == 11
    assert stats.chisquare(counts).pvalue > 0.01


def test_a_scalar_is_the_element_of_the_array() -> None:
    stream = Stream(9, "sample weight")
    table = stream.normal(np.arange(5)[:, None], 3, np.arange(4)[None, :])
    assert table.shape == (5, 4)
    for entity, draw in product(range(5), range(4)):
        assert stream.normal(entity, 3, draw) == table[entity, draw]
    assert np.ndim(stream.uniform(1, 2, 3)) == 0


def test_the_order_of_questions_does_not_matter() -> None:
    stream, entities = Stream(9, "deaths"), np.arange(1000)
    forwards = stream.uniform(entities, 5)
    assert np.array_equal(stream.uniform(entities[::-1], 5)[::-1], forwards)
    assert np.array_equal(Stream(9, "deaths").uniform(entities[500:], 5), forwards[500:])


def test_the_largest_addresses_are_answered() -> None:
    numbers = Stream(9, "deaths").uniform(np.asarray([0, ONES]), ONES, ONES)
    assert len(set(numbers.tolist())) == 2


@pytest.mark.parametrize(("entity_step", "day_step"), [(1, 0), (0, 1), (1, 1)])
def test_neighbours_are_independent(entity_step: int, day_step: int) -> None:
    stream, entity, day = Stream(42, "deaths"), np.arange(200)[:, None], np.arange(200)[None, :]
    here = stream.uniform(entity, day).ravel()
    there = stream.uniform(entity + entity_step, day + day_step).ravel()
    assert abs(np.corrcoef(here, there)[0, 1]) < 4 / np.sqrt(here.size)


def test_mechanisms_are_independent_of_each_other() -> None:
    streams, entities = Streams(42), np.arange(2000)
    table = np.stack([streams[name].normal(entities) for name in sorted(MECHANISMS)])
    others = np.corrcoef(table) - np.eye(len(table))
    assert np.abs(others).max() < 5 / np.sqrt(len(entities))


def test_no_two_mechanisms_share_a_key_in_any_of_many_runs() -> None:
    keys = {stream_key(seed, name) for seed in range(2_000) for name in MECHANISMS}
    assert len(keys) == 2_000 * len(MECHANISMS)


@given(one=addresses, other=addresses, seed=st.integers(-(2**63), 2**63 - 1))
def test_two_addresses_have_two_answers(
    one: tuple[str, int, int, int], other: tuple[str, int, int, int], seed: int
) -> None:
    first, second = (
        Stream(seed, mechanism).words(*address).tolist() for mechanism, *address in (one, other)
    )
    assert (first == second) == (one == other)


def test_another_seed_gives_other_numbers() -> None:
    entities = np.arange(100)
    first, second = (Streams(seed)["deaths"].uniform(entities) for seed in (1, 2))
    assert not np.isin(first, second).any()


def test_an_unknown_mechanism_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown mechanism 'deths'"):
        Streams(42)["deths"]


def test_every_named_mechanism_is_used_and_every_used_one_is_named() -> None:
    # Streams are asked for by a literal name; climate passes some on through `_series`.
    texts = {
        node.value
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if name != "ledger/randomness.py"
        and isinstance(node, ast.Constant)
        and isinstance(node.value, str)
    }
    assert texts >= MECHANISMS


def _names_read(tree: ast.Module) -> set[str]:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return names | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def _modules_imported(tree: ast.Module) -> set[str]:
    modules = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add((node.module or "").split(".")[0])
    return modules


@pytest.mark.parametrize("name", sorted(TREES))
def test_chance_and_time_come_from_nowhere_else(name: str) -> None:
    tree = TREES[name]
    assert not _modules_imported(tree) & {"random", "secrets", "uuid", "time", "os", "zoneinfo"}
    clock = {"now", "utcnow", "today_utc", "fromtimestamp", "perf_counter", "monotonic"}
    assert not _names_read(tree) & ({"random", "default_rng", "RandomState", "hash"} | clock)
    # `date.today()` would read the clock; `state.today` is the farm's own day.
    asked = [n.func for n in ast.walk(tree) if isinstance(n, ast.Call)]
    assert not [f for f in asked if isinstance(f, ast.Attribute) and f.attr == "today"]


@pytest.mark.parametrize("name", sorted(TREES))
def test_nothing_depends_on_the_order_of_a_set(name: str) -> None:
    loops = [n.iter for n in ast.walk(TREES[name]) if isinstance(n, ast.For | ast.comprehension)]
    asked = [loop.func for loop in loops if isinstance(loop, ast.Call)]
    assert not [f for f in asked if isinstance(f, ast.Name) and f.id in {"set", "frozenset"}]
    assert not [loop for loop in loops if isinstance(loop, ast.Set | ast.SetComp)]
