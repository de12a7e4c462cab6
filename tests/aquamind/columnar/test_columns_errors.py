"""What columns may not hold is an error that names model, field, row and value."""

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from apps.batch.models import Batch, BatchContainerAssignment, LifecycleStage, MortalityEvent
from apps.environmental.models import EnvironmentalReading, WeatherData
from apps.infrastructure.models import Geography, Sensor
from apps.inventory.models import FeedingEvent
from aquamind.columnar.columns import Columns, ColumnsError
from aquamind.tables.measures import bounds

pytestmark = pytest.mark.no_database

NOON = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)

GOOD: dict[Any, dict[str, Any]] = {
    MortalityEvent: {"batch_id": 1, "event_date": NOON.date(), "count": 1, "biomass_kg": 1},
    EnvironmentalReading: {"sensor_id": 1, "parameter_id": 1, "reading_time": NOON, "value": 1},
    WeatherData: {"area_id": 1, "timestamp": NOON},
    FeedingEvent: {
        "batch_id": 1,
        "container_id": 1,
        "feed_id": 1,
        "feeding_date": NOON.date(),
        "feeding_time": dt.time(8),
        "amount_kg": 1,
        "batch_biomass_kg": 1,
    },
    Geography: {"name": "A"},
}

NOT_A_TIME = np.array(["2024-01-01", "NaT"], "datetime64[s]")

# model, field, column with its fault in row 1, what the message says of it
FAULTS = [
    (MortalityEvent, "count", [1, None], "None is null"),
    (MortalityEvent, "count", np.ma.array([1, 2], mask=[False, True]), "None is null"),
    (MortalityEvent, "count", np.array([1, -1]), "-1 is below 0"),
    (MortalityEvent, "count", np.array([1, 2**31]), "2147483648 is above 2147483647"),
    (MortalityEvent, "count", [1, 2**70], "is above 2147483647"),
    (MortalityEvent, "count", [1, 2.5], "2.5 is not a whole number"),
    (MortalityEvent, "count", [1, True], "True is not a whole number"),
    (MortalityEvent, "batch_id", [1, 2**63], "is above 9223372036854775807"),
    (MortalityEvent, "batch_id", [1, "two"], "'two' is not a whole number"),
    (EnvironmentalReading, "recorded_by_id", [1, 2**31], "is above 2147483647"),
    (MortalityEvent, "biomass_kg", np.array([1, np.nan]), "nan is not a number"),
    (MortalityEvent, "biomass_kg", np.array([1, np.inf]), "inf is not a number"),
    (MortalityEvent, "biomass_kg", [1, float("nan")], "nan is not a number"),
    (MortalityEvent, "biomass_kg", [1, "two"], "'two' is not a number"),
    (MortalityEvent, "biomass_kg", np.array([1, 1e8]), "more than 8 digits before the point"),
    (MortalityEvent, "biomass_kg", np.array([1, 99999999.996]), "more than 8 digits"),
    (MortalityEvent, "biomass_kg", np.array([99999999.994, 99999999.995]), "more than 8 digits"),
    (MortalityEvent, "biomass_kg", [1, Decimal(10**8)], "more than 8 digits"),
    (MortalityEvent, "biomass_kg", [1, Decimal("1.125")], "more than 2 decimal places"),
    (MortalityEvent, "biomass_kg", np.array([1, -0.01]), "-0.01 is outside 0 to inf"),
    (MortalityEvent, "biomass_kg", [1, Decimal("-0.01")], "is outside 0 to inf"),
    (MortalityEvent, "cause", ["OTHER", "BOREDOM"], "'BOREDOM' is none of DISEASE"),
    (MortalityEvent, "cause", ["OTHER", ""], "'' is none of"),
    (MortalityEvent, "cause", np.array(["OTHER", "disease"]), "'disease' is none of"),
    (MortalityEvent, "description", ["", 7], "7 is not text"),
    (MortalityEvent, "description", ["", "a\0b"], "holds a NUL byte"),
    (Geography, "name", ["A", "x" * 101], "is longer than 100 characters"),
    (MortalityEvent, "event_date", [NOON.date(), NOON], "is not a date"),
    (MortalityEvent, "event_date", [NOON.date(), "2024-03-01"], "is not a date"),
    (MortalityEvent, "event_date", NOT_A_TIME, "is not a date"),
    (
        MortalityEvent,
        "event_date",
        np.array(["2024-01-01T00", "2024-01-01T01"], "datetime64[h]"),
        "has a time of day",
    ),
    (WeatherData, "timestamp", NOT_A_TIME, "is not a time"),
    (WeatherData, "timestamp", [NOON, NOON.replace(tzinfo=None)], "has no time zone"),
    (WeatherData, "timestamp", [NOON, 17], "17 is not a time"),
    (WeatherData, "wind_direction", np.array([0, 361]), "361 is above 360"),
    (WeatherData, "temperature", np.array([9.0, 61.0]), "61.0 is outside -60 to 60"),
    (EnvironmentalReading, "is_manual", [True, 1], "1 is not true or false"),
    (FeedingEvent, "feeding_time", [dt.time(8), "08:00"], "is not a time of day"),
]


