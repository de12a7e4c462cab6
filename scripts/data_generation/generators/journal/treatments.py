"""The health journal of treatments: one entry for each product given to a batch on a day."""

import numpy as np

from apps.health.models import JournalEntry
from scripts.data_generation.config.health.products import PRODUCTS, VACCINES
from scripts.data_generation.generators.facts import told
from scripts.data_generation.generators.journal.entries import (
    Happenings,
    Source,
    Wording,
    entry_columns,
    write_entries,
)
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.health.rounds import LOW
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.table import Facts, IntegerColumn, column
from scripts.data_generation.simulation.ledger.treatment_tables import Treatments

TREATED_MINUTE = 17 * 60 + 20


class Courses(Treatments):
    """What was given to a batch on a day, as its first treatment."""

    containers: IntegerColumn = column("count", "that were treated")


def write_treatment_journal(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add entries of what was given in the chunk; they need no answer of their own."""
    given = courses(events.treatments)
    kinds = JournalEntry.Category
    about = Happenings(
        source=Source.TREATMENT,
        numbers=given.id,
        day=given.day,
        minute=TREATED_MINUTE,
        batch=given.batch,
        site=books.layout.containers.site[given.container],
    )
    vaccinated = np.isin(given.product, VACCINES)
    wording = Wording(
        category=np.where(vaccinated, kinds.VACCINATION, kinds.TREATMENT),
        severity=np.full(len(given), LOW),
        description=told(_text, given),
        resolved=np.ones(len(given), dtype=bool),
        notes=["Carried out."] * len(given),
    )
    write_entries(ledger, entry_columns(books, about, "veterinarian", wording))


def courses(treatments: Treatments) -> Courses:
    """One row for each batch, day and product, as its first treatment; how many: `containers`."""
    keys = np.stack([treatments.day, treatments.batch, treatments.product])
    _, first, count = np.unique(keys, axis=1, return_index=True, return_counts=True)
    return Courses(**treatments.where(first).columns, containers=count)


def _text(row: Facts) -> str:
    product = PRODUCTS[row[Courses.product]]
    containers = (
        "1 container" if row[Courses.containers] == 1 else f"{row[Courses.containers]} containers"
    )
    withheld = row[Courses.withholding_days]
    ending = f" Withholding {withheld} days." if withheld else ""
    return (
        f"{product.name}, {product.dosage.format(dose=format(row[Courses.dose], 'g'))}, in "
        f"{containers}.{ending}"
    )
