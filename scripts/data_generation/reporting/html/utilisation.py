"""How full the company is: container-days in use by month, by kind and by site, as heat maps."""

import numpy as np

from apps.explorer.charts import Heat
from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.company.equipment import CONTAINER_TYPES
from scripts.data_generation.reporting.courses.batch_spans import (
    containers_in_use,
    containers_there,
)
from scripts.data_generation.reporting.html.parts import Section, Sheet, rounded, sheet
from scripts.data_generation.reporting.html.subject import Subject

KIND = "container__container_type__name"
AREA, STATION = "container__area__name", "container__hall__freshwater_station__name"
LAST_MONTHS = 12


def section(subject: Subject) -> Section:
    """Kinds of containers, sites, and each site's figures."""
    kinds = _kinds(subject)
    sites = _sites(subject)
    return Section(
        "utilisation",
        "Facility utilisation",
        "Occupied container-days over all container-days of the month, in percent. A container is "
        "occupied from the day fish arrive to the day before they leave; rest and fallow count as "
        "empty.",
        (
            _heat(
                subject, "utilisation-by-kind", "Utilisation by kind of container",
                "All containers of a kind; the stronger the colour, the fuller.", kinds,
            ),
            _heat(
                subject, "utilisation-by-site", "Utilisation by site",
                "Stations above, sea areas below; without colour: fallow or not yet in use.", sites,
            ),
            _table(subject, sites),
        ),
    )  # fmt: skip


def _kinds(subject: Subject) -> dict[str, Floats]:
    """Percent of each kind's container-days in use, by month."""
    there = containers_there(KIND.removeprefix("container__"))
    in_use = containers_in_use(subject.months, KIND)
    known = [(kind.name,) for kind in CONTAINER_TYPES]
    ordered = [*(key for key in known if key in there), *(k for k in there if k not in known)]
    return {key[0]: _percent(subject, in_use.get(key), there[key]) for key in ordered}


def _sites(subject: Subject) -> dict[str, Floats]:
    """Percent of each site's container-days in use, by month: stations, then sea areas."""
    found: dict[str, Floats] = {}
    for place in (STATION, AREA):
        there = containers_there(place.removeprefix("container__"))
        in_use = containers_in_use(subject.months, place)
        for key in sorted(key for key in there if key[0] is not None):
            found[key[0]] = _percent(subject, in_use.get(key), there[key])
    return found


def _percent(subject: Subject, daily: Floats | None, there: int) -> Floats:
    if daily is None:
        return np.zeros(len(subject.months))
    return 100.0 * subject.months.means(daily) / there


def _heat(subject: Subject, key: str, title: str, says: str, rows: dict[str, Floats]) -> Heat:
    cells = [
        (column, row, rounded(float(value), 3))
        for row, values in enumerate(rows.values())
        for column, value in enumerate(values)
    ]
    return Heat(
        key=key,
        title=title,
        says=says,
        columns=subject.months.labels,
        rows=list(rows),
        cells=cells,
        unit="% in use",
        highest=100.0,
    )


def _table(subject: Subject, sites: dict[str, Floats]) -> Sheet:
    counts = {
        key[0]: count
        for place in (STATION, AREA)
        for key, count in containers_there(place.removeprefix("container__")).items()
    }
    rows = [
        (
            name, counts[name], round(float(values.mean()), 1),
            round(float(values[-LAST_MONTHS:].mean()), 1), round(float(values.max()), 1),
            int((values == 0).sum()),
        )
        for name, values in sites.items()
    ]  # fmt: skip
    return sheet(
        "utilisation-of-sites", "Utilisation of each site",
        "Means of the months in percent of container-days.",
        ("site", "containers", "all months [%]", f"last {LAST_MONTHS} months [%]",
         "fullest month [%]", "empty months"),
        rows,
    )  # fmt: skip
