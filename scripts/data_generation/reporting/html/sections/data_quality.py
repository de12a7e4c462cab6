"""Data quality: how complete the readings are, where they are not, and the faults of sensors."""

from apps.explorer.charts import Chart, Series
from scripts.data_generation.reporting.courses.reading_counts import (
    FULL,
    ProbeMonth,
    by_month,
    faults,
    probe_months,
    readings_written,
)
from scripts.data_generation.reporting.html.parts import (
    Cells,
    Section,
    Sheet,
    points,
    sheet,
    sheet_of,
)
from scripts.data_generation.reporting.html.subject import Subject

MOST_LISTED = 100


def section(subject: Subject) -> Section:
    """Completeness of the sampled sensors, gaps and faults."""
    a_day = subject.case.parameters.scale.readings_per_day
    found = probe_months(subject.months, subject.water, subject.probes, a_day)
    complete = by_month(subject.months, found)
    return Section(
        "data-quality",
        "Data quality",
        f"The run wrote {readings_written(subject.run):,} readings. A sensor should read {a_day} "
        "times on each day its container holds fish. That is counted here for the thermometer and "
        f"the oxygen probe of one container of every hall and sea area, {len(subject.probes):,} "
        "sensors; generate_data --validate-only counts more.",
        (
            Chart(
                key="readings-complete",
                title="Readings there of those expected",
                says="All sampled sensors together, by month.",
                series=(Series("complete", points(subject.firsts, complete), colour="c1"),),
                y_names=("readings there [%]",),
            ),
            _places(found, a_day),
            _gaps(subject, found),
            sheet(
                key="sensor-faults",
                title="Faults of sensors",
                says="Those that --dirty-data made; a run without it has none.",
                head=("kind", "faults", "sensors"),
                rows=faults(subject.run),
            ),
        ),
    )


def _places(found: list[ProbeMonth], a_day: int) -> Sheet:
    sums: dict[tuple[str, str], list[int]] = {}
    for one in found:
        row = sums.setdefault((one.probe.place, one.probe.kind.lower()), [0, 0, 0])
        row[0] += one.expected // a_day
        row[1] += one.readings
        row[2] += one.expected
    rows = [
        (place, kind, days, readings, round(readings / days, 3), round(100 * readings / full, 2))
        for (place, kind), (days, readings, full) in sorted(sums.items())
    ]
    return sheet(
        key="readings-by-sensor",
        title="Readings an occupied sensor-day",
        says="Of each sampled sensor, over the whole history.",
        head=("place", "sensor", "occupied days", "readings", "readings a day", "there [%]"),
        rows=rows,
    )


def _gaps(subject: Subject, found: list[ProbeMonth]) -> Sheet:
    short = sorted((one for one in found if one.complete < FULL), key=lambda one: one.complete)
    labels = subject.months.labels
    cells: Cells[ProbeMonth] = {
        "place": lambda one: one.probe.place,
        "sensor": lambda one: one.probe.kind.lower(),
        "month": lambda one: labels[one.month],
        "expected": lambda one: one.expected,
        "there": lambda one: one.readings,
        "there [%]": lambda one: round(100 * one.complete, 2),
    }
    listed = short[:MOST_LISTED]
    return sheet_of(
        listed,
        cells,
        key="reading-gaps",
        title="Months with gaps",
        says=f"{len(short):,} of {len(found):,} sensor-months lack more than "
        f"{100 * (1 - FULL):.1f} % of their readings; the {len(listed)} worst are listed.",
    )
