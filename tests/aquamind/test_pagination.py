"""Long tables are counted up to a bound and estimated beyond it."""

import datetime as dt

import pytest
from django.core.paginator import EmptyPage
from django.db import connection

from apps.environmental.models import EnvironmentalReading
from apps.infrastructure.models import Geography
from aquamind.columnar.columns import Columns
from aquamind.pagination import BoundedPaginator, estimated_rows
from tests.apps import books

pytestmark = pytest.mark.django_db


class Short(BoundedPaginator):
    bound = 10


def _geographies(count: int) -> None:
    Geography.objects.bulk_create(Columns(name=[f"G{n}" for n in range(count)]))


def test_a_short_table_is_counted() -> None:
    _geographies(7)
    pages = Short(Geography.objects.order_by("name"), 5)
    assert (pages.count, pages.num_pages) == (7, 2)


def test_a_long_table_is_estimated_and_its_pages_end_at_the_bound() -> None:
    _geographies(25)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE infrastructure_geography")
    pages = Short(Geography.objects.order_by("name"), 5)
    assert pages.count >= 25
    assert pages.num_pages == 2
    with pytest.raises(EmptyPage):
        pages.page(3)


def test_a_filtered_long_table_is_counted_to_the_bound() -> None:
    _geographies(25)
    assert Short(Geography.objects.filter(name__startswith="G"), 5).count == 11


def test_an_empty_table_has_one_empty_page() -> None:
    pages = Short(Geography.objects.order_by("name"), 5)
    assert (pages.count, pages.num_pages, list(pages.page(1))) == (0, 1, [])


def test_a_hypertable_is_estimated() -> None:
    sensor = books.sensor()
    hours = [books.NOON + dt.timedelta(hours=hour) for hour in range(1_000)]
    EnvironmentalReading.objects.bulk_create(
        Columns(sensor=sensor, parameter=books.parameter(), reading_time=hours, value=1)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE environmental_environmentalreading")
    assert estimated_rows(EnvironmentalReading, "default") >= 1_000
