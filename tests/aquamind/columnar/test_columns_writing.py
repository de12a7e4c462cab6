"""Columns and instances write the same rows; all or none; keys, history and upserts."""

import datetime as dt
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import numpy as np
import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.batch.models import Batch, BatchContainerAssignment, MortalityEvent
from apps.environmental.models import EnvironmentalReading, StageTransitionEnvironmental
from apps.health.models import LiceCount
from apps.infrastructure.models import Geography
from apps.inventory.models import FeedingEvent
from aquamind.columnar.columns import Columns, ColumnsError
from tests.apps import books

pytestmark = pytest.mark.django_db

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

SAME_DATABASE = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

readings = st.fixed_dictionaries(
    {
        "value": st.floats(-999_999, 999_999),
        "reading_time": st.integers(946_684_800_000_000, 2_200_000_000_000_000),
        "is_manual": st.booleans(),
        "notes": st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=20),
        "batch_id": st.none() | st.integers(1, 2**63 - 1),
    }
)

# Rows of several slices, and the options with which they go the fastest way or Django's own.
UPSERT = {"update_conflicts": True, "unique_fields": ["id"], "update_fields": ["name"]}
SLICED = [
    pytest.param(45_001, {}, id="the fastest way"),
    pytest.param(25, {"batch_size": 10, **UPSERT}, id="Django's own way"),
]


def _stored(model: Any, *without: str) -> list[str]:
    names = [f.attname for f in model._meta.concrete_fields if f.attname not in without]
    return sorted(map(repr, model.objects.order_by().values_list(*names)))


@given(rows=st.lists(readings, max_size=20, unique_by=lambda row: row["reading_time"]))
@SAME_DATABASE
def test_columns_and_instances_write_the_same_readings(rows: Any) -> None:
    with transaction.atomic():
        sensor, parameter = books.sensor(), books.parameter()
        EnvironmentalReading.objects.bulk_create(
            Columns(
                sensor_id=sensor.pk,
                parameter=parameter,
                value=np.array([row["value"] for row in rows], dtype=np.float64),
                reading_time=np.array([row["reading_time"] for row in rows], "M8[us]"),
                is_manual=np.array([row["is_manual"] for row in rows], dtype=bool),
                notes=[row["notes"] for row in rows],
                batch_id=np.ma.array(
                    [row["batch_id"] or 0 for row in rows],
                    mask=[row["batch_id"] is None for row in rows],
                    dtype=np.int64,
                ),
            )
        )
        by_columns = _stored(EnvironmentalReading, "id", "created_at")
        EnvironmentalReading.objects.all()._raw_delete("default")
        EnvironmentalReading.objects.bulk_create(
            [
                EnvironmentalReading(
                    sensor=sensor,
                    parameter=parameter,
                    value=Decimal(repr(row["value"])).quantize(Decimal("0.0001"), ROUND_HALF_EVEN),
                    reading_time=EPOCH + dt.timedelta(microseconds=row["reading_time"]),
                    is_manual=row["is_manual"],
                    notes=row["notes"],
                    batch_id=row["batch_id"],
                )
                for row in rows
            ]
        )
        assert by_columns == _stored(EnvironmentalReading, "id", "created_at")
        transaction.set_rollback(True)


@given(
    rows=st.lists(
        st.tuples(
            st.integers(0, 2**31 - 1),
            st.decimals(0, "99999999.99", places=2),
            st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
            st.sampled_from(MortalityEvent.Cause.values),
        ),
        min_size=1,
        max_size=20,
    )
)
@SAME_DATABASE
def test_columns_and_instances_write_the_same_deaths(rows: Any) -> None:
    with transaction.atomic():
        batch = books.batch()
        counts, kilograms, days, causes = zip(*rows, strict=True)
        MortalityEvent.objects.bulk_create(
            Columns(
                batch=batch,
                count=np.array(counts),
                biomass_kg=list(kilograms),
                event_date=np.array(days, dtype="datetime64[D]"),
                cause=np.array(causes),
            )
        )
        by_columns = _stored(MortalityEvent, "id", "created_at", "updated_at")
        MortalityEvent.objects.all().delete()
        MortalityEvent.objects.bulk_create(
            [
                MortalityEvent(batch=batch, count=c, biomass_kg=kg, event_date=day, cause=cause)
                for c, kg, day, cause in rows
            ]
        )
        assert by_columns == _stored(MortalityEvent, "id", "created_at", "updated_at")
        transaction.set_rollback(True)


def test_times_of_day_dates_and_defaults_are_written() -> None:
    here = books.assignment()
    FeedingEvent.objects.bulk_create(
        Columns(
            batch=here.batch,
            batch_assignment=here,
            container_id=here.container_id,
            feed=books.feed(),
            feeding_date=books.DAY,
            feeding_time=[dt.time(8), dt.time(16)],
            amount_kg=np.array([12.34565, 12.34575]),
            batch_biomass_kg=1000.0,
        )
    )
    meals = FeedingEvent.objects.order_by("feeding_time")
    # Half goes to the even neighbour, on the decimal form of the float.
    assert [meal.amount_kg for meal in meals] == [Decimal("12.3456"), Decimal("12.3458")]
    assert {meal.method for meal in meals} == {"MANUAL"}
    assert all(meal.notes == "" and meal.created_at for meal in meals)


