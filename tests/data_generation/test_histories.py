"""Short histories around leap days: planned, lived, stopped, resumed and cleared."""

import re
from collections import Counter
from datetime import date

import pytest

from apps.batch.models import Batch
from scripts.data_generation.models import GenerationChunk, GenerationRun, GenerationSession
from scripts.data_generation.orchestrator.errors import GenerationError, RequestError
from scripts.data_generation.orchestrator.runs.extension import planned_sessions
from scripts.data_generation.orchestrator.session_manager import sessions_to_run
from tests.commands import printed
from tests.data_generation.interruptions import CHUNK, InterruptedChunkError, struck_at
from tests.data_generation.test_same_answer import assert_same, digests
from tests.databases import empty_database

pytestmark = pytest.mark.usefixtures("open_database")

ROW = re.compile(r"^  (\w+) +([\d,]+)(?: +[\d.,]+ [KMG]iB)?$", re.MULTILINE)
LIVES = {
    "a leap day": ("2016-02-29", "2016-02-29"),
    "to a leap day": ("2019-12-25", "2020-02-29"),
}


def run(*options: str) -> str:
    return printed("generate_data", *options)


def rows(said: str) -> Counter[str]:
    """Table name to rows, as a dry run and a run's closing table print them alike."""
    return Counter({name: int(count.replace(",", "")) for name, count in ROW.findall(said)})


@pytest.mark.parametrize("life", LIVES)
def test_it_is_lived_as_planned_resumed_and_cleared(life: str) -> None:
    first, last = LIVES[life]
    options = ("--scale=ci", f"--start-date={first}", f"--end-date={last}", "--chunk-days=60")
    empty_database()
    plan = run("--dry-run", *options)
    said = run(*options)
    assert rows(plan) == rows(said)
    assert f"{first} to {last}" in said
    expected = digests()
    run("--clear", "--yes")
    assert not Batch.objects.exists()
    with pytest.raises(InterruptedChunkError), struck_at(CHUNK):
        run(*options)
    run("--resume")
    assert_same(digests(), expected)
    days = GenerationChunk.objects.order_by("first_day").values_list("first_day", "last_day")
    assert sum((end - begin).days + 1 for begin, end in days) == len_of(first, last)
    assert GenerationRun.objects.get().status == "COMPLETED"


def len_of(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def a_run(last_day: date, *sessions: tuple[int, date, date]) -> GenerationRun:
    """A run from 2004-02-29 on of which these sessions are complete; nothing is lived."""
    run = GenerationRun.objects.create(
        seed=42,
        scale="ci",
        start_date=date(2004, 2, 29),
        end_date=last_day,
        parameters={},
        output_version=2,
    )
    for number, first, last in sessions:
        GenerationSession.objects.create(
            run=run,
            number=number,
            first_day=first,
            last_day=last,
            chunk_days=90,
            status="COMPLETED",
        )
    return run


ONE = (1, date(2004, 2, 29), date(2007, 2, 27))
TWO = (2, date(2007, 2, 28), date(2010, 2, 27))


@pytest.mark.django_db
def test_sessions_of_a_long_history_are_asked_for_by_number() -> None:
    run = a_run(date(2024, 2, 29), ONE, TWO)
    plan = planned_sessions(run)
    assert list(plan) == [1, 2, 3, 4, 5, 6, 7]
    assert (plan[7].first, plan[7].last) == (date(2022, 2, 28), date(2024, 2, 29))
    assert sessions_to_run(run, None) == [3, 4, 5, 6, 7]
    assert sessions_to_run(run, 3) == [3]
    with pytest.raises(GenerationError, match="session 5 goes on where session 4 ends"):
        sessions_to_run(run, 5)
    with pytest.raises(GenerationError, match="session 2 of this run is complete already"):
        sessions_to_run(run, 2)
    with pytest.raises(RequestError, match="no session 8: this run ends on 2024-02-29"):
        sessions_to_run(run, 8)


@pytest.mark.django_db
def test_an_extension_that_is_open_is_asked_for_by_its_number_too() -> None:
    run = a_run(date(2011, 6, 30), ONE, TWO)
    GenerationSession.objects.create(
        run=run,
        number=5,
        first_day=date(2010, 2, 28),
        last_day=date(2011, 6, 30),
        chunk_days=90,
    )
    assert list(planned_sessions(run)) == [1, 2, 5]
    assert sessions_to_run(run, 5) == [5]
