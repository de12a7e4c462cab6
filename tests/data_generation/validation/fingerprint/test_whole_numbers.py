"""What the database works out is what Python makes of the value: every column of a company."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from scripts.data_generation.model_lists import BOOKS, OWN_BOOKS, sorted_models
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.validation.fingerprint.row_digests import NO_NUMBER
from scripts.data_generation.validation.fingerprint.whole_numbers import WholeNumber, is_a_number
from tests.data_generation.companies import generate

ROWS = 300
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def four_months(open_database: None) -> None:
    """A company with rows in most tables."""
    generate("--session=1", "--days=120", "--end-date=2016-04-29")


def whole(value: Any, field: Any) -> int:
    """The value as a whole number, worked out in Python."""
    if value is None:
        return NO_NUMBER
    if isinstance(value, time):
        value = datetime.combine(EPOCH, value, tzinfo=UTC)
    if isinstance(value, datetime):
        return (value - EPOCH) // timedelta(microseconds=1)
    if isinstance(value, date):
        return (value - EPOCH.date()).days
    if isinstance(value, Decimal):
        return int(value.scaleb(field.decimal_places))
    return int(value)


def test_every_number_of_a_company_is_read_as_python_reads_it() -> None:
    read: Counter[str] = Counter()
    for model in (*sorted_models(BOOKS), *OWN_BOOKS):
        for field in filter(is_a_number, model._meta.concrete_fields):
            asked: Any = model._default_manager.values_list(field.attname, WholeNumber(field))
            for value, number in asked[:ROWS]:
                assert number == whole(value, field), f"{model.__name__}.{field.name}"
                read[type(value).__name__] += 1
    assert read.keys() == {"NoneType", "bool", "int", "Decimal", "date", "datetime", "time"}


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2016, 2, 29, 12, 0, 0, 1, tzinfo=UTC),
        datetime(2016, 2, 29, 12, 0, tzinfo=UTC),
    ],
)
def test_parts_of_a_second_and_days_before_1970_count(moment: datetime) -> None:
    GenerationRun.objects.update(started_at=moment)
    field = GenerationRun._meta.get_field("started_at")
    (number,) = GenerationRun.objects.values_list(WholeNumber(field), flat=True)
    assert number == whole(moment, field)