def test_json_is_written_row_by_row() -> None:
    flow = books.workflow()
    values = [{"co2": 9}, None, [1, 2]]
    StageTransitionEnvironmental.objects.bulk_create(
        Columns(batch_transfer_workflow=flow, additional_parameters=values)
    )
    rows = StageTransitionEnvironmental.objects.order_by("pk")
    assert [row.additional_parameters for row in rows] == values


def test_nulls_are_none_or_masked() -> None:
    common = {"batch": books.batch(), "user": books.user(), "count_date": books.NOON}
    LiceCount.objects.bulk_create(
        Columns(
            **common,
            fish_sampled=20,
            count_value=np.ma.array([5, 0, 7], mask=[False, True, False]),
            confidence_level=[0.5, None, Decimal("0.75")],
            detection_method=["manual", None, "camera"],
        )
    )
    rows = LiceCount.objects.order_by("pk").values_list(
        "count_value", "confidence_level", "detection_method"
    )
    assert list(rows) == [
        (5, Decimal("0.50"), "manual"),
        (None, None, None),
        (7, Decimal("0.75"), "camera"),
    ]


def test_columns_come_back_as_they_went() -> None:
    columns: Columns[Geography] = Columns(name=["A", "B"])
    written = Geography.objects.bulk_create(columns)
    assert isinstance(written, Columns)
    assert len(written) == 2
    assert Geography.objects.count() == 2


def test_no_rows_are_no_rows() -> None:
    assert len(Geography.objects.bulk_create(Columns(name=[]))) == 0
    assert len(Geography.objects.bulk_create([])) == 0


def test_instances_are_written_as_django_does() -> None:
    (row,) = Geography.objects.bulk_create([Geography(name="A")])
    assert row.pk == Geography.objects.get().pk


def test_keys_are_kept() -> None:
    Geography.objects.bulk_create(Columns(id=np.array([70, 71]), name=["A", "B"]))
    assert list(Geography.objects.order_by("id").values_list("id", "name")) == [
        (70, "A"),
        (71, "B"),
    ]


@pytest.mark.parametrize(("rows", "options"), SLICED)
def test_rows_are_written_slice_by_slice(rows: int, options: dict[str, Any]) -> None:
    keys, names = np.arange(1, rows + 1), [f"G{number:05}" for number in range(rows)]
    Geography.objects.bulk_create(Columns(id=keys, name=names), **options)
    assert list(Geography.objects.order_by("pk").values_list("name", flat=True)) == names


@pytest.mark.parametrize(("rows", "options"), SLICED)
def test_a_refused_slice_takes_all_others_with_it(rows: int, options: dict[str, Any]) -> None:
    keys, names = np.arange(1, rows + 1), [f"G{number:05}" for number in range(rows - 1)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Geography.objects.bulk_create(Columns(id=keys, name=[*names, names[0]]), **options)
    assert not Geography.objects.exists()


@pytest.mark.parametrize(("rows", "options"), SLICED)
def test_a_faulty_value_in_the_last_row_writes_nothing(
    rows: int, options: dict[str, Any], django_assert_num_queries: Any
) -> None:
    names = [f"G{number:05}" for number in range(rows - 1)]
    with django_assert_num_queries(0), pytest.raises(ColumnsError):
        Geography.objects.bulk_create(Columns(name=[*names, None]), **options)


def test_rows_are_updated_where_they_exist() -> None:
    first, second = books.assignment(), books.assignment()
    rows = BatchContainerAssignment.objects.order_by("pk")
    given = {
        name: [getattr(row, name) for row in rows]
        for name in ["id", "batch_id", "container_id", "lifecycle_stage_id", "assignment_date"]
    }
    BatchContainerAssignment.objects.bulk_create(
        Columns(
            **given,
            population_count=np.array([0, 5]),
            biomass_kg=np.array([0.0, 2.5]),
            is_active=np.array([False, True]),
            departure_date=[dt.date(2024, 5, 1), None],
        ),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["population_count", "biomass_kg", "is_active", "departure_date"],
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.population_count, first.is_active) == (0, False)
    assert first.departure_date == dt.date(2024, 5, 1)
    assert (second.population_count, second.biomass_kg) == (5, Decimal("2.50"))
    assert BatchContainerAssignment.objects.count() == 2
    assert first.initial_population_count == 1_000


def test_conflicts_can_be_passed_over() -> None:
    books.geography(name="A")
    Geography.objects.bulk_create(Columns(name=["A", "B"]), ignore_conflicts=True)
    assert Geography.objects.count() == 2


def test_history_rows_are_written_in_bulk() -> None:
    batch = books.batch()
    history = Batch.history.model
    batch.history.all().delete()
    history.objects.bulk_create(
        Columns(
            id=batch.pk,
            batch_number=batch.batch_number,
            species_id=batch.species_id,
            lifecycle_stage_id=batch.lifecycle_stage_id,
            status=["ACTIVE", "COMPLETED"],
            start_date=batch.start_date,
            created_at=books.NOON,
            updated_at=books.NOON,
            history_date=np.array(["2024-03-01T06", "2026-03-01T06"], "datetime64[s]"),
            history_type=["+", "~"],
        )
    )
    changes = batch.history.order_by("history_date")
    assert [(c.history_type, c.status) for c in changes] == [("+", "ACTIVE"), ("~", "COMPLETED")]
    assert changes[1].diff_against(changes[0]).changed_fields == ["status"]


def test_related_managers_take_columns_of_their_model_only() -> None:
    other: Any = Columns(Geography, name=["A"])
    with pytest.raises(ColumnsError, match=r"infrastructure\.Area"):
        books.geography().areas.bulk_create(other)
