"""The company's overview."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.batch.models import Batch
from apps.explorer.answers import page
from apps.explorer.figures import company
from apps.explorer.figures.history import days_of_the_books
from apps.explorer.figures.places.sites import all_sites, maps
from apps.explorer.periods import DaysForm


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What lives today, where, and what the years brought."""
    whole = days_of_the_books()
    form = DaysForm(request.GET, whole, whole)
    days = form.days()
    context = {
        "is_empty": not Batch.objects.exists(),
        "today": company.today(),
        "last_day": whole.last,
        "days_form": form,
        "maps": maps(all_sites()),
        "charts": [company.biomass(days), company.harvest(days), company.starts(days)],
    }
    return page(request, "explorer/company.html", context)
