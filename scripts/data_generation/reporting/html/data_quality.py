"""Data quality: how complete the readings are, where they fall short, and the faults behind it."""

from apps.explorer.charts import Chart, Series
from scripts.data_generation.reporting.courses.reading_counts import (
    FULL,
    ProbeMonth,
    by_month,
    faults,
    probe_months,
    readings_written,
)
from scripts.data_generation.reporting.html.parts import Section, Sheet, points, sheet
from scripts.data_generation.reporting.html.subject import Subject

MOST_LISTED = 100


def section(subject: Subject) -> Section:
    """Completeness of the sampled sensors, gaps and faults."""
    a_day = subject.case.parameters.scale.readings_per_day
    found = probe_months(subject.months, subject.water, subject.probes, a_day)
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
                series=(
                    Series(
                        "complete", points(subject.firsts, by_month(subject.months, found)),
                        colour="c1",
                    ),
                ),
                y_names=("readings there [%]",),
            ),
            _places(found, a_day),
            _gaps(subject, found),
            sheet(
                "sensor-faults", "Faults of sensors",
                "What --dirty-data made; a run without it has none.",
                ("kind", "faults", "sensors"), faults(subject.run),
            ),
        ),
    )  # fmt: skip


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
        "readings-by-sensor", "Readings an occupied sensor-day",
        "Of each sampled sensor, over the whole history.",
        ("place", "sensor", "occupied days", "readings", "readings a day", "there [%]"), rows,
    )  # fmt: skip


def _gaps(subject: Subject, found: list[ProbeMonth]) -> Sheet:
    short = sorted((one for one in found if one.complete < FULL), key=lambda one: one.complete)
    labels = subject.months.labels
    rows = [
        (
            one.probe.place, one.probe.kind.lower(), labels[one.month], one.expected,
            one.readings, round(100 * one.complete, 2),
        )
        for one in short[:MOST_LISTED]
    ]  # fmt: skip
    return sheet(
        "reading-gaps", "Months with gaps",
        f"{len(short):,} of {len(found):,} sensor-months lack more than {100 * (1 - FULL):.1f} % "
        f"of their readings; the {len(rows)} worst are listed.",
        ("place", "sensor", "month", "expected", "there", "there [%]"), rows,
    )  # fmt: skip
