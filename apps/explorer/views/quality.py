"""Data quality: the last validation, and known faults."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.explorer.answers import page
from apps.explorer.figures import quality
from apps.explorer.figures.finding.dictionary import dictionary


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What the last validation found, and the sensors that failed."""
    validation = quality.last_validation()
    context = {
        "validation": validation,
        "checks": validation and validation.checks,
        "figures": validation and validation.figures,
        "faults": quality.faults(),
    }
    return page(request, "explorer/quality.html", context)


@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    """What every column of the books means."""
    return page(request, "explorer/dictionary.html", {"columns": dictionary()})
