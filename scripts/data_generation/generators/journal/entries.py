"""One shape for every journal entry: its number, its signer, and whether it is settled."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

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


@dataclass(frozen=True, kw_only=True)
class Happenings:
    """What entries are written about: one happening a row, numbered by its source from 1.

    `site` is where the one who signs works; `container` is one a row, or EVERYWHERE.
    """

    source: Source
    numbers: Integers
    day: Integers
    minute: int
    batch: Integers
    site: Integers
    container: Integers | int = EVERYWHERE


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What entries say, a value a row; `category` may be one for all, `severity` is of SEVERITIES.

    `notes` tell how it was settled, where it is `resolved`.
    """

    category: ArrayLike
    severity: Integers
    description: Texts
    resolved: Booleans
    notes: Texts


def entry_columns(books: Books, about: Happenings, role: str, wording: Wording) -> dict[str, Any]:
    """Columns of health_journalentry, signed by staff of this role at the happenings' sites."""
    rows = len(about.numbers)
    place = np.broadcast_to(np.asarray(about.container, dtype=np.int64), rows)
    return {
        "id": books.keys(JournalEntry, journal_numbers(about.source, about.numbers)),
        "batch_id": books.keys(Batch, about.batch),
        "container_id": np.ma.masked_array(
            books.keys_of_index(Container, place), mask=place == EVERYWHERE
        ),
        "user_id": books.staff(role, about.site),
        "entry_date": moments(about.day, about.minute),
        "category": np.full(rows, wording.category, dtype=object),
        "severity": SEVERITIES[wording.severity],
        "description": np.asarray(wording.description, dtype=object),
        "resolution_status": wording.resolved,
        "resolution_notes": np.asarray(wording.notes, dtype=object),
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
