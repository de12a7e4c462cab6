"""Temperature and oxygen of sites as recorded, against the climatology that is published."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from apps.explorer.charts import Chart, Series
from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.water.climate_normals import COASTS, SEA_TEMPERATURE_C
from scripts.data_generation.reporting.courses.monthly_water import (
    OXYGEN,
    TEMPERATURE,
    MonthOfWater,
)
from scripts.data_generation.reporting.html.parts import (
    COLOURS,
    Section,
    Sheet,
    points,
    sheet,
    spans,
)
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.reporting.key_figures.figure_rows import ratio
from scripts.data_generation.reporting.key_figures.monthly_sea import MONTHS
from scripts.data_generation.simulation.water.oxygen import solubility_mg_per_l

# docs/realism.md, oxygen levels: cages, % of saturation; salinity: the ocean's.
PUBLISHED_SATURATION = {"faroe": (90.0, 102.0)}
SCOTTISH_SATURATION = (80.0, 100.0)
SALINITY = 35.0
COAST_NAMES = {
    "faroe": "Faroe Islands",
    "west_coast": "Scottish west coast",
    "orkney": "Orkney",
    "shetland": "Shetland",
}


def section(subject: Subject) -> Section:
    """Each coast's areas, then the halls."""
    coasts = [coast for coast in COASTS if any(p.group == coast for p in subject.probes)]
    charts = [draw(subject, coast) for coast in coasts for draw in (_temperature, _oxygen)]
    return Section(
        "water",
        "Temperature and oxygen",
        "Monthly means of the readings of one cage of every sea area and one container of every "
        "hall: the one that held most fish. A month without fish there has no mean. A thin line is "
        "a site. The normals are the published monthly means (docs/realism.md, sea normals). The "
        "band of oxygen is its solubility in water of the normal temperature and 35 PSU, times the "
        "published saturation (docs/realism.md, oxygen levels).",
        (
            *charts,
            _beside_the_normals(subject, coasts),
            _halls(subject, TEMPERATURE),
            _halls(subject, OXYGEN),
        ),
    )


def _temperature(subject: Subject, coast: str) -> Chart:
    normals = _normals(subject, coast)
    return Chart(
        key=f"sea-temperature-{coast.replace('_', '-')}",
        title=f"Sea temperature, {COAST_NAMES[coast]}",
        says="Monthly mean temperature of each sea area beside the published normal (dashed).",
        series=[
            *_sites(subject, coast, TEMPERATURE),
            Series("published normal", points(subject.firsts, normals), "dashed", colour="c2"),
        ],
        y_names=("temperature [°C]",),
    )


def _oxygen(subject: Subject, coast: str) -> Chart:
    normals = _normals(subject, coast)
    share = PUBLISHED_SATURATION.get(coast, SCOTTISH_SATURATION)
    full = solubility_mg_per_l(normals, SALINITY)
    low, high = (full * percent / 100.0 for percent in share)
    return Chart(
        key=f"sea-oxygen-{coast.replace('_', '-')}",
        title=f"Dissolved oxygen, {COAST_NAMES[coast]}",
        says=f"Monthly mean oxygen of each sea area; shaded: {share[0]:.0f} to {share[1]:.0f} % of "
        "saturation in water of the normal temperature.",
        series=[
            Series("published band", spans(subject.firsts, low, high), "band"),
            *_sites(subject, coast, OXYGEN),
        ],
        y_names=("oxygen [mg/L]",),
    )


def _normals(subject: Subject, coast: str) -> Floats:
    """The published temperature of every month of the history, shape (months,)."""
    return np.array([SEA_TEMPERATURE_C[coast][day.month - 1] for day in subject.months.firsts])


def _sites(subject: Subject, coast: str, kind: str) -> list[Series]:
    """One thin line an area; months without readings are gaps."""
    places: dict[str, list[float | None]] = {}
    for month in _of(subject.water, kind, coast):
        row = places.setdefault(month.probe.place, [None] * len(subject.months))
        row[month.month] = month.mean
    return [
        Series(place, points(subject.firsts, values), "thin", colour=COLOURS[0])
        for place, values in sorted(places.items())
    ]


def _beside_the_normals(subject: Subject, coasts: Sequence[str]) -> Sheet:
    """Recorded means of the calendar months over all years and areas of a coast."""
    rows = []
    for coast in coasts:
        recorded: dict[int, list[float]] = defaultdict(list)
        for month in _of(subject.water, TEMPERATURE, coast):
            recorded[subject.months.firsts[month.month].month].append(month.mean)
        for number, name in enumerate(MONTHS, start=1):
            normal = SEA_TEMPERATURE_C[coast][number - 1]
            mean = round(float(np.mean(recorded[number])), 2) if recorded[number] else None
            away = None if mean is None else round(mean - normal, 2)
            rows.append((COAST_NAMES[coast], name, normal, mean, away, len(recorded[number])))
    return sheet(
        key="sea-temperature-normals",
        title="Recorded months beside the normals",
        says="Means over all years and areas of a coast.",
        head=(
            "coast",
            "month",
            "normal [°C]",
            "recorded [°C]",
            "difference [°C]",
            "site-months",
        ),
        rows=rows,
    )


def _halls(subject: Subject, kind: str) -> Chart:
    sums: dict[str, tuple[Floats, Floats]] = {}
    for month in subject.water:
        if month.probe.kind == kind and not month.probe.at_sea:
            total, count = sums.setdefault(
                month.probe.group, (np.zeros(len(subject.months)), np.zeros(len(subject.months)))
            )
            total[month.month] += month.mean
            count[month.month] += 1
    what, unit = ("temperature", "°C") if kind == TEMPERATURE else ("oxygen", "mg/L")
    return Chart(
        key=f"hall-{what}",
        title=f"{what.capitalize()} in the halls",
        says=f"Monthly mean {what} by kind of container, over all stations with fish in them.",
        series=[
            Series(group, points(subject.firsts, ratio(list(total), list(count))))
            for group, (total, count) in sorted(sums.items())
        ],
        y_names=(f"{what} [{unit}]",),
    )


def _of(water: Sequence[MonthOfWater], kind: str, group: str) -> list[MonthOfWater]:
    return [one for one in water if one.probe.kind == kind and one.probe.group == group]
