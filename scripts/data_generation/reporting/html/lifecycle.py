"""The lives of batches: a row each, or the whole life of those that were asked for by number."""

from collections.abc import Sequence
from dataclasses import replace

from apps.batch.models import Batch
from apps.explorer.charts import AnyChart, Listing
from apps.explorer.figures import batch_health, batches
from scripts.data_generation.models import DiseaseOutbreak
from scripts.data_generation.reporting.batch_life import stages_of
from scripts.data_generation.reporting.batch_table import BatchRow, batch_rows
from scripts.data_generation.reporting.html.parts import Section, Sheet, day, sheet, slug
from scripts.data_generation.reporting.html.subject import Subject

STAGE_HEAD = (
    "stage", "from", "to", "days", "containers", "fish in", "dead", "died moving", "fish out",
    "weight [g]", "feed [kg]",
)  # fmt: skip
BATCH_HEAD = (
    "batch", "status", "stage", "station", "sea area", "started", "to sea", "ended",
    "days at sea", "eyed eggs", "dead", "alive or harvested", "survival [%]", "weight [kg]",
    "feed [t]", "FCR", "treatments", "outbreaks",
)  # fmt: skip
OUTBREAK_HEAD = ("disease", "site", "first day", "last day", "containers", "deaths")


def section(subject: Subject) -> Section:
    """A table of all batches."""
    return Section(
        "lifecycle",
        "Batch lifecycle",
        "Every batch in one row. Dead fish include those lost on moves; FCR is feed over gross "
        "growth of its whole life so far. generate_data --report --batch NUMBER tells one life in "
        "full.",
        (
            sheet(
                "all-batches", "All batches", "Eyed eggs = dead + alive or harvested, to the fish.",
                BATCH_HEAD, [_row(row) for row in batch_rows(subject.run)],
            ),
        ),
    )  # fmt: skip


def life_section(subject: Subject, batch: Batch) -> Section:
    """One batch from egg to harvest."""
    number = batch.batch_number
    charts: Sequence[AnyChart] = (
        batches.containers(batch, subject.case.last_day),
        batches.weight(batch),
        batches.deaths(batch),
        batches.feeding(batch),
        batch_health.lice(batch),
    )
    listings = (
        ("treatments", "Treatments", batch_health.treatments(batch)),
        ("journal", "Health journal", batch_health.journal(batch)),
    )
    return Section(
        slug(number),
        f"Life of {number}",
        f"{batch.get_status_display()}, started {batch.start_date}"
        + (f", ended {batch.actual_end_date}." if batch.actual_end_date else "."),
        (
            _stages(batch),
            *(replace(chart, key=f"{slug(number)}-{chart.key}") for chart in charts),
            _outbreaks(subject, batch),
            *(
                Sheet(f"{slug(number)}-{key}", title, f"All of {number}.", _oldest_first(listing))
                for key, title, listing in listings
            ),
        ),
    )


def _stages(batch: Batch) -> Sheet:
    rows = [
        (
            stage.name, day(stage.first_day), day(stage.last_day), stage.days, stage.containers,
            stage.fish_in, stage.dead, stage.died_moving, stage.fish_out,
            round(stage.weight_g, 2), round(stage.feed_kg, 2),
        )
        for stage in stages_of(batch)
    ]  # fmt: skip
    return sheet(
        f"{slug(batch.batch_number)}-stages", "Stages",
        "Fish in = dead + died moving + fish that came into the next stage.", STAGE_HEAD, rows,
    )  # fmt: skip


def _outbreaks(subject: Subject, batch: Batch) -> Sheet:
    found = DiseaseOutbreak.objects.filter(run=subject.run, batch_number=batch.batch_number)
    rows = [
        (one.disease, one.site, day(one.first_day), day(one.last_day), one.containers, one.deaths)
        for one in found.order_by("first_day", "number")
    ]
    return sheet(
        f"{slug(batch.batch_number)}-outbreaks", "Outbreaks of disease",
        "What truly happened, as the run kept it.", OUTBREAK_HEAD, rows,
    )  # fmt: skip


def _oldest_first(listing: Listing) -> Listing:
    return Listing(listing.head, list(reversed(listing.rows)))


def _row(row: BatchRow) -> tuple[object, ...]:
    return (
        row.batch, row.status, row.stage, row.station, row.area, day(row.started),
        day(row.to_sea), day(row.ended), row.days_at_sea, row.eggs, row.dead, row.fish,
        None if row.survival is None else round(row.survival, 2), round(row.weight_kg, 3),
        round(row.feed_t, 2), None if row.fcr is None else round(row.fcr, 3), row.treatments,
        row.outbreaks,
    )  # fmt: skip
