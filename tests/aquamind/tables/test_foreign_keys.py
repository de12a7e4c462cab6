"""Foreign keys set aside: never gone for others, kept where somebody reads, proved at the end."""

from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
from django.db import IntegrityError, connection, transaction

from apps.batch.models import MortalityEvent
from aquamind.columnar.columns import Columns
from aquamind.tables.foreign_keys import foreign_keys_aside, prove_foreign_keys
from tests.apps import books

pytestmark = [pytest.mark.timescaledb, pytest.mark.usefixtures("committed")]

TABLES = (MortalityEvent,)
NOBODY = 2**40


def keys() -> dict[str, bool]:
    """What the table's foreign keys say, and whether all rows are known to keep to them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname || regexp_replace(pg_get_constraintdef(oid), ' NOT VALID', ''),"
            " convalidated FROM pg_constraint"
            " WHERE contype = 'f' AND conrelid = 'batch_mortalityevent'::regclass"
        )
        return dict(cursor.fetchall())


def write(**values: Any) -> None:
    """Add a day's deaths."""
    like = books.deaths()
    row = {
        "batch_id": like.batch_id,
        "assignment_id": like.assignment_id,
        "event_date": like.event_date,
        "count": like.count,
        "cause": like.cause,
        "biomass_kg": like.biomass_kg,
    }
    MortalityEvent.objects.bulk_create(Columns(**{**row, **values}))


@pytest.fixture
def reader(transactional_db: None) -> Iterator[Any]:
    """Somebody else's connection."""
    other = psycopg2.connect(**connection.get_connection_params())
    yield other
    other.close()


def test_rows_go_in_and_the_same_keys_hold_and_are_proved() -> None:
    before = keys()
    assert before
    assert all(before.values())
    with transaction.atomic(), foreign_keys_aside(connection, TABLES):
        write()
        assert not keys()
    assert keys() == dict.fromkeys(before, False)
    with pytest.raises(IntegrityError), transaction.atomic():
        write(batch_id=NOBODY)
    # A second chunk sets aside what the first has added again.
    with transaction.atomic(), foreign_keys_aside(connection, TABLES):
        write()
    prove_foreign_keys(connection, TABLES)
    assert keys() == before


def test_a_row_that_points_nowhere_is_found() -> None:
    with transaction.atomic(), foreign_keys_aside(connection, TABLES):
        write(batch_id=NOBODY)
    with pytest.raises(IntegrityError):
        prove_foreign_keys(connection, TABLES)
    MortalityEvent.objects.filter(batch_id=NOBODY).delete()
    prove_foreign_keys(connection, TABLES)
    assert all(keys().values())


def test_nobody_else_sees_a_table_without_keys_and_a_failure_leaves_them(reader: Any) -> None:
    before = keys()
    with pytest.raises(ZeroDivisionError):
        fail_half_way(reader, len(before))
    assert keys() == before


def fail_half_way(reader: Any, keys_before: int) -> None:
    """Set the keys aside, have somebody look, and stumble."""
    with transaction.atomic(), foreign_keys_aside(connection, TABLES):
        assert seen_by(reader) == keys_before
        raise ZeroDivisionError


def seen_by(reader: Any) -> int:
    """How many foreign keys of the table somebody else finds."""
    with reader.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid ="
            " (SELECT oid FROM pg_class WHERE relname = 'batch_mortalityevent')"
        )
        return int(cursor.fetchone()[0])


def test_where_somebody_reads_the_keys_stay_and_are_checked(reader: Any) -> None:
    before = keys()
    reader.cursor().execute("SELECT * FROM batch_mortalityevent")
    with transaction.atomic(), foreign_keys_aside(connection, TABLES):
        assert keys() == before
        write()
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('lock_timeout')")
            assert cursor.fetchone() == ("0",)
    assert keys() == before
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        foreign_keys_aside(connection, TABLES),
    ):
        write(batch_id=NOBODY)
