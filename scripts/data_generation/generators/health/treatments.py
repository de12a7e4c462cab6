"""The health domain: treatments, and what became of them, with history."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.batch.models import Batch, BatchContainerAssignment
from apps.health.models import Treatment
from apps.infrastructure.models import Container
from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.health.products import (
    OUTCOMES,
    PRODUCTS,
    VACCINES,
)
from scripts.data_generation.generators.calendar import moments
from scripts.data_generation.generators.ledger import CHANGED, CREATED, Ledger, rows_of
from scripts.data_generation.generators.null_columns import nulls
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.treatment_tables import Treatments

CENTS = 100.0
# Outcomes are written up at the end of the working day on which they were measured.
DECIDED_MINUTE = 17 * 60

_KINDS = np.asarray([facts.kind for facts in PRODUCTS], dtype=object)
_DESCRIPTIONS = np.asarray([facts.description for facts in PRODUCTS], dtype=object)
_OUTCOMES = np.asarray(OUTCOMES, dtype=object)
_VACCINE = np.asarray([product in VACCINES for product in range(len(PRODUCTS))])


def write_treatments(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add the chunk's treatments with what is known of them by now; update those of older chunks.

    History keeps each as it was given, and as it was once its outcome had been measured.
    """
    given, decided = events.treatments, events.treatment_outcomes
    columns = _columns(books, given)
    measured = given.outcome.copy()
    _, now, then = np.intersect1d(given.id, decided.id, return_indices=True)
    measured[now] = decided.outcome[then]
    ledger.insert(Treatment, **{**columns, "outcome": _OUTCOMES[measured]})

    outcomes = _columns(books, decided)
    older = decided.day < events.first_day
    ledger.update(Treatment, ("outcome",), **rows_of(outcomes, older))

    ledger.insert_history(Treatment, CREATED, moments(given.day, given.minute), **columns)
    when = moments(decided.decided_day, DECIDED_MINUTE)
    ledger.insert_history(Treatment, CHANGED, when, **outcomes)


def _columns(books: Books, rows: Treatments) -> dict[str, Any]:
    """The columns of health_treatment."""
    product = rows.product
    return {
        "id": books.keys(Treatment, rows.id),
        "batch_id": books.keys(Batch, rows.batch),
        "batch_assignment_id": books.keys(BatchContainerAssignment, rows.assignment),
        "container_id": books.keys_of_index(Container, rows.container),
        "user_id": _signers(books, rows.container, product),
        "treatment_date": moments(rows.day, rows.minute),
        "treatment_type": _KINDS[product],
        "vaccination_type_id": _vaccination_types(books, product),
        "description": _DESCRIPTIONS[product],
        "dosage": _dosages(product, rows.dose),
        "duration_days": rows.duration_days,
        "withholding_period_days": rows.withholding_days,
        "outcome": _OUTCOMES[rows.outcome],
        "cost": rows.cost_cents / CENTS,
        "includes_weighing": np.zeros(len(product), dtype=bool),
        "sampling_event_id": nulls(len(product)),
        "journal_entry_id": nulls(len(product)),
    }


def _signers(books: Books, containers: Integers, product: Integers) -> Integers:
    """Who signs: the site's veterinarian for vaccines and medicines, its manager for the rest."""
    sites = books.layout.containers.site[containers]
    medical = np.isin(_KINDS[product], ("vaccination", "medication"))
    return np.where(medical, books.staff("veterinarian", sites), books.staff("manager", sites))


def _vaccination_types(books: Books, product: Integers) -> Any:
    """Keys of the vaccines, null for what is none."""
    keys = np.zeros(len(PRODUCTS), dtype=np.int64)
    keys[list(VACCINES)] = books.master.vaccines
    return np.ma.masked_array(keys[product], mask=~_VACCINE[product])


def _dosages(product: Integers, dose: Floats) -> NDArray[np.object_]:
    """Dosage texts; each different one is made once."""
    pairs, where = np.unique(np.stack([product, dose]), axis=1, return_inverse=True)
    texts = [PRODUCTS[int(what)].dosage.format(dose=f"{number:g}") for what, number in pairs.T]
    return np.asarray(texts, dtype=object)[where.ravel()]
