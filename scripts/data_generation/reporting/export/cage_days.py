"""Stays laid out day by day: fish, deaths by cause, feed, weight, water, lice and treatments.

A stay lasts from the day on which fish came to the day before they left; on the day of a move the
fish belong to the container in which they arrive.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from django.db.models import Avg, Count, F, QuerySet, Sum
from django.db.models.functions import TruncDate

from apps.batch.models import (
    BatchContainerAssignment,
    GrowthSample,
    MortalityEvent,
    TransferAction,
)
from apps.environmental.models import EnvironmentalReading
from apps.explorer.buckets import TimeBucket
from apps.explorer.figures.history import days_of_the_books
from apps.explorer.figures.lice import counts_of_females
from apps.health.models import Treatment
from apps.infrastructure.models import Sensor
from apps.inventory.models import FeedingEvent
from scripts.data_generation.array_types import Floats, Integers

WATER = {"temperature_c": Sensor.SensorType.TEMPERATURE, "oxygen_mg_l": Sensor.SensorType.OXYGEN}
CAUSES = tuple(MortalityEvent.Cause.values)


@dataclass(frozen=True)
class Stays:
    """Some stays, and where their days lie in the columns: n stays, `rows` days in all."""

    found: Sequence[BatchContainerAssignment]
    first: Integers  # (n,) ordinals of days
    days: Integers  # (n,)
    start: Integers  # (n,) the row of the first day

    @property
    def rows(self) -> int:
        """Days of all stays."""
        return int(self.days.sum())

    @property
    def keys(self) -> list[int]:
        """Of the assignments."""
        return [stay.pk for stay in self.found]

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day of any of them."""
        last = int((self.first + self.days).max()) - 1
        return date.fromordinal(int(self.first.min())), date.fromordinal(last)

    def place(self, stay: int, day: date) -> int | None:
        """The row of a stay's day; None outside of the stay."""
        since = day.toordinal() - int(self.first[stay])
        return int(self.start[stay]) + since if 0 <= since < self.days[stay] else None


@dataclass(frozen=True)
class CageDays:
    """Columns of one row a stay and day, (rows,); of deaths one column a cause."""

    day: list[date]
    stays: list[BatchContainerAssignment]
    fish: Integers  # at the day's end
    deaths: Integers  # (rows, causes)
    feed_kg: Floats
    weighed_g: Floats  # NaN where nobody weighed
    lice: Floats  # adult females a fish; NaN where nobody counted
    treatments: Integers
    water: dict[str, Floats]  # NaN where nobody measured

    @property
    def site(self) -> list[str]:
        """The station or sea area of each row."""
        return [_site(stay).name for stay in self.stays]

    @property
    def country(self) -> list[str]:
        """The country of each row."""
        return [_site(stay).geography.name for stay in self.stays]

    def table(self) -> pa.Table:
        """The columns as they stand in files; what nobody measured is null."""
        deaths = {f"deaths_{cause.lower()}": self.deaths[:, n] for n, cause in enumerate(CAUSES)}
        return pa.table(
            {
                "day": pa.array(self.day, pa.date32()),
                "container": [stay.container.name for stay in self.stays],
                "container_id": [stay.container_id for stay in self.stays],
                "assignment_id": [stay.pk for stay in self.stays],
                "batch": [stay.batch.batch_number for stay in self.stays],
                "stage": [stay.lifecycle_stage.name for stay in self.stays],
                "site": self.site,
                "country": self.country,
                "fish": self.fish,
                "deaths": self.deaths.sum(axis=1),
                **deaths,
                "feed_kg": self.feed_kg,
                "weighed_g": pa.array(self.weighed_g, from_pandas=True),
                **{name: pa.array(of, from_pandas=True) for name, of in self.water.items()},
                "lice": pa.array(self.lice, from_pandas=True),
                "treatments": self.treatments,
            }
        )


def cage_days(keys: Sequence[int]) -> CageDays:
    """The days of the assignments with these keys, at least one of which has lasted a day."""
    stays = _stays(keys)
    deaths = np.stack([_deaths(stays, cause) for cause in CAUSES], axis=1)
    by_stay = np.repeat(np.arange(len(stays.found)), stays.days)
    ordinals = np.arange(stays.rows) - stays.start[by_stay] + stays.first[by_stay]
    return CageDays(
        day=[date.fromordinal(day) for day in ordinals.tolist()],
        stays=[stays.found[n] for n in by_stay.tolist()],
        fish=_fish(stays, deaths.sum(axis=1)),
        deaths=deaths,
        feed_kg=_summed(stays, _feed, 0.0),
        weighed_g=_summed(stays, _weights, np.nan),
        lice=_summed(stays, _lice, np.nan),
        treatments=_summed(stays, _treatments, 0.0).astype(np.int64),
        water={name: _water(stays, kind) for name, kind in WATER.items()},
    )


def _stays(keys: Sequence[int]) -> Stays:
    last_day = days_of_the_books().last
    found = list(
        BatchContainerAssignment.objects.filter(pk__in=keys)
        .select_related(
            "batch",
            "lifecycle_stage",
            "container__area__geography",
            "container__hall__freshwater_station__geography",
        )
        .order_by("assignment_date", "pk")
    )
    first = np.array([stay.assignment_date.toordinal() for stay in found], dtype=np.int64)
    ends = np.array(
        [
            stay.departure_date.toordinal() if stay.departure_date else last_day.toordinal() + 1
            for stay in found
        ],
        dtype=np.int64,
    )
    days = np.maximum(ends - first, 0)
    return Stays(found, first, days, np.cumsum(days) - days)


