"""The company as a whole: what lives today, biomass and harvest over the years."""

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.db.models.functions import ExtractYear, TruncMonth, TruncWeek

from apps.batch.models import Batch, BatchContainerAssignment
from apps.explorer.charts import Chart, Series
from apps.explorer.periods import Days, drawn
from apps.harvest.models import HarvestLot
from apps.infrastructure.models import Area, Container, FreshwaterStation
from apps.inventory.models import BatchFeedingSummary

KG_A_TONNE = 1000.0


@dataclass(frozen=True)
class Today:
    """The company on the last evening of its books."""

    stations: int
    areas: int
    containers: int
    occupied: int
    batches: int
    fish: int
    biomass_t: float


def today() -> Today:
    """What lives now."""
    living = BatchContainerAssignment.objects.filter(is_active=True).aggregate(
        fish=Sum("population_count"),
        biomass=Sum("biomass_kg"),
        occupied=Count("container", distinct=True),
        batches=Count("batch", distinct=True),
    )
    return Today(
        stations=FreshwaterStation.objects.count(),
        areas=Area.objects.count(),
        containers=Container.objects.count(),
        occupied=living["occupied"],
        batches=living["batches"],
        fish=living["fish"] or 0,
        biomass_t=float(living["biomass"] or 0) / KG_A_TONNE,
    )


def biomass(days: Days) -> Chart:
    """Mean biomass of each week, of all the company's fish."""
    weeks = (
        BatchFeedingSummary.objects.filter(period_end__gte=days.first, period_start__lte=days.last)
        # A batch's first week begins with the batch, all others on a Monday.
        .values(week=TruncWeek("period_start"))
        .annotate(kg=Sum("average_biomass_kg"), batches=Count("batch", distinct=True))
        .order_by("week")
    )
    points = [(w["week"], float(w["kg"] or 0) / KG_A_TONNE) for w in weeks]
    batches = [(w["week"], w["batches"]) for w in weeks]
    return Chart(
        key="biomass",
        title="Biomass and batches",
        says="Mean biomass of all fish that were fed, and the number of batches fed, by week.",
        series=(
            Series("biomass", points, "area"),
            Series("batches", batches, "step", axis=1),
        ),
        y_names=("biomass [t]", "batches"),
        days=drawn(days),
    )


def harvest(days: Days) -> Chart:
    """Whole fish harvested in each year of these days."""
    years = (
        HarvestLot.objects.filter(event__event_date__date__range=(days.first, days.last))
        .values(year=ExtractYear("event__event_date"))
        .annotate(kg=Sum("live_weight_kg"), fish=Sum("unit_count"))
        .order_by("year")
    )
    tonnes = [(str(y["year"]), float(y["kg"]) / KG_A_TONNE) for y in years]
    means = [(str(y["year"]), float(y["kg"]) / y["fish"]) for y in years if y["fish"]]
    return Chart(
        key="harvest",
        title="Harvest by calendar year",
        says="Live weight of all harvested fish, and their mean weight.",
        x="category",
        categories=[year for year, _ in tonnes],
        heading="year",
        series=(
            Series("harvested", tonnes, "bar"),
            Series("mean weight", means, "line", axis=1),
        ),
        y_names=("live weight [t]", "mean weight [kg]"),
    )


def starts(days: Days) -> Chart:
    """Batches begun in each month of these days."""
    months = (
        Batch.objects.filter(start_date__range=(days.first, days.last))
        .values(month=TruncMonth("start_date"))
        .annotate(n=Count("pk"))
        .order_by("month")
    )
    return Chart(
        key="starts",
        title="Batches begun",
        says="Batches of eyed eggs received, by month.",
        series=(Series("begun", [(m["month"], m["n"]) for m in months], "bar"),),
        y_names=("batches",),
        days=drawn(days),
    )
