"""Storms, blooms and other events in the sea areas' water, by the year they began in."""

from collections.abc import Iterator

from django.db.models import Count

from scripts.data_generation.models import GenerationRun, WaterEvent
from scripts.data_generation.reporting.history_years import HistoryYears
from scripts.data_generation.reporting.key_figures.figure_rows import FigureRow

WATER = "events in the sea areas"


def water_rows(years: HistoryYears, run: GenerationRun) -> Iterator[FigureRow]:
    """Events of each kind, over all areas."""
    counts = {kind: [0.0] * len(years) for kind, _ in WaterEvent.KINDS}
    events = WaterEvent.objects.filter(run=run)
    for row in years.grouped(events, "first_day", "kind", count=Count("pk")):
        counts[row["kind"]][row["year"]] = row["count"]
    for kind, label in WaterEvent.KINDS:
        yield FigureRow(WATER, label.lower(), "", 0, counts[kind])
