"""Every address of the explorer's pages and of its API, over books with one row in every table."""

from django.contrib.auth import get_user_model
from django.urls import get_resolver, reverse

from apps.batch.models import Batch
from apps.explorer.api.series import OF_A_BATCH, OF_THE_COMPANY
from apps.infrastructure.models import Area, Container, FreshwaterStation, Sensor
from apps.inventory.models import FeedingEvent

# What it answers where nobody has validated the books is "not found".
ONLY_AFTER_A_VALIDATION = "validation"


def every_address() -> dict[tuple[str, str], list[str]]:
    """(namespace, name) -> the addresses of that view."""
    batch, area, station, meal, container, sensor, person = (
        model.objects.order_by("pk").first().pk
        for model in (
            Batch,
            Area,
            FreshwaterStation,
            FeedingEvent,
            Container,
            Sensor,
            get_user_model(),
        )
    )
    sites = [("area", area), ("station", station)]
    arguments: dict[tuple[str, str], list[list[object]]] = {
        ("explorer", "area"): [[area]],
        ("explorer", "station"): [[station]],
        ("explorer", "batch"): [[batch]],
        ("explorer", "meal"): [[meal]],
        ("explorer", "container"): [[container]],
        ("explorer", "sensor"): [[sensor]],
        ("explorer", "person"): [[person]],
        ("api", "batch"): [[batch]],
        ("api", "batch-series"): [[batch, name] for name in OF_A_BATCH],
        ("api", "company-series"): [[name] for name in OF_THE_COMPANY],
        ("api", "site-water"): [list(site) for site in sites],
        ("api", "site-occupancy"): [list(site) for site in sites],
    }
    return {
        (namespace, name): [
            reverse(f"{namespace}:{name}", args=args)
            for args in arguments.get((namespace, name), [[]])
        ]
        for namespace in ("explorer", "api")
        for name in sorted(_names(namespace))
    }


def _names(namespace: str) -> set[str]:
    return {
        name
        for name in get_resolver().namespace_dict[namespace][1].reverse_dict
        if isinstance(name, str)
    }
