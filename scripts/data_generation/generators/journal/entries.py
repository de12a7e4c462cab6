"""One shape for every journal entry: its number, its signer, and whether it is settled."""

from enum import IntEnum
from typing import Any

import numpy as np

from apps.batch.models import Batch
from apps.health.models import JournalEntry
from apps.infrastructure.models import Container
from scripts.data_generation.array_types import Booleans, Integers
from scripts.data_generation.generators.calendar import moments
from scripts.data_generation.generators.ledger import Ledger, rows_of
from scripts.data_generation.generators.run_books import Books

Texts = list[str]

# An entry about all of a batch's containers.
EVERYWHERE = -1

SEVERITIES = np.asarray(
    [JournalEntry.Severity.LOW, JournalEntry.Severity.MEDIUM, JournalEntry.Severity.HIGH],
    dtype=object,
)


class Source(IntEnum):
    """What an entry is written about; each source numbers its own happenings from 1."""

    ROUND = 0
    SEA_MOVE = 1
    WATER = 2
    TREATMENT = 3
    OUTBREAK = 4
    DIAGNOSIS = 5
    LABORATORY = 6


# Room for further sources between the numbers of the journal.
SOURCES = 16


def journal_numbers(source: Source, numbers: Integers) -> Integers:
    """The journal's own numbers of entries about these happenings of a source."""
    return np.asarray(SOURCES * (np.asarray(numbers, dtype=np.int64) - 1) + source + 1)


def entry_columns(
    books: Books,
    source: Source,
    *,
    numbers: Integers,
    day: Integers,
    minute: Integers | int,
    batch: Integers,
    container: Integers | int,
    role: str,
    site: Integers,
    category: str,
    severity: Integers,
    description: Texts,
    resolved: Booleans,
    notes: Texts,
) -> dict[str, Any]:
    """Columns of health_journalentry; `severity` as SEVERITIES, `container` -1 for all."""
    rows = len(numbers)
    place = np.broadcast_to(np.asarray(container, dtype=np.int64), rows)
    return {
        "id": books.keys(JournalEntry, journal_numbers(source, numbers)),
        "batch_id": books.keys(Batch, batch),
        "container_id": np.ma.masked_array(
            books.keys_of_index(Container, place), mask=place == EVERYWHERE
        ),
        "user_id": books.staff(role, site),
        "entry_date": moments(day, minute),
        "category": np.full(rows, category, dtype=object),
        "severity": SEVERITIES[severity],
        "description": np.asarray(description, dtype=object),
        "resolution_status": resolved,
        "resolution_notes": np.asarray(notes, dtype=object),
    }


def write_entries(
    ledger: Ledger, columns: dict[str, Any], settles: Booleans | bool = False
) -> None:
    """Add entries; rows that `settles` marks are there already and get their resolution."""
    old = np.broadcast_to(np.asarray(settles), len(columns["id"]))
    ledger.insert(JournalEntry, **rows_of(columns, ~old))
    ledger.update(
        JournalEntry,
        ("resolution_status", "resolution_notes"),
        **rows_of(columns, old),
    )
