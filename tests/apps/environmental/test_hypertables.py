"""Readings and weather are hypertables with one index each."""

from typing import Any

import pytest
from django.db import connection

from apps.environmental.models import EnvironmentalReading, WeatherData
from aquamind.tables.hypertables import (
    drop_time_index,
    has_timescale,
    hypertable_models,
    is_hypertable,
)

HYPERTABLES = {
    EnvironmentalReading: ("reading_sensor_time", "30 days"),
    WeatherData: ("weather_area_time", "90 days"),
}


def _column(sql: str, *values: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def test_the_two_models_are_known() -> None:
    assert set(hypertable_models()) == set(HYPERTABLES)


@pytest.mark.timescaledb
@pytest.mark.django_db
@pytest.mark.parametrize("model", HYPERTABLES, ids=lambda model: model.__name__)
def test_a_hypertable_is_one_with_its_unique_index_only(model: Any) -> None:
    table = model._meta.db_table
    index, _ = HYPERTABLES[model]
    assert is_hypertable(connection, table)
    assert _column("SELECT indexname FROM pg_indexes WHERE tablename = %s", table) == [index]


@pytest.mark.timescaledb
@pytest.mark.django_db
@pytest.mark.parametrize("model", HYPERTABLES, ids=lambda model: model.__name__)
def test_a_hypertable_has_no_primary_and_no_foreign_key(model: Any) -> None:
    kinds = _column(
        "SELECT DISTINCT contype::text FROM pg_constraint WHERE conrelid = %s::regclass",
        model._meta.db_table,
    )
    assert not {"p", "f"} & set(kinds)
    assert "u" in kinds


@pytest.mark.timescaledb
@pytest.mark.django_db
@pytest.mark.parametrize("model", HYPERTABLES, ids=lambda model: model.__name__)
def test_a_hypertable_is_cut_as_its_model_says(model: Any) -> None:
    (interval,) = _column(
        "SELECT time_interval::text FROM timescaledb_information.dimensions"
        " WHERE hypertable_name = %s",
        model._meta.db_table,
    )
    assert interval == HYPERTABLES[model][1]


@pytest.mark.sqlite
@pytest.mark.django_db
def test_on_sqlite_there_is_nothing_to_do(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert not has_timescale(connection)
        drop_time_index(connection, EnvironmentalReading)
