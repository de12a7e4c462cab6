"""Refuses what no part of an address may hold, before anybody looks at it.

PostgreSQL takes no NUL in a text, and Python takes one anywhere. A form refuses it; a filter made
from an address hands it on to the database.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBadRequest
from django.http.response import HttpResponseBase


def without_nul(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """A middleware: 400 for an address with a NUL in it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest("An address holds no NUL.", content_type="text/plain")
        return answer(request)

    return middleware
