"""The generator's own book of outbreaks: what is written of a chunk, in how many queries."""

from typing import Any

import pytest
from django.db import connection

from apps.batch.models import Batch
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.models import DiseaseOutbreak, GenerationRun
from scripts.data_generation.orchestrator.runs.founding import open_books
from scripts.data_generation.orchestrator.writing.outbreak_rows import write_outbreaks
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.health_tables import Outbreaks

# Beyond the numbers of the company's own outbreaks.
FIRST_NUMBER = 1000


@pytest.fixture
def books(changed_books: GenerationRun) -> Books:
    """The company's books, as they are again after the test."""
    return open_books(changed_books, Ledger())


def _outbreaks(
    run: GenerationRun, log: Outbreaks, batches: list[int], *, over: bool, dead: int = 70
) -> None:
    """An outbreak in each of these batches, gone by or going on."""
    day = run.start_date.toordinal() + 400
    for number, batch in enumerate(batches, FIRST_NUMBER):
        log.append(
            Outbreaks(
                id=number,
                batch=batch,
                disease=0,
                site=0,
                first_day=day - 20,
                last_day=day + 5,
                days=25.0,
                severity=1.0,
                noticed_day=day - 10,
                noticed_dead=9,
                noticed_containers=1,
                named_day=0,
                sampled_day=0,
                treated_day=0,
                containers=3,
                dead=dead,
                over=over,
            )
        )


def _chunk(run: GenerationRun) -> ChunkEvents:
    first = run.start_date.toordinal() + 400
    return ChunkEvents(first, first + 9)


def _written() -> dict[int, tuple[str, bool, int]]:
    rows = DiseaseOutbreak.objects.filter(number__gte=FIRST_NUMBER)
    return {row.number: (row.batch_number, row.over, row.deaths) for row in rows}


def test_an_outbreak_names_its_batch_and_is_brought_up_to_date(
    company: GenerationRun, books: Books
) -> None:
    keys = books.key_bases[Batch._meta.db_table]
    names = [Batch.objects.get(pk=keys + batch).batch_number for batch in (1, 2)]
    events = _chunk(company)
    _outbreaks(company, events.outbreaks_today, [1, 2, 1], over=False)
    write_outbreaks(company, books, events)
    going_on = {
        FIRST_NUMBER + row: (names[batch], False, 70) for row, batch in enumerate((0, 1, 0))
    }
    assert _written() == going_on
    # Over in the next chunk, and on its last evening still among those that are looked at.
    events = _chunk(company)
    _outbreaks(company, events.outbreaks_over, [1], over=True, dead=80)
    _outbreaks(company, events.outbreaks_today, [1], over=True, dead=81)
    write_outbreaks(company, books, events)
    assert _written() == {**going_on, FIRST_NUMBER: (names[0], True, 81)}


@pytest.mark.parametrize("outbreaks", [0, 1, 6])
def test_queries_do_not_grow_with_the_outbreaks(
    company: GenerationRun, books: Books, outbreaks: int
) -> None:
    events = _chunk(company)
    _outbreaks(company, events.outbreaks_today, [1, 2, 1, 2, 1, 2][:outbreaks], over=False)
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        write_outbreaks(company, books, events)
    assert len([sql for sql in asked if "SAVEPOINT" not in sql]) == (2 if outbreaks else 0)
