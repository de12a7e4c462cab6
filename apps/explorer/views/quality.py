"""Data quality: the last validation, and known faults."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.explorer.figures import quality


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What the last validation found, and the sensors that failed."""
    context = {"validation": quality.last_validation(), "faults": quality.faults()}
    return render(request, "explorer/quality.html", context)
