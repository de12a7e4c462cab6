"""Keys set aside in a table lie above all it ever gave, and the table goes on above them."""

import pytest
from django.db import connection

from apps.infrastructure.models import Geography
from aquamind.tables.key_sequences import give_back_keys, reserve_keys

pytestmark = pytest.mark.django_db


def a_key(name: str) -> int:
    return Geography.objects.create(name=name).pk


def test_reserved_keys_lie_above_those_of_rows_that_are_gone() -> None:
    key = a_key("Iceland")
    Geography.objects.all().delete()
    assert reserve_keys(connection, Geography, 1000) >= key


def test_reserved_keys_lie_above_those_that_were_given_by_hand() -> None:
    Geography.objects.create(pk=5_000_000, name="Iceland")
    assert reserve_keys(connection, Geography, 1000) >= 5_000_000


def test_other_rows_get_keys_above_the_reserved_ones() -> None:
    base = reserve_keys(connection, Geography, 1000)
    assert a_key("Iceland") == base + 1001
    Geography.objects.create(pk=base + 1, name="Norway")
    assert a_key("Chile") == base + 1002


def test_a_table_that_never_had_a_row_can_be_reserved_in() -> None:
    first = reserve_keys(connection, Geography, 10)
    assert reserve_keys(connection, Geography, 10) >= first + 10


def test_reserved_keys_can_be_given_back() -> None:
    for key in (a_key("Iceland"), 0):
        Geography.objects.all().delete()
        base = reserve_keys(connection, Geography, 1000)
        give_back_keys(connection, Geography, base, 1000)
        assert base >= key
        assert a_key("Norway") == base + 1


def test_keys_are_not_given_back_below_those_of_others() -> None:
    base = reserve_keys(connection, Geography, 1000)
    assert a_key("Iceland") == base + 1001
    Geography.objects.all().delete()
    give_back_keys(connection, Geography, base, 1000)
    assert a_key("Norway") == base + 1002
