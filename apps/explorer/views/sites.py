"""Sites: all of them, and one with its containers, their inhabitants and its water."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.explorer.answers import page
from apps.explorer.figures.history import days_of_the_books
from apps.explorer.figures.places.sites import (
    Kind,
    container_rows,
    occupancy,
    site,
    site_rows,
    waters_of,
)
from apps.explorer.figures.places.water import water
from apps.explorer.periods import Days, DaysForm


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All stations and areas."""
    return page(request, "explorer/sites.html", {"sites": site_rows()})


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
        "water": water(waters_of(found, days), days, found.pk if kind == "area" else None),
        "containers": container_rows(found),
    }
    return page(request, "explorer/site.html", context)