@pytest.mark.parametrize(
    ("model", "field", "column", "said"), FAULTS, ids=lambda value: str(value)[:40]
)
def test_a_faulty_value_is_named(model: Any, field: str, column: Any, said: str) -> None:
    with pytest.raises(ColumnsError) as raised:
        Columns(model, **{**GOOD[model], field: column}).check()
    error = raised.value
    assert said in str(error)
    assert f"{model._meta.label}.{field}, row 1:" in str(error)
    assert (error.model, error.field, error.row) == (model, field, 1)


@pytest.mark.parametrize("model", GOOD, ids=lambda model: model.__name__)
def test_good_columns_are_good(model: Any) -> None:
    Columns(model, **GOOD[model]).check()


def test_a_faulty_value_for_all_rows_is_named_too() -> None:
    with pytest.raises(ColumnsError, match=r"count, row 0: -1 is below 0"):
        Columns(MortalityEvent, **{**GOOD[MortalityEvent], "count": -1}).check()


def test_values_that_round_into_their_range_are_good() -> None:
    row = {**GOOD[WeatherData], "temperature": np.array([60.004, -60.004])}
    assert [r.temperature for r in Columns(WeatherData, **row)] == [Decimal(60), Decimal(-60)]


def test_there_is_no_negative_zero() -> None:
    row = {**GOOD[WeatherData], "temperature": np.array([-0.001, -0.0])}
    assert [str(r.temperature) for r in Columns(WeatherData, **row)] == ["0.00", "0.00"]


def test_lengths_must_agree() -> None:
    with pytest.raises(ColumnsError, match="differ in length: name 2, description 1"):
        Columns(Geography, name=["A", "B"], description=np.array([""]))


def test_a_column_has_one_dimension() -> None:
    with pytest.raises(ColumnsError, match="one dimension"):
        Columns(Geography, name=np.array([["A"]])).check()


def test_an_unknown_field_is_answered_with_the_nearest() -> None:
    with pytest.raises(ColumnsError, match=r"batch\.Batch: has no field 'batch_numer'; .*'batch_n"):
        Columns(Batch, batch_numer=["A"])


def test_a_field_is_given_once() -> None:
    with pytest.raises(ColumnsError, match=r"MortalityEvent\.batch: is given twice"):
        Columns(MortalityEvent, batch=1, batch_id=1)


def test_a_field_without_default_is_missed() -> None:
    with pytest.raises(ColumnsError, match=r"MortalityEvent\.event_date: needs a value"):
        Columns(MortalityEvent, batch_id=1, count=[1], biomass_kg=1).check()


def test_time_stamps_are_not_given() -> None:
    with pytest.raises(ColumnsError, match=r"Geography\.created_at: is set when"):
        Columns(Geography, name=["A"], created_at=NOON).check()


def test_columns_without_a_model_cannot_be_rows() -> None:
    columns: Columns[Geography] = Columns(name=["A", "B"])
    assert len(columns) == 2
    with pytest.raises(ColumnsError, match="not bound to a model"):
        columns[0]


def test_columns_of_one_model_are_not_rows_of_another() -> None:
    with pytest.raises(ColumnsError, match=r"infrastructure\.Geography: cannot be written as"):
        Columns(Geography, name=["A"]).bound_to(Sensor)  # type: ignore[arg-type]


def test_columns_are_a_sequence_of_instances() -> None:
    columns = Columns(Geography, name=["A", "B", "C"], description="here")
    assert [row.name for row in columns] == ["A", "B", "C"]
    assert columns[-1].name == "C"
    assert [row.name for row in columns[1:]] == ["B", "C"]
    assert columns[0].description == "here"
    assert columns[0].pk is None
    assert columns[0]._state.adding
    assert "3 rows of name, description" in repr(columns)
    with pytest.raises(IndexError):
        columns[3]


def test_one_value_in_every_field_is_one_row() -> None:
    assert len(Columns(Geography, name="A")) == 1


def test_numpy_scalars_are_values_for_all_rows() -> None:
    row = Columns(
        MortalityEvent,
        batch_id=np.int64(7),
        event_date=np.datetime64("2024-03-01"),
        count=np.int32(3),
        biomass_kg=np.float64(1.005),
        assignment_id=None,
    )[0]
    assert (row.batch_id, row.count, row.assignment_id) == (7, 3, None)
    assert row.event_date == NOON.date()
    assert row.biomass_kg == Decimal("1.00")


def test_small_integers_have_a_small_range() -> None:
    with pytest.raises(ColumnsError, match="above 32767"):
        Columns(LifecycleStage, species_id=1, name=["A"], order=[40_000]).check()


def test_history_choices_hold() -> None:
    with pytest.raises(ColumnsError, match="is none of"):
        Columns(
            Geography.history.model,
            id=1,
            name="A",
            created_at=NOON,
            updated_at=NOON,
            history_date=NOON,
            history_type=["?"],
        ).check()


def test_bounds_are_read_from_validators() -> None:
    field = WeatherData._meta.get_field("wind_direction")
    assert bounds(field)[1] == 360
    assert bounds(BatchContainerAssignment._meta.get_field("biomass_kg")) == (0, None)
