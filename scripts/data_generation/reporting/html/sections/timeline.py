"""All batches over time: the stages of each as bars, and the containers that each stage takes."""

from datetime import date

from apps.batch.models import LifecycleStage
from apps.explorer.charts import Bar, Chart, Gantt, Series
from apps.explorer.palette import stage_colour
from scripts.data_generation.config.fish.life_cycle import STAGE_LABELS
from scripts.data_generation.reporting.courses.batch_spans import (
    StageSpan,
    containers_in_use,
    stage_spans,
)
from scripts.data_generation.reporting.html.parts import STAGE_COLOURS, Section, points
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.validation.engine.known_names import names_of

# As many rows as fit on one printed page.
BATCHES_A_CHART = 40


def section(subject: Subject) -> Section:
    """Containers by stage, then the batches, some dozens a chart."""
    spans = stage_spans()
    numbers = list(dict.fromkeys(span.batch for span in spans))
    starts = range(0, len(numbers), BATCHES_A_CHART)
    groups = [numbers[start : start + BATCHES_A_CHART] for start in starts]
    charts = [
        _batches(subject.case.last_day, group, [s for s in spans if s.batch in set(group)], place)
        for place, group in enumerate(groups, start=1)
    ]
    return Section(
        "batches",
        "Batches over time",
        "Every batch from eyed eggs to its last harvested cage. A bar is a stage, from its first "
        "fish's arrival to the last one's departure; stages overlap while a batch is moved. "
        "Colours are those of the stages in the first chart.",
        (_containers(subject), *charts),
    )


def _containers(subject: Subject) -> Chart:
    names = names_of(LifecycleStage)
    in_use = {
        names[stage]: days
        for (stage,), days in containers_in_use(subject.months, "lifecycle_stage").items()
    }
    series = []
    for stage, colour in zip(STAGE_LABELS, STAGE_COLOURS, strict=True):
        if stage in in_use:
            means = points(subject.firsts, subject.months.means(in_use[stage]))
            series.append(Series(stage, means, "area", stack="containers", colour=colour))
    return Chart(
        key="containers-by-stage",
        title="Containers in use by stage",
        says="Mean number of containers that held fish of each stage in the month.",
        series=series,
        y_names=("containers",),
    )


def _batches(last_day: date, rows: list[str], spans: list[StageSpan], place: int) -> Gantt:
    bars = [
        Bar(
            row=span.batch,
            first=span.first,
            last=span.last or last_day,
            label=f"{span.batch}, {span.stage}, {span.containers} containers",
            colour=stage_colour(span.order),
            kind=span.stage,
        )
        for span in spans
    ]
    return Gantt(
        key=f"batch-stages-{place}",
        title=f"Batches {rows[0]} to {rows[-1]}",
        says=f"Stages of {len(rows)} batches in the order of their start.",
        rows=rows,
        bars=bars,
        days=(min(span.first for span in spans), max(span.last or last_day for span in spans)),
    )
