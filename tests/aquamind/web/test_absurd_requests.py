"""What nobody means: absurd values in every address and parameter are never an error of ours."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from apps.batch.models import Batch
from apps.health.models import Treatment
from aquamind.admin import ReadingAdmin
from tests.addresses import filled, places, quoted, routes
from tests.apps.whole_books import one_of_each

pytestmark = pytest.mark.django_db

SURROGATE, LONG_NUMBER = "\ud800", "9" * 30
ABSURD = ["-1", LONG_NUMBER, "9" * 5000, "1e400", "NaN", "0000-00-00", "a\0b", SURROGATE, "../.."]
# What the pages and the API read from an address.
PARAMETERS = ("from", "to", "day", "status", "stage", "country", "page", "batch", "next", "format")
EARLIEST, LATEST = dt.date.min, dt.date.max


@pytest.fixture
def books() -> dict[type[models.Model], models.Model]:
    """One row of everything."""
    return one_of_each()


@pytest.fixture
def visitor(books: Any, settings: Any) -> Client:
    """Somebody who may see everything, and who is told of no exception."""
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("admin"))
    return client


def refused(client: Client, addresses: Iterator[str]) -> list[str]:
    """The addresses that were answered with an error, shortened."""
    asked = 0
    found = []
    for address in addresses:
        asked += 1
        # The API counts the requests of an account; the admin keeps what it has to say.
        cache.clear()
        client.cookies.pop("messages", None)
        answer = client.get(address)
        if answer.status_code >= 500:
            error = answer.exc_info[1] if answer.exc_info else None
            found.append(f"{address[:120]}: {type(error).__name__} {error}"[:300])
    assert asked > 10
    return found


def of_the_books(route: str) -> bool:
    """Whether a pattern is one of the pages' or of the API's."""
    return not route.startswith("/admin/")


def addresses_with_absurd_places() -> Iterator[str]:
    """Of the pages and the API all, of the admin those of one table of each kind."""
    tables = [f"/admin/{model._meta.label_lower.replace('.', '/')}/" for model, _ in kinds()]
    for route in filter(places, routes()):
        if of_the_books(route):
            for value in ABSURD:
                yield filled(route, {}, value)
                yield filled(route, {"kind": "area", "name": "lice"}, value)
        elif route.startswith(tuple(tables)):
            for value in (LONG_NUMBER, "NaN", SURROGATE):
                yield filled(route, {} if len(places(route)) == 1 else {"object_id": "1"}, value)


def kinds() -> list[tuple[type[models.Model], Any]]:
    """A table of each kind of page."""
    found: dict[Any, tuple[type[models.Model], Any]] = {}
    for model, page in admin.site._registry.items():
        found.setdefault(type(page).__mro__[1], (model, page))
    return list(found.values())


def addresses_with_absurd_parameters() -> Iterator[str]:
    for route in filter(of_the_books, routes()):
        address = filled(route, {"kind": "area", "name": "biomass"}, "1")
        for value in ABSURD:
            asked = "&".join(f"{name}={quoted(value)}" for name in PARAMETERS)
            yield f"{address}?{asked}"
        yield f"{address}?from={EARLIEST}&to={LATEST}"
        yield f"{address}?from=1&from={LATEST}"
        yield f"{address}?to=1&to={EARLIEST}"
    yield f"/?{'from=1&' * 1100}"


def table_of(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def searches() -> Iterator[str]:
    for model in admin.site._registry:
        yield f"{table_of(model)}?q={LONG_NUMBER} {quoted(SURROGATE)}"


def lists_with_absurd_parameters() -> Iterator[str]:
    for model, page in kinds():
        names = ["p", "o", "e", "all", "_to_field", "_changelist_filters", "pk__in", "nothing__is"]
        names += [name for name in page.list_filter if isinstance(name, str)][:1]
        for name in names:
            for value in (LONG_NUMBER, "\U0001f41f[]"):
                yield f"{table_of(model)}?{name}={quoted(value)}"
    for model, day in [(Batch, "start_date"), (Treatment, "treatment_date")]:
        for year in ("0", "1", "9999", "10000", LONG_NUMBER):
            yield f"{table_of(model)}?{day}__year={year}"
            yield f"{table_of(model)}?{day}__year={year}&{day}__month=12&{day}__day=32"


@pytest.mark.parametrize(
    "addresses",
    [
        addresses_with_absurd_places,
        addresses_with_absurd_parameters,
        searches,
        lists_with_absurd_parameters,
    ],
)
def test_no_address_is_absurd_enough_for_an_error_of_ours(visitor, addresses) -> None:
    assert refused(visitor, addresses()) == []


@pytest.mark.parametrize("asked", ["to=9999-12-31", "from=0001-01-01", "from=1899-12-31"])
def test_days_out_of_reach_are_refused_or_left_out(visitor, asked) -> None:
    address = reverse("api:company-series", args=["biomass"])
    said = visitor.get(f"{address}?{asked}")
    assert said.status_code == 400
    assert "Give a day from 1900-01-01 to 2199-12-31." in said.content.decode()
    page = visitor.get(f"{reverse('explorer:company')}?{asked}")
    assert page.status_code == 200
    assert "Give a day from 1900-01-01 to 2199-12-31." in page.content.decode()


@pytest.mark.parametrize("day", [EARLIEST, LATEST])
def test_books_of_the_edge_of_time_are_shown(visitor, books, day) -> None:
    moment = dt.datetime.combine(day, dt.time(12), dt.UTC)
    for model in books:
        known = {
            field.name: moment if isinstance(field, models.DateTimeField) else day
            for field in model._meta.concrete_fields
            if isinstance(field, models.DateField) and getattr(books[model], field.name)
        }
        if known and not issubclass(admin.site._registry[model].__class__, ReadingAdmin):
            model._base_manager.update(**known)
    addresses = [
        filled(route, {"kind": "area", "name": name}, f"{row.pk}")
        for route in routes()
        for name in ("biomass", "weight", "deaths")
        for row in books.values()
        if of_the_books(route) and ("name" in places(route) or name == "weight")
    ]
    lists = [table_of(model) for model in books]
    assert refused(visitor, iter([*sorted(set(addresses)), *lists])) == []


def test_forms_of_the_admin_refuse_what_no_row_can_hold(visitor, books) -> None:
    found = []
    for model, row in books.items():
        page = admin.site._registry[model]
        if isinstance(page, ReadingAdmin):
            continue
        names = [field.name for field in model._meta.fields]
        given = {f"{name}{part}": LONG_NUMBER for name in names for part in ("", "_0", "_1")}
        visitor.cookies.pop("messages", None)
        answer = visitor.post(f"{table_of(model)}{row.pk}/change/", given)
        if answer.status_code >= 500:
            found.append((model, str(answer.exc_info[1])[:200]))
    assert found == []
    assert connection.is_usable()
