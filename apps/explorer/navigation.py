"""The links at the top of every page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

# What it is called, its view, and whether only staff see it.
PAGES = (
    ("Company", "explorer:company", False),
    ("Sites", "explorer:sites", False),
    ("Batches", "explorer:batches", False),
    ("Feed", "explorer:feed", False),
    ("Health", "explorer:health", False),
    ("Data quality", "explorer:quality", False),
    ("Generation", "generation:runs", True),
    ("API", "api:docs", False),
    ("Admin", "admin:index", True),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`pages` for the templates: the links that this visitor may follow."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"pages": []}
    pages = [
        {"name": name, "address": reverse(view), "here": _is_here(request, reverse(view))}
        for name, view, staff in PAGES
        if user.is_staff or not staff
    ]
    return {"pages": pages}


def _is_here(request: HttpRequest, address: str) -> bool:
    home = reverse("explorer:company")
    return request.path == address if address == home else request.path.startswith(address)
