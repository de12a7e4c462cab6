"""Health: outbreaks, lice, treatments and deaths of the whole company."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.explorer.answers import page
from apps.explorer.figures import health, lice
from apps.explorer.figures.history import days_of_the_books
from apps.explorer.periods import Days, DaysForm

USUAL_DAYS = 2 * 365


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What ailed the fish, and what was done about it."""
    whole = days_of_the_books()
    form = DaysForm(request.GET, whole, Days.up_to(whole.last, USUAL_DAYS))
    days = form.days()
    context = {
        "days_form": form,
        "outbreaks": health.outbreaks(days),
        "charts": [lice.by_week(days), health.treatments(days), health.deaths(days)],
    }
    return page(request, "explorer/health.html", context)
