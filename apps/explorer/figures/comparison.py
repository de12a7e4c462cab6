"""Several batches side by side by their age, or several sea areas by the calendar."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from django.db.models import F, Sum
from django.db.models.functions import TruncMonth, TruncWeek

from apps.batch.models import Batch, GrowthSample, MortalityEvent
from apps.explorer.charts import Chart, Level, Series
from apps.explorer.figures.cards import Fact, card
from apps.explorer.figures.lice import LIMIT, counts_of_females
from apps.explorer.links import link_to
from apps.explorer.listings import Listing
from apps.explorer.palette import nth
from apps.explorer.periods import Days, drawn
from apps.harvest.models import HarvestLot
from apps.infrastructure.models import Area
from apps.inventory.models import BatchFeedingSummary, ContainerFeedingSummary

# As many as the palette tells apart with ease.
MOST = 6
AGE = "age [days]"
KG_A_TONNE = 1000.0
# Longer than between two months, so that monthly figures are a line.
LONGEST_SILENCE = timedelta(days=35)


def cards(batches: Sequence[Batch], last_day: date) -> Listing:
    """The figures of each batch, one column a batch."""
    columns = [{_named(fact): fact.value for fact in card(one, last_day)} for one in batches]
    names = dict.fromkeys(name for column in columns for name in column)
    rows = [[name, *(column.get(name) for column in columns)] for name in names]
    return Listing(("figure", *(one.batch_number for one in batches)), rows, "side-by-side")


def _named(fact: Fact) -> str:
    return f"{fact.name} [{fact.unit}]" if fact.unit else fact.name


def of_batches(batches: Sequence[Batch]) -> list[Chart]:
    """Weight, dead fish and feed conversion by age."""
    return [
        _by_age(
            "weights",
            "Weight",
            "Mean weight of all fish weighed in a week.",
            "weight [g]",
            batches,
            _weights,
        ),
        _by_age(
            "losses",
            "Losses",
            "Dead fish so far, of all fish that the batch ever had.",
            "dead so far [%]",
            batches,
            _losses,
        ),
        _by_age(
            "fcr", "Feed conversion", "Feed over growth of each week.", "FCR", batches, _conversion
        ),
    ]


def _by_age(
    key: str, title: str, says: str, y_name: str, batches: Sequence[Batch], asked: Any
) -> Chart:
    series = [
        Series(
            one.batch_number,
            [((day - one.start_date).days, value) for day, value in asked(one)],
            colour=nth(place),
        )
        for place, one in enumerate(batches)
    ]
    return Chart(
        key=key,
        title=title,
        says=says,
        x="value",
        x_name=AGE,
        series=[one for one in series if one.points],
        y_names=(y_name,),
    )


def _weights(one: Batch) -> list[tuple[date, float]]:
    rows = (
        GrowthSample.objects.filter(assignment__batch=one, sample_size__gt=0)
        .values(week=TruncWeek("sample_date"))
        .annotate(grams=Sum(F("avg_weight_g") * F("sample_size")) / Sum("sample_size"))
        .order_by("week")
    )
    return [(row["week"], round(float(row["grams"]), 2)) for row in rows]


def _losses(one: Batch) -> list[tuple[date, float]]:
    weeks = list(
        MortalityEvent.objects.filter(batch=one)
        .values(week=TruncWeek("event_date"))
        .annotate(fish=Sum("count"))
        .order_by("week")
    )
    dead = sum(week["fish"] for week in weeks)
    ended = HarvestLot.objects.filter(event__batch=one).aggregate(n=Sum("unit_count"))["n"] or 0
    alive = one.assignments.filter(is_active=True).aggregate(n=Sum("population_count"))["n"] or 0
    ever = dead + ended + alive
    so_far = accumulate(week["fish"] for week in weeks)
    return [
        (max(week["week"], one.start_date), round(100.0 * lost / ever, 2))
        for week, lost in zip(weeks, so_far, strict=True)
    ]


def _conversion(one: Batch) -> list[tuple[date, float]]:
    rows = BatchFeedingSummary.objects.filter(batch=one, fcr__isnull=False).order_by("period_start")
    return [(row.period_start, float(row.fcr or 0)) for row in rows]


def of_areas(areas: Sequence[Area], days: Days) -> list[Chart]:
    """Biomass, lice and dead fish of sea areas over the days."""
    asked = (
        ("biomass", "Biomass", "Biomass at the end of each week.", "biomass [t]", _biomass, ()),
        (
            "lice",
            "Sea lice",
            "Adult female lice a fish, mean of the fish counted in a week.",
            "lice a fish",
            _lice,
            (Level(f"limit {LIMIT}", LIMIT),),
        ),
        ("dead", "Dead fish", "Dead fish of each month.", "fish a month", _dead, ()),
    )
    return [
        Chart(
            key=f"areas-{key}",
            title=title,
            says=says,
            series=[
                Series(one.name, points, colour=nth(place))
                for place, one in enumerate(areas)
                if (points := broken(course(one, days)))
            ],
            y_names=(y_name,),
            levels=levels,
            days=drawn(days),
        )
        for key, title, says, y_name, course, levels in asked
    ]


def broken(points: Sequence[tuple[date, float]]) -> list[tuple[date, float | None]]:
    """The points with a gap where nothing was written for long, as while an area lay fallow."""
    found: list[tuple[date, float | None]] = []
    for day, value in points:
        if found and day - found[-1][0] > LONGEST_SILENCE:
            found.append((found[-1][0] + timedelta(days=7), None))
        found.append((day, value))
    return found


def _biomass(one: Area, days: Days) -> list[tuple[date, float]]:
    rows = (
        ContainerFeedingSummary.objects.filter(
            container_assignment__container__area=one,
            period_end__range=(days.first, days.last),
        )
        .values(week=TruncWeek("period_end"))
        .annotate(kg=Sum("ending_biomass_kg"))
        .order_by("week")
    )
    return [(row["week"], round(float(row["kg"] or 0) / KG_A_TONNE, 2)) for row in rows]


def _lice(one: Area, days: Days) -> list[tuple[date, float]]:
    rows = (
        counts_of_females()
        .filter(container__area=one, count_date__date__range=(days.first, days.last))
        .values(week=TruncWeek("count_date"))
        .annotate(lice=Sum("adult_female_count"), fish=Sum("fish_sampled"))
        .filter(fish__gt=0)
        .order_by("week")
    )
    return [(row["week"].date(), round(row["lice"] / row["fish"], 3)) for row in rows]


def _dead(one: Area, days: Days) -> list[tuple[date, int]]:
    rows = (
        MortalityEvent.objects.filter(
            assignment__container__area=one, event_date__range=(days.first, days.last)
        )
        .values(month=TruncMonth("event_date"))
        .annotate(fish=Sum("count"))
        .order_by("month")
    )
    return [(row["month"], row["fish"]) for row in rows]


def names(things: Sequence[Any]) -> list[Any]:
    """The things compared, as links to their pages."""
    return [link_to(one) for one in things]
