"""Sites: freshwater stations and sea areas, their containers, and who lived in them when."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import slugify

from apps.batch.models import BatchContainerAssignment
from apps.explorer.charts import Bar, Gantt, Map, Place
from apps.explorer.figures.places.inhabited import Water, waters
from apps.explorer.links import link_to
from apps.explorer.listings import Link, Listing
from apps.explorer.palette import nth
from apps.explorer.periods import Days
from apps.infrastructure.models import Area, Container, FreshwaterStation

KG_A_TONNE = 1000.0

Kind = Literal["area", "station"]
# How a container is known to belong to a site of each kind.
WAYS: dict[Kind, str] = {"area": "area", "station": "hall__freshwater_station"}


@dataclass(frozen=True)
class Site:
    """A station or an area, and what lives there now."""

    kind: Kind
    pk: int
    name: str
    country: str
    latitude: float
    longitude: float
    containers: int = 0
    occupied: int = 0
    batches: tuple[Link, ...] = ()
    fish: int = 0
    biomass_t: float = 0.0

    @property
    def address(self) -> str:
        """Its page."""
        return reverse(f"explorer:{self.kind}", args=[self.pk])

    @property
    def place(self) -> str:
        """Where it lies, such as "62.358° N, 6.530° W"."""
        north, east = self.latitude, self.longitude
        return (
            f"{abs(north):.3f}° {'N' if north >= 0 else 'S'}, "
            f"{abs(east):.3f}° {'E' if east >= 0 else 'W'}"
        )

    @property
    def label(self) -> str:
        """What kind of site it is, in words."""
        return {"area": "sea area", "station": "freshwater station"}[self.kind]


def all_sites() -> list[Site]:
    """Every station and area, with what lives there now."""
    return [*_sites("station", FreshwaterStation.objects), *_sites("area", Area.objects)]


def site(kind: Kind, pk: int) -> Site:
    """One site; Http404 when there is none of this key."""
    places: dict[str, Any] = {"area": Area.objects, "station": FreshwaterStation.objects}
    if kind in places:
        for found in _sites(kind, places[kind].filter(pk=pk)):
            return found
    raise Http404(f"no {kind} {pk}")


def _sites(kind: Kind, places: Any) -> list[Site]:
    way = WAYS[kind]
    containers = dict(
        Container.objects.filter(**{f"{way}__isnull": False})
        .values_list(way)
        .annotate(n=Count("pk"))
    )
    living = {
        row[f"container__{way}"]: row
        for row in BatchContainerAssignment.objects.filter(
            is_active=True, **{f"container__{way}__isnull": False}
        )
        .values(f"container__{way}")
        .annotate(
            n=Count("container", distinct=True),
            fish=Sum("population_count"),
            kg=Sum("biomass_kg"),
        )
    }
    names = _batches_by_site(way)
    return [
        Site(
            kind,
            place.pk,
            place.name,
            place.geography.name,
            float(place.latitude),
            float(place.longitude),
            containers.get(place.pk, 0),
            living.get(place.pk, {}).get("n", 0),
            tuple(names.get(place.pk, ())),
            living.get(place.pk, {}).get("fish", 0),
            float(living.get(place.pk, {}).get("kg", 0)) / KG_A_TONNE,
        )
        for place in places.select_related("geography").order_by("geography__name", "name")
    ]


def _batches_by_site(way: str) -> dict[int, list[Link]]:
    """The living batches of each site."""
    found: dict[int, list[Link]] = {}
    pairs = (
        BatchContainerAssignment.objects.filter(
            is_active=True, **{f"container__{way}__isnull": False}
        )
        .values_list(f"container__{way}", "batch__batch_number", "batch")
        .distinct()
        .order_by("batch__batch_number")
    )
    for place, number, key in pairs:
        found.setdefault(place, []).append(Link(number, reverse("explorer:batch", args=[key])))
    return found


def maps(sites: Sequence[Site]) -> list[Map]:
    """Where the sites of each country lie."""
    return [
        Map(
            key=f"map-{slugify(country)}",
            title=f"Sites, {country}",
            says="Freshwater stations and sea areas; a mark leads to its site.",
            places=[_place(one) for one in sites if one.country == country],
            land=static("vendor/natural_earth/land.json"),
        )
        for country in sorted({one.country for one in sites})
    ]


def _place(one: Site) -> Place:
    says = f"{one.occupied} of {one.containers} containers in use, {one.biomass_t:,.0f} t"
    state, colour = ("in use", "c3") if one.occupied else ("empty", "c7")
    return Place(one.name, one.label, one.latitude, one.longitude, says, one.address, state, colour)


SITE_COLUMNS = (
    "site",
    "kind",
    "country",
    "containers",
    "in use",
    "fish",
    "biomass [t]",
    "batches",
)


def site_rows() -> Listing:
    """Every station and area as a table."""
    return Listing(
        SITE_COLUMNS,
        [
            [
                Link(one.name, one.address),
                one.label,
                one.country,
                one.containers,
                one.occupied,
                one.fish,
                round(one.biomass_t, 1),
                ", ".join(batch.text for batch in one.batches) or "none",
            ]
            for one in all_sites()
        ],
        "sites",
    )


def containers_of(one: Site) -> "QuerySet[Container]":
    """The site's containers by name."""
    return (
        Container.objects.filter(**{WAYS[one.kind]: one.pk})
        .select_related("container_type")
        .order_by("name")
    )


