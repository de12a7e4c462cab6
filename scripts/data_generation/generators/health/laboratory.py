"""The health domain: laboratory samples, and the answers that come back."""

from typing import Any

import numpy as np

from apps.batch.models import BatchContainerAssignment
from apps.health.models import HealthLabSample
from scripts.data_generation.config.health.disease_profiles import PROFILES
from scripts.data_generation.config.health.laboratory import BLOOD, SampleKind
from scripts.data_generation.generators.calendar import EPOCH, dates
from scripts.data_generation.generators.facts import told
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.health.laboratory import NOT_FOUND, NOT_TESTED
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.health_tables import (
    BLOOD_COLUMNS,
    CT_COLUMNS,
    LabSamples,
)
from scripts.data_generation.simulation.ledger.table import Facts

ANSWER_FIELDS = ("date_results_received", "findings_summary", "quantitative_results")


def write_laboratory(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add the chunk's samples as they were sent, then what the laboratory answered."""
    ledger.insert(HealthLabSample, **_columns(books, events.lab_samples, answered=False))
    ledger.update(
        HealthLabSample, ANSWER_FIELDS, **_columns(books, events.lab_results, answered=True)
    )


def _columns(books: Books, samples: LabSamples, *, answered: bool) -> dict[str, Any]:
    """The columns of health_healthlabsample."""
    count = len(samples)
    types = np.asarray(books.master.sample_types, dtype=np.int64)
    years = (samples.day - EPOCH).astype("datetime64[D]").astype("datetime64[Y]")
    years = years.astype(np.int64) + 1970
    references = [f"LAB-{year}-{n:06d}" for year, n in zip(years, samples.id, strict=True)]
    received = np.ma.masked_array(dates(samples.received_day), mask=np.full(count, not answered))
    nothing: list[Any] = [None] * count
    summaries = told(findings, samples) if answered else nothing
    results = [measured(row) for row in samples.facts()] if answered else nothing
    return {
        "id": books.keys(HealthLabSample, samples.id),
        "batch_container_assignment_id": books.keys(BatchContainerAssignment, samples.assignment),
        "sample_type_id": types[samples.kind],
        "sample_date": dates(samples.day),
        "date_sent_to_lab": dates(samples.sent_day),
        "date_results_received": received,
        "lab_reference_id": np.asarray(references, dtype=object),
        "findings_summary": np.asarray(summaries, dtype=object),
        "quantitative_results": _objects(results),
        "notes": np.where(samples.outbreak > 0, "Taken in an outbreak", "Routine").astype(object),
        "recorded_by_id": books.staff(
            "veterinarian", books.layout.containers.site[samples.container]
        ),
    }


def _objects(values: list[Any]) -> Any:
    """A column of Python objects, whatever they are."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def positives(row: Facts) -> list[tuple[str, float]]:
    """Agents found, with their Ct."""
    return [
        (profile.agent, row[column])
        for profile, column in zip(PROFILES, CT_COLUMNS, strict=True)
        if row[column] > NOT_FOUND
    ]


def findings(row: Facts) -> str:
    """The answer in words."""
    found = positives(row)
    if found:
        return "; ".join(f"{agent} positive (Ct {ct:.1f})" for agent, ct in found) + "."
    tested = sum(row[column] != NOT_TESTED for column in CT_COLUMNS)
    return f"None of {tested} agents found."


def measured(row: Facts) -> dict[str, Any]:
    """The answer in numbers."""
    result: dict[str, Any] = {
        "abnormal": bool(positives(row)),
        "pcr": {
            profile.agent: {
                "result": "positive" if row[column] > NOT_FOUND else "negative",
                "ct": row[column] if row[column] > NOT_FOUND else None,
            }
            for profile, column in zip(PROFILES, CT_COLUMNS, strict=True)
            if row[column] != NOT_TESTED
        },
    }
    if row[LabSamples.kind] == SampleKind.BLOOD:
        result["blood"] = {
            name: {"value": round(row[column], 1), "unit": unit}
            for column, (name, unit, *_) in zip(BLOOD_COLUMNS, BLOOD, strict=True)
        }
    return result
