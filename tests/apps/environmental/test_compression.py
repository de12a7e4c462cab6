"""How readings are compressed: settled when the licence first allows it; a choice stays."""

import pytest
from django.core.management import call_command
from django.db import connection

from apps.environmental.compression import FORMER, LAYOUTS, settle_layouts
from aquamind.tables.compression import Layout, lay_out, layout_of
from tests import pieces

pytestmark = [pytest.mark.timescaledb, pytest.mark.django_db]

CHOSEN = Layout("container_id", "reading_time, sensor_id")


def drop_layout() -> None:
    """As books are that were migrated under the Apache licence."""
    if pieces.server_compresses():
        pieces.ask(f"ALTER TABLE {pieces.READINGS} SET (timescaledb.compress = false)")


@pytest.mark.parametrize(
    "settle", [lambda: settle_layouts(connection), lambda: call_command("migrate", verbosity=0)]
)
def test_books_of_the_apache_licence_get_theirs(settle) -> None:
    drop_layout()
    assert layout_of(connection, pieces.READINGS) is None
    with pieces.apache_licence():
        assert not settle_layouts(connection)
    assert layout_of(connection, pieces.READINGS) is None
    settle()
    found = {table: layout_of(connection, table) for table in LAYOUTS}
    assert found == (LAYOUTS if pieces.server_compresses() else dict.fromkeys(LAYOUTS))


@pytest.mark.parametrize(
    ("before", "after"),
    [(FORMER[pieces.READINGS], LAYOUTS[pieces.READINGS]), (CHOSEN, CHOSEN)],
)
def test_ours_of_before_is_replaced_and_that_of_others_stays(before: Layout, after: Layout) -> None:
    drop_layout()
    if pieces.server_compresses():
        lay_out(connection, pieces.READINGS, before)
    assert settle_layouts(connection) == pieces.server_compresses()
    expected = after if pieces.server_compresses() else None
    assert layout_of(connection, pieces.READINGS) == expected
