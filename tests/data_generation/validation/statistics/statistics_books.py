"""Books for the statistics: a company of ten years, and what is made over in them by hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db.models import F, QuerySet

from apps.batch.models import Batch, BatchContainerAssignment, LifecycleStage, MortalityEvent
from apps.environmental.models import EnvironmentalReading
from apps.health.models import MortalityReason, MortalityRecord
from apps.infrastructure.models import Container
from tests.data_generation.companies import END, START

# Containers of ci scale, but the sites of dev scale, on three coasts; a reading a day.
COMPANY = """
[scale]
faroe_stations = 2
scotland_stations = 2
faroe_areas = 2
scotland_areas = 2
active_batches = [5, 5, 5, 5]
readings_per_day = 1
"""
PREPARED: dict[str, Callable[[], None]] = {}
AT_SEA = {"container__area__isnull": False}


def prepares(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Marks what makes books of a few batches enough, and good, for the check of this name."""

    def marked(prepare: Callable[[], None]) -> Callable[[], None]:
        PREPARED[name] = prepare
        return prepare

    return marked


def generate_company(folder: Path) -> None:
    parameters = folder / "statistics.toml"
    parameters.write_text(COMPANY, "utf-8")
    options = ["--scale", "ci", "--start-date", START, "--end-date", END, "--chunk-days", "365"]
    call_command("generate_data", *options, "--parameters", str(parameters), stdout=StringIO())


def at_sea() -> list[BatchContainerAssignment]:
    return list(BatchContainerAssignment.objects.filter(**AT_SEA).order_by("id"))


def water(kind: str, *, sea: bool) -> QuerySet[EnvironmentalReading]:
    """Readings of one kind of sensor, in the sea or in tanks."""
    place = "sensor__container__area__isnull"
    return EnvironmentalReading.objects.filter(sensor__sensor_type=kind, **{place: not sea})


def warmer(degrees: float, *, sea: bool) -> None:
    water("TEMPERATURE", sea=sea).update(value=F("value") + degrees)


def die_steadily(geography: str, percent: float) -> None:
    """Fish of a country's cages die at one rate a year, whatever they died of before."""
    stays = BatchContainerAssignment.objects.filter(container__area__geography__name=geography)
    MortalityEvent.objects.filter(assignment__in=stays).delete()
    deaths = []
    for stay in stays:
        last = stay.departure_date or date.fromisoformat(END)
        alive = float(stay.initial_population_count)
        for week in range(max(0, (last - stay.assignment_date).days // 7)):
            dead = round(alive * (1 - (1 - percent / 100) ** (7 / 365.25)))
            alive -= dead
            day = stay.assignment_date + timedelta(days=7 * week + 3)
            deaths.append(
                MortalityEvent(
                    batch_id=stay.batch_id,
                    assignment=stay,
                    event_date=day,
                    count=dead,
                    biomass_kg=0,
                    cause="UNKNOWN",
                )
            )
    MortalityEvent.objects.bulk_create(deaths)


def more_batches(months: list[int], days: int = 90) -> list[BatchContainerAssignment]:
    """Batches that start in these calendar months and stay in one tray each."""
    like = BatchContainerAssignment.objects.filter(lifecycle_stage__order=1).order_by("id")[0]
    stage = LifecycleStage.objects.get(order=1)
    there = Batch.objects.count()
    batches = Batch.objects.bulk_create(
        Batch(
            batch_number=f"MORE{number}",
            species=like.batch.species,
            lifecycle_stage=stage,
            start_date=date(1980 + number // 100, month, 1 + number % 28),
        )
        for number, month in enumerate(months, start=there)
    )
    return BatchContainerAssignment.objects.bulk_create(
        BatchContainerAssignment(
            batch=batch,
            container=like.container,
            lifecycle_stage=stage,
            biomass_kg=1,
            initial_population_count=1000,
            population_count=1000,
            is_active=False,
            assignment_date=batch.start_date,
            departure_date=batch.start_date + timedelta(days=days),
        )
        for batch in batches
    )


def strike(batch: Batch, container: Container, disease: str, month: int, year: int = 1980) -> None:
    """One fish of a batch dies of a disease."""
    reason, _ = MortalityReason.objects.get_or_create(
        name=disease, parent=MortalityReason.objects.get(name="Infectious")
    )
    MortalityRecord.objects.create(
        batch=batch,
        container=container,
        reason=reason,
        count=1,
        event_date=datetime(year, month, 15, 9, tzinfo=UTC),
    )
