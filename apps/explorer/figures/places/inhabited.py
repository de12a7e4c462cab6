"""Which containers tell of a site's water: all that held fish, or as many as a page can read.

The containers of a hall share one water. Where there are too many readings to add them up while
somebody waits, a few containers speak for each hall; on every day on which any container of the
hall held fish, one of these did.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from apps.batch.models import BatchContainerAssignment
from apps.explorer.periods import Days

# Days that containers were lived in, whose readings a page may read: 32 readings a day each at
# production scale.
MOST_CONTAINER_DAYS = 5_000
# How many containers may speak for a hall at a time, when not all of them can.
FEWER = (8, 4, 2, 1)

# (container, first day, last day)
Stay = tuple[int, date, date]


@dataclass(frozen=True)
class Water:
    """A body of water, such as a hall or a sea area, and the containers that tell of it."""

    name: str
    containers: tuple[int, ...]
    all_of_them: bool


def waters(containers: Mapping[str, Sequence[int]], days: Days) -> list[Water]:
    """For each named body of water, those of its containers that tell of it on these days."""
    stays = {name: _stays(keys, days) for name, keys in containers.items()}
    lived = {name: found for name, found in stays.items() if found}
    whole = {name: _containers(found) for name, found in lived.items()}
    if _days_of(whole, lived) <= MOST_CONTAINER_DAYS:
        return [Water(name, keys, all_of_them=True) for name, keys in whole.items()]
    for most in FEWER:
        some = {name: covering(found, most) for name, found in lived.items()}
        if most == FEWER[-1] or _days_of(some, lived) <= MOST_CONTAINER_DAYS:
            break
    return [Water(name, some[name], some[name] == whole[name]) for name in lived]


def covering(stays: Sequence[Stay], most: int) -> tuple[int, ...]:
    """Containers of which, on each day, `most` held fish, or all that did where fewer did."""
    chosen: set[int] = set()
    for day in sorted({first for _, first, _ in stays} | {_after(last) for *_, last in stays}):
        here = {container: last for container, first, last in stays if first <= day <= last}
        lacking = min(most, len(here)) - len(chosen & here.keys())
        longest = sorted(here.keys() - chosen, key=lambda one: (-here[one].toordinal(), one))
        chosen.update(longest[: max(lacking, 0)])
    return tuple(sorted(chosen))


def _stays(containers: Sequence[int], days: Days) -> list[Stay]:
    rows = BatchContainerAssignment.objects.filter(
        Q(departure_date__isnull=True) | Q(departure_date__gte=days.first),
        container__in=containers,
        assignment_date__lte=days.last,
    ).values_list("container", "assignment_date", "departure_date")
    return [
        (container, max(first, days.first), min(last or days.last, days.last))
        for container, first, last in rows
    ]


def _containers(stays: Sequence[Stay]) -> tuple[int, ...]:
    return tuple(sorted({container for container, *_ in stays}))


def _days_of(chosen: Mapping[str, Sequence[int]], stays: Mapping[str, Sequence[Stay]]) -> int:
    return sum(
        (last - first).days + 1
        for name, keys in chosen.items()
        for container, first, last in stays[name]
        if container in set(keys)
    )


def _after(day: date) -> date:
    return day + timedelta(days=1)
