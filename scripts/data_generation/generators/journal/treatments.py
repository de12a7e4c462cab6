"""The health journal of treatments: one entry for each product given to a batch on a day."""

import numpy as np

from apps.health.models import JournalEntry
from scripts.data_generation.config.health.products import PRODUCTS, VACCINES
from scripts.data_generation.generators.journal.entries import (
    EVERYWHERE,
    Facts,
    Source,
    entry_columns,
    told,
    write_entries,
)
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.health.rounds import LOW
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.table import Table

TREATED_MINUTE = 17 * 60 + 20


def write_treatment_journal(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add entries of what was given in the chunk; they need no answer of their own."""
    rows = courses(events.treatments)
    kinds = JournalEntry.Category
    columns = entry_columns(
        books,
        Source.TREATMENT,
        numbers=rows["id"],
        day=rows["day"],
        minute=TREATED_MINUTE,
        batch=rows["batch"],
        container=EVERYWHERE,
        role="veterinarian",
        site=books.layout.containers.site[rows["container"]],
        category=kinds.TREATMENT,
        severity=np.full(len(rows), LOW),
        description=told(_text, rows),
        resolved=np.ones(len(rows), dtype=bool),
        notes=["Carried out."] * len(rows),
    )
    vaccinated = np.isin(rows["product"], VACCINES)
    columns["category"] = np.where(vaccinated, kinds.VACCINATION, kinds.TREATMENT).astype(object)
    write_entries(ledger, columns)


def courses(treatments: Table) -> Table:
    """One row for each batch, day and product, as its first treatment; how many: `containers`."""
    keys = np.stack([treatments[name] for name in ("day", "batch", "product")])
    _, first, count = np.unique(keys, axis=1, return_index=True, return_counts=True)
    rows = treatments.where(first)
    rows.columns["containers"] = count
    return rows


def _text(row: Facts) -> str:
    product = PRODUCTS[row["product"]]
    containers = "1 container" if row["containers"] == 1 else f"{row['containers']} containers"
    withheld = row["withholding_days"]
    ending = f" Withholding {withheld} days." if withheld else ""
    return (
        f"{product.name}, {product.dosage.format(dose=format(row['dose'], 'g'))}, in "
        f"{containers}.{ending}"
    )
