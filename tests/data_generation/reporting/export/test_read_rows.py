"""Rows are read a bounded number at a time, from one moment of the database."""

import pyarrow as pa
import pytest
from django.db import connection, transaction

from apps.batch.models import MortalityEvent, Species
from scripts.data_generation.reporting.export.read_rows import read_rows
from scripts.data_generation.reporting.export.snapshot import one_moment
from scripts.data_generation.reporting.export.tables import ExportedTable, tables_named
from tests.data_generation.companies import generate

BATCH_ROWS = 50
# A batch of readings, its text, and what is made on the way.
MOST_BYTES = 100_000


@pytest.fixture(scope="module", autouse=True)
def small_company(open_database: None) -> None:
    """The last days of one year and the first ones of the next."""
    generate("--session=1", "--days=50", "--start-date=2015-12-01", "--end-date=2016-01-19")


def table(name: str) -> ExportedTable:
    (found,) = tables_named([name])
    return found


def test_no_more_than_a_batch_is_held() -> None:
    readings = table("environmental_environmentalreading")
    sizes: list[int] = []
    held: list[int] = []
    before = pa.total_allocated_bytes()

    def take(batch: pa.RecordBatch) -> None:
        sizes.append(batch.num_rows)
        held.append(pa.total_allocated_bytes() - before)

    with one_moment():
        read_rows(readings, (), take, BATCH_ROWS)
    assert sum(sizes) == readings.model._default_manager.count() > 50 * BATCH_ROWS
    assert set(sizes[:-1]) == {BATCH_ROWS}
    assert sizes[-1] <= BATCH_ROWS
    assert 0 < max(held) < MOST_BYTES


@pytest.mark.parametrize("batch_rows", [1, 7, 1_000_000])
def test_the_size_of_batches_changes_no_row(batch_rows: int) -> None:
    events = table("batch_mortalityevent")
    batches: list[pa.RecordBatch] = []
    read_rows(events, (), batches.append, batch_rows)
    keys = [key for batch in batches for key in batch.column("id").to_pylist()]
    assert keys == list(events.rows(()).values_list("pk", flat=True))


def test_years_are_chosen_where_a_table_is_cut() -> None:
    readings, mortality = table("environmental_environmentalreading"), table("batch_mortalityevent")
    counted = {2015: 0, 2016: 0}
    for year in counted:
        batches: list[pa.RecordBatch] = []
        read_rows(readings, [year], batches.append)
        counted[year] = sum(batch.num_rows for batch in batches)
    every = readings.model._default_manager
    assert counted == {y: every.filter(reading_time__year=y).count() for y in counted}
    assert 0 < counted[2016] < every.count()
    whole: list[pa.RecordBatch] = []
    read_rows(mortality, [2016], whole.append)
    assert sum(batch.num_rows for batch in whole) == MortalityEvent.objects.count()


def test_an_error_on_the_way_ends_the_reading_and_the_database_answers_on() -> None:
    taken: list[pa.RecordBatch] = []

    def take(batch: pa.RecordBatch) -> None:
        taken.append(batch)
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"), one_moment():
        read_rows(table("environmental_environmentalreading"), (), take, BATCH_ROWS)
    assert len(taken) == 1
    assert MortalityEvent.objects.exists()
    assert not connection.in_atomic_block


def test_a_transaction_that_is_open_is_left_as_it_is() -> None:
    with transaction.atomic():
        with one_moment():
            assert Species.objects.exists()
        Species.objects.create(name="Arctic char")
        transaction.set_rollback(True)
    assert not Species.objects.filter(name="Arctic char").exists()


@pytest.mark.timescaledb
def test_all_tables_are_of_one_moment() -> None:
    other = connection.copy()
    try:
        with one_moment():
            before = Species.objects.count()
            with other.cursor() as cursor:
                cursor.execute("UPDATE batch_species SET description = 'changed meanwhile'")
            assert not Species.objects.filter(description="changed meanwhile").exists()
            assert Species.objects.count() == before
        assert Species.objects.filter(description="changed meanwhile").exists()
    finally:
        other.close()
