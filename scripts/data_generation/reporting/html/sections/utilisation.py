"""How full the company is: container-days in use by month, by kind and by site, as heat maps."""

from dataclasses import dataclass

import numpy as np

from apps.explorer.charts import Heat
from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.company.equipment import CONTAINER_TYPES
from scripts.data_generation.reporting.courses.batch_spans import (
    containers_in_use,
    containers_there,
)
from scripts.data_generation.reporting.html.parts import Cells, Section, Sheet, rounded, sheet_of
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
            Heat(
                key="utilisation-by-kind",
                title="Utilisation by kind of container",
                says="All containers of a kind; the stronger the colour, the fuller.",
                columns=subject.months.labels,
                rows=list(kinds),
                cells=_cells(kinds),
                unit="% in use",
                heading="kind of container",
                highest=100.0,
            ),
            Heat(
                key="utilisation-by-site",
                title="Utilisation by site",
                says="Stations above, sea areas below; without colour: fallow or not yet in use.",
                columns=subject.months.labels,
                rows=list(sites),
                cells=_cells(sites),
                unit="% in use",
                heading="site",
                highest=100.0,
            ),
            _table(sites),
        ),
    )


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


def _cells(by_place: dict[str, Floats]) -> list[tuple[int, int, float | None]]:
    """Percent in use as the cells of a heat map: column (a month), row (a place) and value."""
    return [
        (column, row, rounded(float(value), 3))
        for row, values in enumerate(by_place.values())
        for column, value in enumerate(values)
    ]


@dataclass(frozen=True)
class SiteUse:
    """A site, its containers, and how full it was [%], shape (months,)."""

    name: str
    containers: int
    percent: Floats


SITE_CELLS: Cells[SiteUse] = {
    "site": lambda site: site.name,
    "containers": lambda site: site.containers,
    "all months [%]": lambda site: _mean(site.percent),
    f"last {LAST_MONTHS} months [%]": lambda site: _mean(site.percent[-LAST_MONTHS:]),
    "fullest month [%]": lambda site: round(float(site.percent.max()), 1),
    "empty months": lambda site: int((site.percent == 0).sum()),
}


def _mean(percent: Floats) -> float:
    return round(float(percent.mean()), 1)


def _table(sites: dict[str, Floats]) -> Sheet:
    counts = {
        key[0]: count
        for place in (STATION, AREA)
        for key, count in containers_there(place.removeprefix("container__")).items()
    }
    return sheet_of(
        (SiteUse(name, counts[name], percent) for name, percent in sites.items()),
        SITE_CELLS,
        key="utilisation-of-sites",
        title="Utilisation of each site",
        says="Means of the months in percent of container-days.",
    )
