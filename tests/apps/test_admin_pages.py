"""The admin's pages answer, for every table; readings are listed without being counted."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.batch.models import Batch, MortalityEvent
from apps.environmental.models import EnvironmentalReading, WeatherData
from apps.infrastructure.models import Geography, Sensor
from aquamind.admin import HistoryAdmin, ReadingAdmin
from aquamind.columnar.columns import Columns
from tests.apps import books
from tests.apps.test_every_model import BOOKS, WITH_HISTORY
from tests.apps.whole_books import one_of_each

pytestmark = pytest.mark.django_db

READINGS = "environmental_environmentalreading"


@pytest.fixture
def superuser_client(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


def _url(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_table_of_the_books_is_in_the_admin() -> None:
    assert set(BOOKS) <= set(admin.site._registry)


def test_tables_with_history_show_it() -> None:
    shown = {m for m, page in admin.site._registry.items() if isinstance(page, HistoryAdmin)}
    assert shown == WITH_HISTORY


def test_every_table_can_be_searched() -> None:
    assert not [model for model in BOOKS if not admin.site._registry[model].search_fields]


def test_lists_and_searches_answer(superuser_client: Client) -> None:
    for model in one_of_each():
        url = _url(model, "changelist")
        assert superuser_client.get(url).status_code == 200, model
        assert superuser_client.get(url, {"q": "x"}).status_code == 200, model


def test_add_change_delete_and_history_pages_answer(superuser_client: Client) -> None:
    for model, row in one_of_each().items():
        if isinstance(admin.site._registry[model], ReadingAdmin):
            continue
        for page, key in [("add", ()), ("change", (row.pk,)), ("history", (row.pk,))]:
            assert superuser_client.get(_url(model, page, *key)).status_code == 200, (model, page)
        assert superuser_client.get(_url(model, "delete", row.pk)).status_code == 200, model


def test_every_filter_answers(superuser_client: Client) -> None:
    for model in one_of_each():
        page = superuser_client.get(_url(model, "changelist"))
        for spec in page.context["cl"].filter_specs:
            for choice in spec.choices(page.context["cl"]):
                url = _url(model, "changelist") + choice.get("query_string", "?")
                assert superuser_client.get(url).status_code == 200, (model, url)


@pytest.mark.parametrize("model", [EnvironmentalReading, WeatherData])
def test_readings_are_only_looked_at(superuser_client: Client, model: Any) -> None:
    row = one_of_each()[model]
    assert superuser_client.get(_url(model, "add")).status_code == 403
    for page in ("change", "history", "delete"):
        assert superuser_client.get(_url(model, page, row.pk)).status_code == 403, page


def test_a_version_is_read_and_never_turned_back(superuser_client: Client) -> None:
    geography = books.geography(name="Before")
    geography.name = "After"
    geography.save()
    url = _url(Geography, "simple_history", geography.pk, geography.history.earliest().pk)
    page = superuser_client.get(url)
    assert page.status_code == 200
    assert b"Before" in page.content
    assert superuser_client.post(url, {"name": "Before"}).status_code == 403
    geography.refresh_from_db()
    assert geography.name == "After"


def test_history_has_no_page_of_its_own() -> None:
    assert not [model for model in admin.site._registry if hasattr(model, "history_id")]


@pytest.fixture
def many_readings() -> list[Sensor]:
    """12,000 readings of two sensors, more than the list counts."""
    sensors, parameter = [books.sensor(), books.sensor()], books.parameter()
    for sensor in sensors:
        hours = [books.NOON + dt.timedelta(hours=hour) for hour in range(6_000)]
        EnvironmentalReading.objects.bulk_create(
            Columns(
                sensor=sensor,
                parameter=parameter,
                container_id=sensor.container_id,
                reading_time=hours,
                value=8.5,
            )
        )
    return sensors


def test_readings_are_listed_without_counting_or_sorting_them(
    superuser_client: Client, many_readings: list[Sensor]
) -> None:
    with CaptureQueriesContext(connection) as queries:
        page = superuser_client.get(_url(EnvironmentalReading, "changelist"))
    assert page.status_code == 200
    on_readings = [q["sql"] for q in queries if f'FROM "{READINGS}"' in q["sql"]]
    assert on_readings
    for sql in on_readings:
        assert "LIMIT" in sql or "max(rowid)" in sql, sql
        assert "JOIN" not in sql
    (rows,) = [sql for sql in on_readings if "ORDER BY" in sql]
    assert rows.split("ORDER BY")[1].split("LIMIT")[0].split() == [
        f'"{READINGS}"."sensor_id"',
        "ASC,",
        f'"{READINGS}"."reading_time"',
        "ASC",
    ]


def test_the_list_needs_no_more_queries_for_more_readings(
    superuser_client: Client, many_readings: list[Sensor]
) -> None:
    with CaptureQueriesContext(connection) as queries:
        superuser_client.get(_url(EnvironmentalReading, "changelist"))
    assert len(queries) <= 16


def test_readings_are_searched_by_sensor_and_by_container(
    superuser_client: Client, many_readings: list[Sensor]
) -> None:
    url = _url(EnvironmentalReading, "changelist")
    first, second = many_readings
    for term, rows in [(first.serial_number, 6_000), (second.container.name, 6_000), ("none", 0)]:
        page = superuser_client.get(url, {"q": term})
        assert page.context["cl"].result_count == rows, term


def test_pages_end_where_the_count_ends(
    superuser_client: Client, many_readings: list[Sensor]
) -> None:
    url = _url(EnvironmentalReading, "changelist")
    assert superuser_client.get(url, {"p": 100}).status_code == 200
    assert superuser_client.get(url, {"p": 101}).status_code == 302


def pointed_at(deaths: int) -> Any:
    """An assignment that is pointed at by so many deaths."""
    here = books.assignment()
    MortalityEvent.objects.bulk_create(
        Columns(
            batch=here.batch,
            assignment=here,
            event_date=np.full(deaths, books.DAY),
            count=1,
            biomass_kg=1,
            cause="UNKNOWN",
            description="",
        )
    )
    return here


def test_what_is_in_the_way_of_a_deletion_is_counted_by_table(superuser_client: Client) -> None:
    here = pointed_at(3)
    one, many = _url(Batch, "delete", here.batch_id), _url(Batch, "changelist")
    chosen = {"action": "delete_selected", "_selected_action": [here.batch_id], "post": "yes"}
    for said in (superuser_client.post(one, {"post": "yes"}), superuser_client.post(many, chosen)):
        assert "Mortality events (batch): 3" in said.content.decode()
        assert "generate_data --clear" in said.content.decode()
    assert Batch.objects.filter(pk=here.batch_id).exists()


def test_however_much_is_in_the_way_no_more_is_asked(superuser_client: Client) -> None:
    few, many = pointed_at(3), pointed_at(1_200)
    asked = []
    for here in (few, many):
        with CaptureQueriesContext(connection) as queries:
            said = superuser_client.get(_url(Batch, "delete", here.batch_id)).content.decode()
        asked.append(len(queries))
    assert "Mortality events (batch): more than 1,000" in said
    assert asked[0] == asked[1]


def test_readings_and_accounts_are_in_the_way_too(superuser_client: Client) -> None:
    reading = books.reading()
    worker = books.user()
    books.workflow(initiated_by=worker)
    for row, words in [
        (reading.parameter, "Environmental readings (parameter): 1"),
        (worker, "Batch transfer workflows (initiated by): 1"),
    ]:
        said = superuser_client.post(_url(type(row), "delete", row.pk), {"post": "yes"})
        assert words in said.content.decode()
        assert type(row)._base_manager.filter(pk=row.pk).exists()


def test_what_nothing_points_to_is_deleted(superuser_client: Client) -> None:
    geography = books.geography()
    url = _url(Geography, "delete", geography.pk)
    assert superuser_client.post(url, {"post": "yes"}).status_code == 302
    assert not Geography.objects.filter(pk=geography.pk).exists()
