"""Wrong passwords: every further one costs more patience, and too many lock the name for a while.

django-axes counts them in the database and refuses; `settings.py` hands it what is here. Counted
is by name and address together, so that nobody can lock out somebody else from elsewhere.
"""

from datetime import timedelta
from ipaddress import ip_address
from math import ceil
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from drf_spectacular import authentication as authentication_schemes
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed

# So many wrong passwords cost nothing; each one after them doubles the pause before the next try.
FREE_TRIES = 3
FIRST_PAUSE = timedelta(seconds=1)
# After so many the name is locked for this address.
MOST_TRIES = 10
# As long as a name of Django's can be; nobody who has a longer one can be meant.
LONGEST_NAME = 150

TOO_MANY_REQUESTS = 429


class BasicAuthentication(authentication.BasicAuthentication):
    """A name and a password with each request; wrong ones are counted as in the forms."""

    def authenticate_credentials(
        self, userid: str, password: str, request: Any = None
    ) -> tuple[Any, None]:
        """The account, looked for with the request that the middleware sees."""
        if "\0" in userid:
            # PostgreSQL takes none in a text, and no name has one.
            raise AuthenticationFailed("The name and the password do not belong together.")
        asked = getattr(request, "_request", request)
        return super().authenticate_credentials(userid, password, asked)


class BasicScheme(authentication_schemes.BasicScheme):  # type: ignore[no-untyped-call]
    """How the API's schema tells of it: as of Django REST framework's own."""

    target_class = "aquamind.web.logins.BasicAuthentication"


def name_of(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Whose password is tried, as it is counted and logged: on one line, without control codes."""
    given = credentials.get("username") if credentials else request.POST.get("username")
    name = str(given or "")[:LONGEST_NAME]
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from: the proxy says so if there is one, and nobody else may.

    A proxy adds the address that it saw at the end of X-Forwarded-For; what stands before it is
    what the client claims.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        said = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
        return _address(said) or _address(seen)
    return _address(seen)


def _address(text: str) -> str | None:
    """The address in a text, its port left out; None when there is none."""
    host = text[1:].partition("]")[0] if text.startswith("[") else text
    if host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        return str(ip_address(host.partition("%")[0]))
    except ValueError:
        return None


def wrong_tries_allowed(request: HttpRequest, credentials: dict[str, Any] | None) -> int:
    """The number of wrong passwords at which a try is refused: one more while there is no pause."""
    tries, pause = _so_far(request, credentials)
    return tries if pause > timedelta() else tries + 1


def refusal(
    request: HttpRequest, answer: HttpResponseBase | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """What is said to whoever has to wait: 429, and for how long."""
    _, pause = _so_far(request, credentials)
    seconds = max(ceil(pause.total_seconds()), 1)
    # Programs ask with a header, people with a form.
    if "HTTP_AUTHORIZATION" in request.META:
        says = f"Too many wrong passwords. Try again in {seconds} seconds."
        refused: HttpResponse = JsonResponse({"detail": says}, status=TOO_MANY_REQUESTS)
    else:
        context = {
            "form": AuthenticationForm(request),
            "next": request.POST.get("next", ""),
            "pause": {"minutes": ceil(seconds / 60), "seconds": seconds},
        }
        refused = render(request, "registration/login.html", context, status=TOO_MANY_REQUESTS)
    refused.headers["Retry-After"] = str(seconds)
    return refused


def _so_far(request: Any, credentials: dict[str, Any] | None) -> tuple[int, timedelta]:
    """Wrong passwords that are remembered, and what is left of the pause that they cost.

    The request has the moment of the try from django-axes.
    """
    now = request.axes_attempt_time
    found = AccessAttempt.objects.filter(
        username=name_of(request, credentials),
        ip_address=address_of(request),
        attempt_time__gte=now - settings.AXES_COOLOFF_TIME,
    ).aggregate(tries=Sum("failures_since_start"), last=Max("attempt_time"))
    tries = found["tries"] or 0
    if tries < FREE_TRIES:
        return tries, timedelta()
    whole = FIRST_PAUSE * 2 ** (tries - FREE_TRIES)
    if tries >= MOST_TRIES:
        whole = settings.AXES_COOLOFF_TIME
    return tries, whole - (now - found["last"])
