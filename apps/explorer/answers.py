"""How a view answers: with its page, or with the figures of one of its parts as a CSV file."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from apps.explorer.charts import Chart, Gantt, Heat, Map
from apps.explorer.listings import Listing
from apps.explorer.spreadsheets import spreadsheet

# Asked for as ?csv=KEY beside whatever else the page's address asks for.
ASKED = "csv"

Part = Chart | Gantt | Heat | Map | Listing


def page(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page of a template, or the CSV file of that chart or table of it that is asked for.

    Raises Http404 when the page has no part of this key.
    """
    key = request.GET.get(ASKED)
    if key is None:
        return render(request, template, dict(context))
    for part in _parts(context.values()):
        if part.key and part.key == key:
            answer = HttpResponse(spreadsheet(part.table()), content_type="text/csv; charset=utf-8")
            answer.headers["Content-Disposition"] = f'attachment; filename="{part.key}.csv"'
            return answer
    raise Http404("this page has no such table")


def address_of_csv(request: HttpRequest, key: str) -> str:
    """Where the CSV file of a part of this page is, for the same days and filters."""
    asked = request.GET.copy()
    asked[ASKED] = key
    return f"?{asked.urlencode()}"


def _parts(values: Iterable[Any]) -> Iterator[Part]:
    for value in values:
        if isinstance(value, Part):
            yield value
        elif isinstance(value, list | tuple):
            yield from _parts(value)
