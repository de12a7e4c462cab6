"""Batches: all of them, and the life of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.batch.models import Batch, LifecycleStage
from apps.explorer.answers import ASKED, page
from apps.explorer.figures import batch_health, batches
from apps.explorer.figures.cards import card
from apps.explorer.figures.history import days_of_the_books
from apps.infrastructure.models import Geography


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All batches, by status, stage and country."""
    filters = batches.Filters(
        *(request.GET.get(name, "") for name in ("status", "stage", "country"))
    )
    found = batches.found(filters)
    shown = Paginator(found, batches.MOST_BATCHES).get_page(request.GET.get("page"))
    choices = (
        ("status", filters.status, [(s.value, s.label) for s in Batch.Status]),
        ("stage", filters.stage, _named(LifecycleStage.objects.order_by("order"))),
        ("country", filters.country, _named(Geography.objects.order_by("name"))),
    )
    context = {
        "page": shown,
        # A file holds them all, a page as many as fit it.
        "batches": batches.rows(found if ASKED in request.GET else shown),
        "choices": choices,
        "lives": batches.lives(list(shown), days_of_the_books().last),
    }
    return page(request, "explorer/batches.html", context)


def _named(rows: object) -> list[tuple[str, str]]:
    return [(name, name) for name in rows.values_list("name", flat=True)]  # type: ignore[attr-defined]


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch from egg to harvest."""
    found = batches.batch(pk)
    last_day = days_of_the_books().last
    days = batches.life(found, last_day)
    unfolded = request.GET.get("containers") == "all"
    context = {
        "batch": found,
        "sites": batches.sites_of(found),
        "unfolded": unfolded,
        "containers": batches.containers(found, last_day, unfolded=unfolded),
        "card": card(found, last_day),
        "charts": [
            batches.weight(found, days),
            batches.deaths(found, days),
            batches.feeding(found, days),
            batch_health.lice(found, days),
        ],
        "stays": batches.stay_rows(found),
        "treatments": batch_health.treatments(found),
        "journal": batch_health.journal(found),
    }
    return page(request, "explorer/batch.html", context)
