"""Batches: all of them, and the life of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.batch.models import Batch, LifecycleStage
from apps.explorer.figures import batch_health, batches
from apps.explorer.figures.history import days_of_the_books
from apps.infrastructure.models import Geography


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All batches, by status, stage and country."""
    filters = batches.Filters(
        *(request.GET.get(name, "") for name in ("status", "stage", "country"))
    )
    page = Paginator(batches.found(filters), batches.MOST_BATCHES).get_page(request.GET.get("page"))
    choices = (
        ("status", filters.status, [(s.value, s.label) for s in Batch.Status]),
        ("stage", filters.stage, _named(LifecycleStage.objects.order_by("order"))),
        ("country", filters.country, _named(Geography.objects.order_by("name"))),
    )
    lives = batches.lives(list(page), days_of_the_books().last)
    context = {"page": page, "choices": choices, "lives": lives}
    return render(request, "explorer/batches.html", context)


def _named(rows: object) -> list[tuple[str, str]]:
    return [(name, name) for name in rows.values_list("name", flat=True)]  # type: ignore[attr-defined]


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch from egg to harvest."""
    found = batches.batch(pk)
    context = {
        "batch": found,
        "sites": batches.sites_of(found),
        "containers": batches.containers(found, days_of_the_books().last),
        "charts": [
            batches.weight(found),
            batches.deaths(found),
            batches.feeding(found),
            batch_health.lice(found),
        ],
        "stays": batches.stay_rows(found),
        "treatments": batch_health.treatments(found),
        "journal": batch_health.journal(found),
    }
    return render(request, "explorer/batch.html", context)
