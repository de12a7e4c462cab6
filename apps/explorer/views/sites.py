"""Sites: all of them, and one with its containers, their inhabitants and its water."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.explorer.charts import Listing
from apps.explorer.figures.history import days_of_the_books
from apps.explorer.figures.sites import (
    CONTAINER_COLUMNS,
    Kind,
    all_sites,
    container_rows,
    inhabited,
    occupancy,
    site,
)
from apps.explorer.figures.water import CONTAINERS, water
from apps.explorer.periods import Days, DaysForm


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All stations and areas."""
    return render(request, "explorer/sites.html", {"sites": all_sites()})


@require_safe
def one(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """One station or area."""
    found = site(kind, pk)
    whole = days_of_the_books()
    form = DaysForm(request.GET, whole, Days.up_to(whole.last))
    days = form.days()
    context = {
        "site": found,
        "days_form": form,
        "days": days,
        "occupancy": occupancy(found, days),
        "water": water(
            inhabited(found, days, CONTAINERS), days, found.pk if kind == "area" else None
        ),
        "containers": Listing(CONTAINER_COLUMNS, container_rows(found)),
    }
    return render(request, "explorer/site.html", context)
