"""Treatments in the books: given once, updated when measured, each step in their history."""

from datetime import date, timedelta

import numpy as np
import pytest
from django.db.models import Q, Sum

from apps.health.models import LiceCount, LiceType, Treatment
from scripts.data_generation.config.health.products import OUTCOMES, PRODUCTS
from scripts.data_generation.config.parameters import resolve
from scripts.data_generation.generators.batches import write_assignments, write_batches
from scripts.data_generation.generators.health.lice_counts import write_lice_counts
from scripts.data_generation.generators.health.treatments import write_treatments
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.orchestrator.history_days import Span
from scripts.data_generation.orchestrator.runs.founding import found_run, open_books
from scripts.data_generation.simulation.farm import Farm
from scripts.data_generation.simulation.ledger.events import ChunkEvents

pytestmark = pytest.mark.django_db

FIRST = date(2016, 1, 1)
DAYS, CHUNK = 600, 30
# Skirts from the first year on, taken down in another chunk than they were mounted in.
EARLY = """
[prevention]
skirt_share = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
skirt_days = 70
[lice]
wild_pressure_faroe = 1.5
"""


@pytest.fixture
def chunks() -> list[ChunkEvents]:
    """Twenty months of a small company, its treatments in the books."""
    run = found_run(resolve("ci", EARLY), 42, Span(FIRST, FIRST + timedelta(days=3650)))
    ledger = Ledger()
    books = open_books(run, ledger)
    first = FIRST.toordinal()
    farm, lived = Farm.founded(books.world, first), []
    for start in range(first, first + DAYS, CHUNK):
        lived.append(farm.advance(start, start + CHUNK - 1))
        for write in (write_batches, write_assignments, write_lice_counts, write_treatments):
            write(books, lived[-1], ledger)
    return lived


def test_the_vocabularies_are_the_books_own() -> None:
    assert tuple(Treatment.Outcome.values) == OUTCOMES
    assert {facts.kind for facts in PRODUCTS} <= set(Treatment.TreatmentType.values)


def test_books_and_logs_agree(chunks: list[ChunkEvents]) -> None:
    given = np.concatenate([chunk.treatments.cost_cents for chunk in chunks])
    decided = np.concatenate([chunk.treatment_outcomes.id for chunk in chunks])
    rows = Treatment.objects.all()
    assert rows.count() == len(given) > 0
    assert sum(round(100 * (row.cost or 0)) for row in rows) == given.sum()
    history = Treatment.history.all()
    assert history.filter(history_type="+").count() == len(given)
    assert history.filter(history_type="~").count() == len(decided) > 0

    skirts = rows.filter(description__contains="skirt")
    delousings = rows.filter(description__contains="Delousing")
    assert set(delousings.values_list("outcome", flat=True)) > {"successful"}
    assert not skirts.exclude(batch_assignment__container__area__isnull=False).exists()
    assert (
        not history.filter(history_type="+", treatment_type="physical")
        .exclude(outcome="pending")
        .exists()
    )
    for row in skirts.exclude(outcome="pending"):
        last = row.history.latest("history_date")
        assert last.outcome == row.outcome
        assert (last.history_date.date() - row.treatment_date.date()).days == row.duration_days

    vaccinations = rows.filter(treatment_type="vaccination")
    assert vaccinations.exists()
    assert not vaccinations.filter(Q(vaccination_type=None) | Q(outcome="pending")).exists()
    assert not rows.exclude(treatment_type="vaccination").exclude(vaccination_type=None).exists()
    assert set(vaccinations.values_list("dosage", flat=True)) == {
        "0.05 ml a fish into the body cavity"
    }
    assert {row.user.username for row in vaccinations} == {"veterinarian.faroe.station.1"}
    assert {row.user.username for row in skirts} == {"manager.faroe.sea.1"}


def test_counts_in_the_books_are_those_of_the_log(chunks: list[ChunkEvents]) -> None:
    logs = {
        name: np.concatenate([chunk.lice_counts.columns[name] for chunk in chunks]).astype(int)
        for name in ("fish", "attached", "mobile", "males", "females")
    }
    rows = LiceCount.objects.all()
    assert rows.count() == 4 * len(logs["fish"]) > 0
    by_gender = rows.aggregate(
        females=Sum("adult_female_count"),
        males=Sum("adult_male_count"),
        juvenile=Sum("juvenile_count"),
    )
    assert by_gender["females"] == logs["females"].sum()
    assert by_gender["males"] == logs["males"].sum()
    assert by_gender["juvenile"] == logs["attached"].sum() + logs["mobile"].sum()
    for kind in LiceType.objects.all():
        name = {"adult": f"{kind.gender}s"}.get(kind.development_stage, kind.development_stage)
        own = rows.filter(lice_type=kind)
        assert own.aggregate(total=Sum("count_value"))["total"] == logs[name].sum()
        assert own.values("assignment", "count_date").distinct().count() == len(logs["fish"])
    assert not rows.exclude(assignment__lifecycle_stage__name="Adult").exists()
    assert set(rows.values_list("fish_sampled", flat=True)) == {20}
