"""The page of each thing that the books name, so that every name can lead to it."""

from typing import Any

from django.urls import reverse

from apps.batch.models import Batch
from apps.explorer.listings import Link
from apps.infrastructure.models import Area, Container, FreshwaterStation, Sensor

PAGES: dict[type[Any], str] = {
    Batch: "explorer:batch",
    Container: "explorer:container",
    Sensor: "explorer:sensor",
    Area: "explorer:area",
    FreshwaterStation: "explorer:station",
}


def link_to(one: Any) -> Link:
    """The name of a row of the books, leading to its page where there is one; of none, a dash."""
    if one is None:
        return Link("")
    view = PAGES.get(type(one))
    name = one.name if hasattr(one, "name") else str(one)
    return Link(name, reverse(view, args=[one.pk]) if view else "")


def site_of(container: Container) -> Link:
    """The site that a container lies at."""
    return link_to(container.area or (container.hall and container.hall.freshwater_station))
