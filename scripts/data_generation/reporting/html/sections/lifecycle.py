"""The lives of batches: one row each, and the whole life of batches chosen by number."""

from collections.abc import Sequence
from dataclasses import replace

from apps.batch.models import Batch
from apps.explorer.charts import AnyChart, Listing
from apps.explorer.figures import batch_health, batches
from scripts.data_generation.models import DiseaseOutbreak
from scripts.data_generation.reporting.batch_life import StageOfLife, stages_of
from scripts.data_generation.reporting.batch_table import BatchRow, batch_rows
from scripts.data_generation.reporting.html.parts import Cells, Section, Sheet, day, sheet_of, slug
from scripts.data_generation.reporting.html.subject import Subject

STAGE_CELLS: Cells[StageOfLife] = {
    "stage": lambda stage: stage.name,
    "from": lambda stage: day(stage.first_day),
    "to": lambda stage: day(stage.last_day),
    "days": lambda stage: stage.days,
    "containers": lambda stage: stage.containers,
    "fish in": lambda stage: stage.fish_in,
    "dead": lambda stage: stage.dead,
    "died moving": lambda stage: stage.died_moving,
    "fish out": lambda stage: stage.fish_out,
    "weight [g]": lambda stage: round(stage.weight_g, 2),
    "feed [kg]": lambda stage: round(stage.feed_kg, 2),
}
BATCH_CELLS: Cells[BatchRow] = {
    "batch": lambda row: row.batch,
    "status": lambda row: row.status,
    "stage": lambda row: row.stage,
    "station": lambda row: row.station,
    "sea area": lambda row: row.area,
    "started": lambda row: day(row.started),
    "to sea": lambda row: day(row.to_sea),
    "ended": lambda row: day(row.ended),
    "days at sea": lambda row: row.days_at_sea,
    "eyed eggs": lambda row: row.eggs,
    "dead": lambda row: row.dead,
    "alive or harvested": lambda row: row.fish,
    "survival [%]": lambda row: None if row.survival is None else round(row.survival, 2),
    "weight [kg]": lambda row: round(row.weight_kg, 3),
    "feed [t]": lambda row: round(row.feed_t, 2),
    "FCR": lambda row: None if row.fcr is None else round(row.fcr, 3),
    "treatments": lambda row: row.treatments,
    "outbreaks": lambda row: row.outbreaks,
}
OUTBREAK_CELLS: Cells[DiseaseOutbreak] = {
    "disease": lambda one: one.disease,
    "site": lambda one: one.site,
    "first day": lambda one: day(one.first_day),
    "last day": lambda one: day(one.last_day),
    "containers": lambda one: one.containers,
    "deaths": lambda one: one.deaths,
}


def section(subject: Subject) -> Section:
    """A table of all batches."""
    return Section(
        "lifecycle",
        "Batch lifecycle",
        "Every batch in one row. Dead fish include those lost on moves; FCR is feed over gross "
        "growth of its whole life so far. generate_data --report --batch NUMBER tells one life in "
        "full.",
        (
            sheet_of(
                batch_rows(subject.run),
                BATCH_CELLS,
                key="all-batches",
                title="All batches",
                says="Eyed eggs = dead + alive or harvested, to the fish.",
            ),
        ),
    )


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
    return sheet_of(
        stages_of(batch),
        STAGE_CELLS,
        key=f"{slug(batch.batch_number)}-stages",
        title="Stages",
        says="Fish in = dead + died moving + fish that came into the next stage.",
    )


def _outbreaks(subject: Subject, batch: Batch) -> Sheet:
    found = DiseaseOutbreak.objects.filter(run=subject.run, batch_number=batch.batch_number)
    return sheet_of(
        found.order_by("first_day", "number"),
        OUTBREAK_CELLS,
        key=f"{slug(batch.batch_number)}-outbreaks",
        title="Outbreaks of disease",
        says="What truly happened, as the run kept it.",
    )


def _oldest_first(listing: Listing) -> Listing:
    return Listing(listing.head, list(reversed(listing.rows)))
