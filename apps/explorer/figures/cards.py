"""A batch as a farmer judges it: fish, survival, weight beside plan, growth, feed and health."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db.models import QuerySet, Sum

from apps.batch.models import Batch, BatchContainerAssignment, GrowthSample, MortalityEvent
from apps.explorer.figures.batches import expected
from apps.explorer.figures.lice import counts_of_females
from apps.explorer.figures.places.water import means, temperature_sensors
from apps.explorer.periods import Days, before
from apps.harvest.models import HarvestLot
from apps.inventory.models import BatchFeedingSummary

WEEK = timedelta(days=6)
FEED_WEEKS = timedelta(days=27)
FORTNIGHT = timedelta(days=13)
G_A_KG = 1000.0


@dataclass(frozen=True)
class Fact:
    """One figure of a card: None where the books do not tell it."""

    name: str
    value: float | None
    unit: str
    of: str  # from what, and when


def card(one: Batch, last_day: date) -> list[Fact]:
    """The figures of a batch on the books' last day; of one that has ended, on its own."""
    day = min(one.actual_end_date or last_day, last_day)
    now = _now(one)
    density = _ratio(now["kg"], now["volume"])
    there = [
        Fact("fish", now["fish"], "", f"alive on {_short(day)}"),
        Fact("density", density, "kg/m³", "biomass over volume lived in"),
    ]
    return [
        *(there if now["fish"] else [_harvest(one)]),
        _survival(one, now["fish"] or 0),
        *_weight(one, now, day),
        *(_growth(one, day) if now["fish"] else []),
        _fcr(one, day),
        _deaths(one, now["fish"], day),
        _lice(one, day),
    ]


def _now(one: Batch) -> dict[str, float | None]:
    living = BatchContainerAssignment.objects.filter(batch=one, is_active=True)
    found = living.aggregate(
        fish=Sum("population_count"), kg=Sum("biomass_kg"), volume=Sum("container__volume_m3")
    )
    return {name: None if value is None else float(value) for name, value in found.items()}


def _harvest(one: Batch) -> Fact:
    found = HarvestLot.objects.filter(event__batch=one).aggregate(n=Sum("unit_count"))
    return Fact("fish harvested", found["n"], "", "none of it lives now")


def _survival(one: Batch, alive: float) -> Fact:
    harvested = HarvestLot.objects.filter(event__batch=one).aggregate(n=Sum("unit_count"))["n"] or 0
    dead = MortalityEvent.objects.filter(batch=one).aggregate(n=Sum("count"))["n"] or 0
    left = alive + harvested
    share = 100.0 * left / (left + dead) if left + dead else None
    return Fact("survival", share, "%", "alive or harvested, of all fish that it ever had")


def _weight(one: Batch, now: dict[str, float | None], day: date) -> list[Fact]:
    if now["fish"]:
        mean, of = _ratio(now["kg"], now["fish"], G_A_KG), "biomass over fish"
    else:
        found = HarvestLot.objects.filter(event__batch=one).aggregate(
            kg=Sum("live_weight_kg"), n=Sum("unit_count")
        )
        mean, of = _ratio(found["kg"], found["n"], G_A_KG), "of the fish harvested"
    plan = expected(one)
    days = [when.toordinal() for when, _ in plan]
    planned = (
        float(np.interp(day.toordinal(), days, [grams for _, grams in plan])) if plan else None
    )
    return [
        Fact("mean weight", mean, "g", of),
        Fact("planned weight", planned, "g", "what the books expect on this day"),
    ]


def _growth(one: Batch, day: date) -> list[Fact]:
    """SGR and TGC between the weighings of two weeks and those of the two weeks before.

    Each day other containers are weighed: only many of them tell of the batch.
    """
    rows = GrowthSample.objects.filter(
        assignment__batch=one, sample_size__gt=0, sample_date__lte=day
    )
    newest = rows.order_by("-sample_date").values_list("sample_date", flat=True).first()
    if newest:
        later, earlier = (
            _weighed(rows, Days(before(last, FORTNIGHT), last))
            for last in (newest, before(newest, FORTNIGHT + timedelta(days=1)))
        )
        if later and earlier:
            return _rates(one, earlier, later)
    nothing = "not weighed twice"
    return [Fact("SGR", None, "% a day", nothing), Fact("TGC x1000", None, "", nothing)]


