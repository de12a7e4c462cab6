"""Outbreaks, the fish that died of them, and laboratory results, by year and by season."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.db.models.functions import ExtractMonth

from apps.batch.models import Batch
from apps.health.models import HealthLabSample, MortalityReason, MortalityRecord
from apps.infrastructure.models import Area, FreshwaterStation
from scripts.data_generation.config.fish.mortality_reasons import HEADINGS
from scripts.data_generation.config.health.disease_profiles import PROFILES
from scripts.data_generation.models import DiseaseOutbreak, GenerationRun
from scripts.data_generation.reporting.history_years import HistoryYears
from scripts.data_generation.reporting.key_figures.figure_rows import FigureRow, ratio
from scripts.data_generation.validation.engine.known_names import known_name, names_of

BEGUN, OF_OUTBREAKS = "outbreaks begun", "deaths of the outbreaks begun"
BY_DISEASE, BY_HEADING = "deaths recorded by disease", "deaths recorded by heading"
LABORATORY = "laboratory samples"
SEASONS = ("winter", "spring", "summer", "autumn")
DISEASES = tuple(profile.name for profile in PROFILES)
ALL = "all"


def outbreak_rows(years: HistoryYears, run: GenerationRun) -> Iterator[FigureRow]:
    """Outbreaks by the year of their first day, and the fish that died of them to the end."""
    begun = {name: [0.0] * len(years) for name in (*DISEASES, ALL)}
    dead = {name: [0.0] * len(years) for name in begun}
    outbreaks = years.grouped(
        DiseaseOutbreak.objects.filter(run=run),
        "first_day",
        "disease",
        count=Count("pk"),
        fish=Sum("deaths"),
    )
    for row in outbreaks:
        for name in (row["disease"], ALL):
            begun[name][row["year"]] += row["count"]
            dead[name][row["year"]] += row["fish"]
    for section, columns in ((BEGUN, begun), (OF_OUTBREAKS, dead)):
        for name, values in columns.items():
            yield FigureRow(section, name, "", 0, values)


def season_rows(run: GenerationRun) -> Iterator[FigureRow]:
    """Outbreaks over all years by the season of their first day; winter is December to February."""
    begun = {name: [0.0] * len(SEASONS) for name in (*DISEASES, ALL)}
    months = DiseaseOutbreak.objects.filter(run=run).annotate(month=ExtractMonth("first_day"))
    for row in months.order_by().values("disease", "month").annotate(count=Count("pk")):
        for name in (row["disease"], ALL):
            begun[name][row["month"] % 12 // 3] += row["count"]
    for name, values in begun.items():
        yield FigureRow(BEGUN, name, "", 0, values)


def death_rows(years: HistoryYears) -> Iterator[FigureRow]:
    """Mortality records by the disease that they name, and by the heading of their reason."""
    names = names_of(MortalityReason)
    parents = dict(MortalityReason.objects.values_list("pk", "parent"))
    diseases = {name: [0.0] * len(years) for name in DISEASES}
    headings = {name: [0.0] * len(years) for name, _ in HEADINGS}
    for row in years.grouped(
        MortalityRecord.objects.all(), "event_date", "reason", moment=True, fish=Sum("count")
    ):
        reason = names[row["reason"]]
        heading = names[parents[row["reason"]] or row["reason"]]
        headings.setdefault(heading, [0.0] * len(years))[row["year"]] += row["fish"]
        if reason in diseases:
            diseases[reason][row["year"]] += row["fish"]
    total = [float(sum(of_year)) for of_year in zip(*headings.values(), strict=True)]
    for name, values in diseases.items():
        yield FigureRow(BY_DISEASE, name, "", 0, values)
    for name, values in headings.items():
        yield FigureRow(BY_HEADING, name, "", 0, values)
    for name, values in headings.items():
        yield FigureRow(BY_HEADING, f"{name}, share", "%", 1, ratio(values, total, 100.0))


def laboratory_rows(years: HistoryYears, run: GenerationRun) -> Iterator[FigureRow]:
    """Samples with a result, and the abnormal ones, with an outbreak of the batch and without."""
    assignment = "batch_container_assignment"
    place = f"{assignment}__container"
    outbreak = DiseaseOutbreak.objects.filter(
        Q(site=OuterRef("area")) | Q(site=OuterRef("station")),
        run=run,
        batch_number=OuterRef("batch_name"),
        first_day__lte=OuterRef("sample_date"),
        last_day__gte=OuterRef("sample_date"),
    )
    samples = {ill: [0.0] * len(years) for ill in (True, False)}
    abnormal = {ill: [0.0] * len(years) for ill in samples}
    reported = HealthLabSample.objects.filter(date_results_received__isnull=False)
    taken = years.grouped(
        reported.annotate(
            area=known_name(Area, f"{place}__area"),
            station=known_name(FreshwaterStation, f"{place}__hall__freshwater_station"),
            batch_name=known_name(Batch, f"{assignment}__batch", "batch_number"),
        ).annotate(ill=Exists(outbreak)),
        "sample_date",
        "ill",
        count=Count("pk"),
        found=Count("pk", filter=Q(quantitative_results__abnormal=True)),
    )
    for row in taken:
        samples[bool(row["ill"])][row["year"]] = row["count"]
        abnormal[bool(row["ill"])][row["year"]] = row["found"]
    for ill, when in ((True, "in outbreaks"), (False, "outside of outbreaks")):
        share = ratio(abnormal[ill], samples[ill], 100.0)
        yield FigureRow(LABORATORY, when, "", 0, samples[ill])
        yield FigureRow(LABORATORY, f"abnormal, {when}", "%", 1, share)