def _fish(stays: Stays, dead: Integers) -> Integers:
    """Fish at the end of each day: those of the last day, and back through all that left or came.

    The register holds the fish there now, or those that left on the day the stay was closed.
    """
    gone = dead.astype(np.int64)
    last_deaths = np.zeros(len(stays.found), dtype=np.int64)
    place = {key: n for n, key in enumerate(stays.keys)}
    events = MortalityEvent.objects.filter(assignment__in=stays.keys)
    for key, day, count in _by_day(events, "event_date", "assignment", Sum("count")):
        if stays.place(place[key], day) is None:
            last_deaths[place[key]] += count
    moved = F("transferred_count") + F("mortality_during_transfer")
    done = TransferAction.objects.filter(actual_execution_date__isnull=False)
    out = done.filter(source_assignment__in=stays.keys)
    for key, day, count in _by_day(out, "actual_execution_date", "source_assignment", Sum(moved)):
        row = stays.place(place[key], day)
        if row is not None:
            gone[row] += count
    came = done.filter(dest_assignment__in=stays.keys)
    count_in = Sum("transferred_count")
    for key, day, count in _by_day(came, "actual_execution_date", "dest_assignment", count_in):
        row = stays.place(place[key], day)
        if row is not None:
            gone[row] -= count
    fish = np.zeros(stays.rows, dtype=np.int64)
    for n, stay in enumerate(stays.found):
        rows = slice(stays.start[n], stays.start[n] + stays.days[n])
        later = gone[rows][::-1].cumsum()[::-1] - gone[rows]
        fish[rows] = stay.population_count + last_deaths[n] + later
    return fish


def _by_day(
    rows: "QuerySet[Any, Any]", day: str, stay: str, value: Any
) -> Iterable[tuple[int, date, Any]]:
    """(assignment, day, value) of rows with a column of days."""
    found: Iterable[tuple[int, date, Any]] = (
        rows.order_by().values_list(stay, day).annotate(value=value)
    )
    return found


def _deaths(stays: Stays, cause: str) -> Integers:
    rows = MortalityEvent.objects.filter(assignment__in=stays.keys, cause=cause)
    found = _by_day(rows, "event_date", "assignment", Sum("count"))
    return _laid(stays, found, 0.0).astype(np.int64)


Asked = Callable[[Stays], Iterable[tuple[int, date, Any]]]


def _summed(stays: Stays, asked: Asked, empty: float) -> Floats:
    return _laid(stays, asked(stays), empty)


def _laid(stays: Stays, found: Iterable[tuple[int, date, Any]], empty: float) -> Floats:
    """(assignment, day, value) in the rows of their days; `empty` where there is none."""
    place = {key: n for n, key in enumerate(stays.keys)}
    column = np.full(stays.rows, empty)
    for key, day, value in found:
        row = stays.place(place[key], day)
        if row is not None and value is not None:
            column[row] = float(value)
    return column


def _feed(stays: Stays) -> Iterable[tuple[int, date, Any]]:
    first, last = stays.span
    rows = FeedingEvent.objects.filter(
        batch__in={stay.batch_id for stay in stays.found},
        batch_assignment__in=stays.keys,
        feeding_date__range=(first, last),
    )
    return _by_day(rows, "feeding_date", "batch_assignment", Sum("amount_kg"))


def _weights(stays: Stays) -> Iterable[tuple[int, date, Any]]:
    rows = GrowthSample.objects.filter(assignment__in=stays.keys, sample_size__gt=0)
    return _by_day(rows, "sample_date", "assignment", Avg("avg_weight_g"))


def _lice(stays: Stays) -> Iterable[tuple[int, date, Any]]:
    rows = (
        counts_of_females()
        .filter(assignment__in=stays.keys, fish_sampled__gt=0)
        .order_by()
        .values("assignment", day=TruncDate("count_date"))
        .annotate(lice=Sum("adult_female_count"), fish=Sum("fish_sampled"))
    )
    return [(row["assignment"], row["day"], row["lice"] / row["fish"]) for row in rows]


def _treatments(stays: Stays) -> Iterable[tuple[int, date, Any]]:
    rows = Treatment.objects.filter(batch_assignment__in=stays.keys).order_by()
    return rows.values_list("batch_assignment", TruncDate("treatment_date")).annotate(n=Count("pk"))


def _water(stays: Stays, kind: str) -> Floats:
    """Daily means of the containers' sensors of one kind."""
    first, last = stays.span
    inhabited: dict[int, list[int]] = {}
    for n, stay in enumerate(stays.found):
        inhabited.setdefault(stay.container_id, []).append(n)
    sensors = dict(
        Sensor.objects.filter(container__in=inhabited, sensor_type=kind).values_list(
            "pk", "container"
        )
    )
    rows = (
        EnvironmentalReading.objects.filter(
            sensor__in=list(sensors),
            reading_time__gte=datetime.combine(first, time(), UTC),
            reading_time__lt=datetime.combine(last + timedelta(days=1), time(), UTC),
        )
        .order_by()
        .values("sensor", moment=TimeBucket("reading_time", timedelta(days=1)))
        .annotate(mean=Avg("value"))
        .values_list("sensor", "moment", "mean")
    )
    column = np.full(stays.rows, np.nan)
    for sensor, moment, mean in rows.iterator():
        for n in inhabited[sensors[sensor]]:
            row = stays.place(n, moment.date())
            if row is not None:
                column[row] = float(mean)
    return column


def _site(stay: BatchContainerAssignment) -> Any:
    return stay.container.area or stay.container.hall.freshwater_station  # type: ignore[union-attr]
