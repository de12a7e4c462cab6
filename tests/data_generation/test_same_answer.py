"""Same question, same answer: chunk lengths, interruptions and databases give the same rows.

The digests of the golden file are those of ten years at ci scale, seed 42 and fixed dates; both
databases are held to it. `make golden` refreshes it after a change of output that the changelog
tells of.
"""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from scripts.data_generation.config.history import OUTPUT_VERSION
from scripts.data_generation.models import GenerationChunk, GenerationRun
from scripts.data_generation.orchestrator.history_days import Span
from scripts.data_generation.validation.fingerprint.fingerprint import as_json, fingerprint
from tests.data_generation.companies import generate
from tests.data_generation.interruptions import (
    CHUNK,
    SESSION_COMPLETE,
    InterruptedChunkError,
    struck_at,
)
from tests.databases import empty_database

pytestmark = pytest.mark.usefixtures("open_database")

GOLDEN = Path(__file__).parent / "golden_ci.json"


def digests_of(*options: str) -> dict[str, dict[str, object]]:
    """The fingerprint of a run with these options in an empty database."""
    empty_database()
    generate(*options)
    return digests()


def digests() -> dict[str, dict[str, object]]:
    return tables(as_json(fingerprint(GenerationRun.objects.get().key_bases)))


def golden() -> dict[str, dict[str, object]]:
    return tables(GOLDEN.read_text("utf-8"))


def tables(text: str) -> dict[str, dict[str, object]]:
    return dict(json.loads(text)["tables"])


def assert_same(found, expected) -> None:
    """Table by table, so that a failure names the tables that differ."""
    differing = {
        table: (found.get(table), expected.get(table))
        for table in found.keys() | expected.keys()
        if found.get(table) != expected.get(table)
    }
    assert not differing


def test_ten_years_in_chunks_of_any_length_are_the_golden_rows() -> None:
    empty_database()
    for session, chunk_days in ((1, 60), (2, 90), (3, 90), (4, 13)):
        generate(f"--session={session}", f"--chunk-days={chunk_days}")
    assert GenerationRun.objects.get().status == "COMPLETED"
    assert_same(digests(), golden())


def test_the_golden_file_is_of_this_output_version() -> None:
    assert json.loads(GOLDEN.read_text("utf-8"))["output_version"] == OUTPUT_VERSION


def test_another_seed_gives_other_rows() -> None:
    days = ("--session=1", "--days=100", "--end-date=2016-04-09")
    first, second = digests_of(*days, "--seed=42"), digests_of(*days, "--seed=43")
    readings = "environmental_environmentalreading"
    assert first[readings] != second[readings]


def test_a_session_that_was_stopped_before_it_was_closed_is_closed() -> None:
    empty_database()
    days = ("--session=1", "--days=100", "--end-date=2016-04-09")
    with pytest.raises(InterruptedChunkError), struck_at(SESSION_COMPLETE):
        generate(*days)
    written = digests()
    assert GenerationRun.objects.get().status == "RUNNING"
    generate("--resume")
    assert GenerationRun.objects.get().status == "COMPLETED"
    assert_same(digests(), written)


def test_an_interrupted_chunk_leaves_nothing_and_resume_ends_the_same() -> None:
    days = ("--session=1", "--days=400", "--end-date=2017-02-03")
    uninterrupted = digests_of(*days)
    empty_database()
    with pytest.raises(InterruptedChunkError), struck_at(CHUNK, number=5):
        generate(*days)
    chunks = GenerationChunk.objects.order_by("first_day")
    assert [Span(c.first_day, c.last_day) for c in chunks][-1].last == (
        chunks[0].first_day + timedelta(days=4 * 90 - 1)
    )
    generate("--resume", "--session=1", "--chunk-days=41")
    assert_same(digests(), uninterrupted)
