"""Feed a year: what was eaten, what it cost, and the conversion to growth."""

from collections.abc import Iterator

from django.db.models import Sum

from apps.batch.models import LifecycleStage
from apps.inventory.models import ContainerFeedingSummary, FeedingEvent, FeedPurchase
from scripts.data_generation.config.fish.life_cycle import STAGE_LABELS
from scripts.data_generation.reporting.history_years import HistoryYears
from scripts.data_generation.reporting.key_figures.figure_rows import (
    Column,
    FigureRow,
    ratio,
    scaled,
)
from scripts.data_generation.reporting.key_figures.thrown_feed import thrown_lots
from scripts.data_generation.validation.engine.known_names import names_of

FEED, FCR = "feed", "FCR, feed / gross growth"
TONNES_A_KG = 1e-3
MILLION = 1e-6


def feed_rows(years: HistoryYears) -> Iterator[FigureRow]:
    """Eaten, bought, what it cost, and feed conversion by stage from the weekly summaries."""
    kg: list[float | None] = [0.0] * len(years)
    cost: list[float | None] = [None] * len(years)
    for row in years.grouped(
        FeedingEvent.objects.all(), "feeding_date", kg=Sum("amount_kg"), cost=Sum("feed_cost")
    ):
        kg[row["year"]] = float(row["kg"] or 0.0)
        cost[row["year"]] = None if row["cost"] is None else float(row["cost"])
    bought = years.column(FeedPurchase.objects.all(), "purchase_date", value=Sum("quantity_kg"))
    yield FigureRow(FEED, "eaten", "t", 0, scaled(kg, TONNES_A_KG))
    yield FigureRow(FEED, "bought", "t", 0, scaled(bought, TONNES_A_KG))
    thrown = years.column(thrown_lots(), "cleared", moment=True, value=Sum("written_off_kg"))
    yield FigureRow(FEED, "written off", "t", 0, scaled(thrown, TONNES_A_KG))
    yield FigureRow(FEED, "cost of what was eaten", "million EUR", 2, scaled(cost, MILLION))
    yield FigureRow(FEED, "price of what was eaten", "EUR/kg", 3, ratio(cost, kg))
    yield from conversion_rows(years)


def conversion_rows(years: HistoryYears) -> Iterator[FigureRow]:
    """Feed over gross growth of the weeks that ended in a year; growth counts the dead too."""
    stage, names = "container_assignment__lifecycle_stage", names_of(LifecycleStage)
    sums = years.grouped(
        ContainerFeedingSummary.objects.filter(growth_kg__isnull=False),
        "period_end",
        stage,
        feed=Sum("total_feed_kg"),
        growth=Sum("growth_kg"),
    )
    feed: dict[str, list[float]] = {label: [0.0] * len(years) for label in (*STAGE_LABELS, "")}
    growth: dict[str, list[float]] = {label: [0.0] * len(years) for label in feed}
    for row in sums:
        for label in {names[row[stage]], ""} & feed.keys():
            feed[label][row["year"]] += float(row["feed"])
            growth[label][row["year"]] += float(row["growth"])
    for label in STAGE_LABELS[1:]:
        yield FigureRow(FCR, label, "", 2, _ratio_of_growth(feed[label], growth[label]))
    yield FigureRow(FCR, "all stages", "", 2, _ratio_of_growth(feed[""], growth[""]))


def _ratio_of_growth(feed: Column, growth: Column) -> Column:
    return ratio(feed, [value if value and value > 0 else None for value in growth])
