"""Who may see what: nothing without a login, and no page changes anything."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import get_resolver, reverse

from tests.addresses import filled, routes

pytestmark = pytest.mark.django_db

# What is shown to everybody: where one logs in, and the icon in a browser's tab.
OPEN = {"/accounts/login/": 200, "/admin/login/": 200, "/favicon.ico": 302}


def addresses(namespace: str) -> list[str]:
    """Every address of an app's pages that needs no argument."""
    resolver: Any = get_resolver().namespace_dict[namespace][1]
    names = {name for name in resolver.reverse_dict if isinstance(name, str)}
    return [
        reverse(f"{namespace}:{name}")
        for name in sorted(names)
        if not resolver.reverse_dict[name][0][0][1]
    ]


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_user("reader"))
    return client


def test_every_page_asks_for_a_login(client) -> None:
    assert addresses("explorer")
    for address in addresses("explorer"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{reverse('login')}?next={address}"


def test_nothing_at_all_is_shown_without_a_login(client) -> None:
    for route in routes():
        answer = client.get(filled(route, {"kind": "area", "name": "biomass"}, "1"))
        if route in OPEN:
            assert answer.status_code == OPEN[route], route
        elif route.startswith("/api/") and route != "/api/docs/":
            assert answer.status_code == 401, route
        else:
            assert answer.status_code == 302, route
            assert "/login/?next=" in answer.headers["Location"], route


def test_every_page_opens_on_empty_books(reader) -> None:
    for address in addresses("explorer"):
        assert reader.get(address).status_code == 200, address


def test_no_page_takes_anything_but_a_look(reader) -> None:
    for address in addresses("explorer"):
        for method in ("post", "put", "patch", "delete"):
            assert getattr(reader, method)(address).status_code == 405, (method, address)


def test_pages_may_load_only_what_this_host_serves(reader) -> None:
    policy = reader.get(reverse("explorer:company")).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    "asked", ["?from=2020-13-01", "?from=x&to=y", "?from=2021-01-01&to=2020-01-01"]
)
def test_days_that_make_no_sense_are_told_and_the_usual_ones_shown(reader, asked) -> None:
    answer = reader.get(reverse("explorer:company") + asked)
    assert answer.status_code == 200
    assert "The usual days are shown." in answer.content.decode()
