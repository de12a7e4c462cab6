"""A container: who lived in it, how they grew and died, what they ate, and its sensors."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.batch.models import BatchContainerAssignment, GrowthSample, MortalityEvent
from apps.explorer.charts import Bar, Chart, Gantt, Level, Series
from apps.explorer.figures.deaths import deaths_by_cause
from apps.explorer.figures.lice import LIMIT, a_day, counts_of_females
from apps.explorer.figures.places.inhabited import Water
from apps.explorer.links import link_to
from apps.explorer.listings import Link, Listing
from apps.explorer.palette import stage_colour
from apps.explorer.periods import Days, drawn
from apps.health.models import Treatment
from apps.infrastructure.models import Container, Sensor
from apps.inventory.models import ContainerFeedingSummary, FeedingEvent

SENSOR_COLUMNS = ("sensor", "measures", "serial number", "installed", "calibrated", "in use")
TREATMENT_COLUMNS = ("day", "batch", "kind", "what", "outcome")
MEAL_COLUMNS = ("time", "batch", "feed", "amount [kg]", "trace")
NEWEST = 100


def container(pk: int) -> Container:
    """One container; Http404 when there is none of this key."""
    return get_object_or_404(
        Container.objects.select_related(
            "container_type", "hall__freshwater_station__geography", "area__geography"
        ),
        pk=pk,
    )


def _stays(one: Container, days: Days) -> "QuerySet[BatchContainerAssignment]":
    return (
        BatchContainerAssignment.objects.filter(container=one, assignment_date__lte=days.last)
        .filter(Q(departure_date__isnull=True) | Q(departure_date__gte=days.first))
        .select_related("batch", "lifecycle_stage")
        .order_by("assignment_date")
    )


def inhabitants(one: Container, days: Days) -> Gantt:
    """The batches that lived in it on these days, each in a row."""
    found = list(_stays(one, days))
    pages = {
        stay.batch.batch_number: reverse("explorer:batch", args=[stay.batch_id]) for stay in found
    }
    return Gantt(
        key="inhabitants",
        title="Who lived here",
        says="The batches that lived in this container, coloured by stage.",
        rows=list(pages),
        days=drawn(days),
        links=pages,
        bars=[
            Bar(
                stay.batch.batch_number,
                max(stay.assignment_date, days.first),
                min(stay.departure_date or days.last, days.last),
                f"{stay.batch.batch_number}, {stay.lifecycle_stage.name}",
                stage_colour(stay.lifecycle_stage.order),
                pages[stay.batch.batch_number],
                stay.lifecycle_stage.name,
            )
            for stay in found
        ],
    )


def weights(one: Container, days: Days) -> Chart:
    """Mean weight of the fish that were weighed."""
    rows = GrowthSample.objects.filter(
        assignment__container=one, sample_date__range=(days.first, days.last)
    ).order_by("sample_date")
    return Chart(
        key="weights",
        title="Weight",
        says="Mean weight of the fish weighed in this container.",
        series=(
            Series(
                "weighed", [(s.sample_date, s.avg_weight_g) for s in rows], "points", colour="c1"
            ),
        ),
        y_names=("weight [g]",),
        days=drawn(days),
    )


def feeding(one: Container, days: Days) -> Chart:
    """Feed of each week and how well it was used."""
    weeks = list(
        ContainerFeedingSummary.objects.filter(
            container_assignment__container=one,
            period_start__range=(days.first, days.last),
        ).order_by("period_start")
    )
    return Chart(
        key="feeding",
        title="Feed and FCR",
        says="Feed given in each week, and feed eaten for each kilogram of growth.",
        series=(
            Series("feed", [(w.period_start, w.total_feed_kg) for w in weeks], "bar", colour="c5"),
            Series("FCR", [(w.period_start, w.fcr) for w in weeks], "line", axis=1, colour="c1"),
        )
        if weeks
        else (),
        y_names=("feed [kg a week]", "FCR"),
        days=drawn(days),
    )


def deaths(one: Container, days: Days) -> Chart:
    """Dead fish of each week, by cause."""
    events = MortalityEvent.objects.filter(
        assignment__in=_stays(one, days).values("pk"), event_date__range=(days.first, days.last)
    )
    return deaths_by_cause(events, days)


def lice(one: Container, days: Days) -> Chart:
    """Adult female lice a fish at each count."""
    between = (days.first, days.last)
    points = a_day(counts_of_females().filter(container=one, count_date__date__range=between))
    return Chart(
        key="lice",
        title="Sea lice",
        says="Adult female lice a fish, mean of the fish counted in this container.",
        series=(Series("adult female lice", points, colour="c4"),) if points else (),
        y_names=("lice a fish",),
        levels=(Level(f"limit {LIMIT}", LIMIT),),
        days=drawn(days),
    )


def its_water(one: Container) -> list[Water]:
    """The container as a body of water of its own."""
    return [Water(one.name, (one.pk,), all_of_them=True)]


def sensors(one: Container) -> Listing:
    """What is installed in it; each sensor leads to its page."""
    return Listing(
        SENSOR_COLUMNS,
        [
            [
                link_to(sensor),
                sensor.get_sensor_type_display(),
                sensor.serial_number,
                f"{sensor.installation_date or ''}",
                f"{sensor.last_calibration_date or ''}",
                "yes" if sensor.active else "no",
            ]
            for sensor in Sensor.objects.filter(container=one).order_by("sensor_type", "name")
        ],
        "sensors",
    )


def treatments(one: Container) -> Listing:
    """The newest treatments of fish in it."""
    rows = Treatment.objects.filter(container=one).select_related("batch")
    return Listing(
        TREATMENT_COLUMNS,
        [
            [
                f"{t.treatment_date:%Y-%m-%d}",
                link_to(t.batch) if t.batch else Link(""),
                t.get_treatment_type_display(),
                t.description,
                t.get_outcome_display(),
            ]
            for t in rows.order_by("-treatment_date")[:NEWEST]
        ],
        "treatments",
    )


def meals(one: Container, days: Days) -> Listing:
    """The meals of the last of these days on which its fish were fed."""
    stay = _stays(one, days).last()
    if stay is None:
        return Listing(MEAL_COLUMNS, key="meals")
    last = min(stay.departure_date or days.last, days.last)
    rows = FeedingEvent.objects.filter(batch=stay.batch_id, container=one, feeding_date__lte=last)
    day = rows.order_by("-feeding_date").values_list("feeding_date", flat=True).first()
    if day is None:
        return Listing(MEAL_COLUMNS, key="meals")
    return Listing(
        MEAL_COLUMNS,
        [
            [
                f"{meal.feeding_date} {meal.feeding_time:%H:%M}",
                link_to(meal.batch),
                meal.feed.name,
                meal.amount_kg,
                Link("back to its purchase", reverse("explorer:meal", args=[meal.pk])),
            ]
            for meal in rows.filter(feeding_date=day)
            .select_related("batch", "feed")
            .order_by("feeding_time")
        ],
        "meals",
    )