def container_rows(one: Site) -> Listing:
    """Each container of the site and who lives there now."""
    now = {
        stay.container_id: stay
        for stay in _stays(one).filter(is_active=True).select_related("batch", "lifecycle_stage")
    }
    rows: list[list[Any]] = []
    for container in containers_of(one):
        row = [link_to(container), container.container_type.name, container.volume_m3]
        stay = now.get(container.pk)
        if stay is None:
            rows.append([*row, "empty", "", None, None, None])
            continue
        rows.append(
            [
                *row,
                link_to(stay.batch),
                stay.lifecycle_stage.name,
                stay.population_count,
                stay.avg_weight_g,
                stay.biomass_kg,
            ]
        )
    return Listing(CONTAINER_COLUMNS, rows, "containers")


CONTAINER_COLUMNS = (
    "container",
    "type",
    "volume [m³]",
    "batch",
    "stage",
    "fish",
    "mean weight [g]",
    "biomass [kg]",
)


def _stays(one: Site) -> "QuerySet[BatchContainerAssignment]":
    return BatchContainerAssignment.objects.filter(**{f"container__{WAYS[one.kind]}": one.pk})


def occupancy(one: Site, days: Days) -> Gantt:
    """Which batch lived in which container on these days."""
    stays = (
        _stays(one)
        .filter(assignment_date__lte=days.last)
        .filter(Q(departure_date__isnull=True) | Q(departure_date__gte=days.first))
        .order_by("container__name", "assignment_date")
        .values_list(
            "container__name",
            "container_id",
            "batch__batch_number",
            "assignment_date",
            "departure_date",
            "lifecycle_stage__name",
            "batch_id",
        )
    )
    found = list(stays)
    colours = _colours([number for _, _, number, *_ in found])
    return Gantt(
        key="occupancy",
        title="Who lived where",
        says=f"Batches in the containers of {one.name}; a bar leads to its batch, a name to its "
        "container.",
        rows=sorted({name for name, *_ in found}),
        days=(days.first, days.last),
        links={name: reverse("explorer:container", args=[key]) for name, key, *_ in found},
        bars=[
            Bar(
                name,
                max(first, days.first),
                min(last or days.last, days.last),
                f"{number}, {stage}",
                colours[number],
                reverse("explorer:batch", args=[batch]),
                number,
            )
            for name, _, number, first, last, stage, batch in found
        ],
    )


def _colours(numbers: Sequence[str]) -> dict[str, str]:
    """A colour of the palette for each batch, the same whenever these are shown together."""
    return {number: nth(place) for place, number in enumerate(sorted(set(numbers)))}


def waters_of(one: Site, days: Days) -> list[Water]:
    """The site's bodies of water, each with the containers that tell of it: halls, or the area."""
    if one.kind == "area":
        keys = Container.objects.filter(area=one.pk).values_list("pk", flat=True)
        return waters({one.name: list(keys)}, days)
    halls: dict[str, list[int]] = {}
    rows = Container.objects.filter(hall__freshwater_station=one.pk).order_by("hall__name", "pk")
    for hall, key in rows.values_list("hall__name", "pk"):
        halls.setdefault(hall.removeprefix(one.name).strip() or hall, []).append(key)
    return waters(halls, days)