def _weighed(rows: "QuerySet[GrowthSample]", days: Days) -> tuple[date, float] | None:
    """Mean day and mean weight [g] of all fish weighed on these days."""
    found = [
        (day, size, float(grams))
        for day, size, grams in rows.filter(sample_date__range=(days.first, days.last)).values_list(
            "sample_date", "sample_size", "avg_weight_g"
        )
    ]
    if not found:
        return None
    fish = sum(size for _, size, _ in found)
    middle = sum(day.toordinal() * size for day, size, _ in found) / fish
    return date.fromordinal(round(middle)), sum(size * grams for _, size, grams in found) / fish


def _rates(one: Batch, earlier: tuple[date, float], later: tuple[date, float]) -> list[Fact]:
    (begun, first), (ended, last) = earlier, later
    days = (ended - begun).days
    of = f"{_short(begun)} to {_short(ended)}"
    warmth = _degree_days(one, Days(begun, ended))
    sgr = 100.0 * float(np.log(last / first)) / days if days and first > 0 and last > 0 else None
    tgc = 1000.0 * float(np.cbrt(last) - np.cbrt(first)) / warmth if warmth else None
    return [Fact("SGR", sgr, "% a day", of), Fact("TGC x1000", tgc, "", of)]


def _degree_days(one: Batch, days: Days) -> float | None:
    """Day-degrees of the container that held most of the batch's fish on these days."""
    stay = (
        BatchContainerAssignment.objects.filter(batch=one, assignment_date__lte=days.last)
        .exclude(departure_date__lt=days.first)
        .order_by("-population_count")
        .first()
    )
    if stay is None:
        return None
    parameter, sensors = temperature_sensors(stay.container_id)
    if parameter is None:
        return None
    points = means(parameter, sensors, days, timedelta(days=1))
    found = [mean for _, mean in points if mean is not None]
    return float(np.mean(found)) * (days.last - days.first).days if found else None


def _fcr(one: Batch, day: date) -> Fact:
    found = BatchFeedingSummary.objects.filter(
        batch=one, period_end__gt=before(day, FEED_WEEKS), period_start__lte=day
    ).aggregate(feed=Sum("total_feed_kg"), growth=Sum("total_growth_kg"))
    growth = found["growth"]
    value = _ratio(found["feed"], growth) if growth and growth > 0 else None
    return Fact("FCR", value, "", "feed over growth of four weeks")


def _deaths(one: Batch, alive: float | None, day: date) -> Fact:
    first = before(day, WEEK)
    events = MortalityEvent.objects.filter(batch=one, event_date__range=(first, day))
    dead = events.aggregate(n=Sum("count"))["n"] or 0
    share = f", {100.0 * dead / (alive + dead):.2g} % of the fish" if alive else ""
    return Fact("deaths of the week", dead, "", f"{_short(first)} to {_short(day)}{share}")


def _lice(one: Batch, day: date) -> Fact:
    counts = counts_of_females().filter(batch=one, count_date__date__lte=day)
    last = counts.order_by("-count_date").values_list("count_date", flat=True).first()
    if last is None:
        return Fact("lice a fish", None, "", "never counted")
    found = counts.filter(count_date__date__gt=before(last.date(), WEEK)).aggregate(
        lice=Sum("adult_female_count"), fish=Sum("fish_sampled")
    )
    return Fact(
        "lice a fish",
        _ratio(found["lice"], found["fish"]),
        "",
        f"adult females, {_short(last.date())}",
    )


def _short(day: date) -> str:
    return f"{day.day}\N{NO-BREAK SPACE}{day:%b}\N{NO-BREAK SPACE}{day.year}"


def _ratio(part: Any, whole: Any, times: float = 1.0) -> float | None:
    return times * float(part) / float(whole) if part is not None and whole else None
