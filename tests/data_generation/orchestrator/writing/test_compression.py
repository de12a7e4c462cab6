"""Compression behind a run: only where the licence has it, and only what is wholly past."""

from datetime import UTC, date, datetime
from typing import Any, Self

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aquamind.tables import hypertables
from scripts.data_generation.orchestrator.writing import compression
from scripts.data_generation.orchestrator.writing.compression import TABLES, Compression


class Cursor:
    """Takes statements down and answers them like a server of the community licence."""

    def __init__(self, said: list[tuple[str, Any]]) -> None:
        self.said = said

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def execute(self, sql: str, values: Any = None) -> None:
        self.said.append((sql, values))

    def fetchone(self) -> tuple[Any]:
        asked = self.said[-1][0]
        return ("timescale" if "license" in asked else 3,)


class CommunityServer:
    """Stands for a connection to a server that has compression."""

    vendor = "postgresql"

    def __init__(self) -> None:
        self.said: list[tuple[str, Any]] = []

    def cursor(self) -> Cursor:
        return Cursor(self.said)


def behind(server: Any) -> Compression:
    return Compression(server)


@pytest.mark.django_db
def test_it_works_where_the_licence_has_it_and_says_once_where_not(caplog) -> None:
    with caplog.at_level("INFO", logger="aquamind"):
        here = Compression(connection)
        with CaptureQueriesContext(connection) as queries:
            assert here.behind(date(2020, 1, 31)) == 0
    said = [record for record in caplog.records if "Compression is skipped" in record.message]
    if hypertables.can_compress(connection):
        assert len(queries) == len(TABLES)
        assert not said
    else:
        assert not queries
        assert len(said) == (connection.vendor == "postgresql")


@pytest.mark.sqlite
def test_pieces_that_end_by_the_evening_are_compressed() -> None:
    server = CommunityServer()
    assert behind(server).behind(date(2020, 1, 31)) == 3 * len(TABLES)
    asked = [(sql, values) for sql, values in server.said if "compress_chunk" in sql]
    midnight = datetime(2020, 2, 1, tzinfo=UTC)
    assert [values for _, values in asked] == [[table, midnight] for table in TABLES]
    assert all("NOT is_compressed AND range_end <= %s" in sql for sql, _ in asked)


@pytest.mark.sqlite
def test_a_policy_is_left_on_each_hypertable() -> None:
    server = CommunityServer()
    behind(server).leave_policy()
    policies = [values for sql, values in server.said if "add_compression_policy" in sql]
    assert policies == [[table, compression.POLICY_AFTER] for table in TABLES]


@pytest.mark.sqlite
def test_the_tables_are_the_hypertables() -> None:
    assert {model._meta.db_table for model in hypertables.hypertable_models()} == set(TABLES)
