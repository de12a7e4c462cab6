"""Runs, one run with its sessions and chunks, and its progress as JSON.

Nothing is started or stopped here: that stays on the command line.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from scripts.data_generation.orchestrator.runs.run_status import (
    DatabaseStatus,
    RunStatus,
    database_status,
)
from scripts.data_generation.pages.progress import pace, progress

View = Callable[..., HttpResponse]


def for_staff(view: View) -> View:
    """Whoever is not staff is asked for another login."""
    guarded: Any = staff_member_required(view, login_url="login")
    allowed: View = guarded
    return allowed


@require_safe
@for_staff
def runs(request: HttpRequest) -> HttpResponse:
    """All runs of this database."""
    status = database_status()
    context = {"runs": [(run, progress(run)) for run in status.runs], "status": status}
    return render(request, "generation/runs.html", context)


@require_safe
@for_staff
def run(request: HttpRequest, number: int) -> HttpResponse:
    """One run, which the page's script follows while it goes on."""
    status = database_status()
    found = _run(status, number)
    context = {
        "run": found,
        "progress": progress(found),
        "pace": pace(found),
        "next": status.next,
    }
    return render(request, "generation/run.html", context)


@require_safe
@never_cache
@for_staff
def run_progress(request: HttpRequest, number: int) -> JsonResponse:
    """How the run gets on, for the page's script."""
    return JsonResponse(progress(_run(database_status(), number)).as_json())


def _run(status: DatabaseStatus, number: int) -> RunStatus:
    for one in status.runs:
        if one.number == number:
            return one
    raise Http404(f"no run {number}")
