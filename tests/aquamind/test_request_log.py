"""Requests that failed, or that nobody makes in good faith, reach the log with their traces."""

from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

pytestmark = pytest.mark.django_db


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """A view with a fault in it."""
    raise ZeroDivisionError("the fault")


@login_not_required
def suspicious(request: HttpRequest) -> HttpResponse:
    """A view that was asked for what only a program would ask."""
    raise SuspiciousOperation("the trick")


urlpatterns = [
    path("broken/", broken),
    path("suspicious/", suspicious),
    # Where the pages that tell of it lead to.
    path("", include("aquamind.urls")),
]


@pytest.mark.parametrize(
    ("address", "status", "headers", "fault"),
    [
        ("/broken/", 500, {}, "ZeroDivisionError: the fault"),
        ("/suspicious/", 400, {}, "SuspiciousOperation: the trick"),
        ("/broken/", 400, {"host": "elsewhere.example"}, "DisallowedHost: Invalid HTTP_HOST"),
    ],
)
def test_it_is_logged_with_its_trace(capsys, settings, address, status, headers, fault) -> None:
    settings.ROOT_URLCONF = __name__
    answer: Any = Client(raise_request_exception=False).get(address, headers=headers)
    assert answer.status_code == status
    log = capsys.readouterr().err
    assert log.count("Traceback (most recent call last)") == 1
    assert fault in log
    first = log.splitlines()[0]
    assert "ERROR django." in first
    # Who reads a log of weeks has to know when.
    assert first[:4].isdigit()


def test_what_is_only_not_found_is_left_to_the_list_of_requests(capsys) -> None:
    assert Client().get("/nothing/like/this/").status_code == 404
    assert capsys.readouterr().err == ""
