"""The links at the top of every page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from apps.explorer.generation import Page, facts

# The pages of the generator, where there is one, stand between these two groups.
OF_THE_BOOKS = (
    Page("Company", "explorer:company"),
    Page("Sites", "explorer:sites"),
    Page("Batches", "explorer:batches"),
    Page("Feed", "explorer:feed"),
    Page("Health", "explorer:health"),
    Page("Data quality", "explorer:quality"),
)
BEHIND_THEM = (Page("API", "api:docs"), Page("Admin", "admin:index", staff=True))


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`pages` for the templates: the links that this visitor may follow."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"pages": []}
    pages = [*OF_THE_BOOKS, *facts().pages, *BEHIND_THEM]
    return {"pages": [_link(request, one) for one in pages if user.is_staff or not one.staff]}


def _link(request: HttpRequest, page: Page) -> dict[str, Any]:
    address = reverse(page.view)
    return {"name": page.name, "address": address, "here": _is_here(request, address)}


def _is_here(request: HttpRequest, address: str) -> bool:
    home = reverse("explorer:company")
    return request.path == address if address == home else request.path.startswith(address)
