"""A person who signs rows of the books: what they wrote, by name alone."""

from typing import Any

from django.contrib.auth import get_user_model
from django.shortcuts import get_object_or_404

from apps.explorer.links import link_to
from apps.explorer.listings import Listing
from apps.health.models import JournalEntry, Treatment

JOURNAL_COLUMNS = ("day", "batch", "container", "category", "entry")
TREATMENT_COLUMNS = ("day", "batch", "container", "kind", "outcome")
NEWEST = 100


def person(pk: int) -> Any:
    """One user; Http404 when there is none of this key."""
    return get_object_or_404(get_user_model(), pk=pk)


def journal(one: Any) -> Listing:
    """The newest entries that the person signed."""
    rows = JournalEntry.objects.filter(user=one).select_related("batch", "container")
    return Listing(
        JOURNAL_COLUMNS,
        [
            [
                f"{entry.entry_date:%Y-%m-%d}",
                link_to(entry.batch),
                link_to(entry.container),
                entry.get_category_display(),
                entry.description,
            ]
            for entry in rows.order_by("-entry_date", "-pk")[:NEWEST]
        ],
        "journal",
    )


def treatments(one: Any) -> Listing:
    """The newest treatments that the person signed."""
    rows = Treatment.objects.filter(user=one).select_related("batch", "container")
    return Listing(
        TREATMENT_COLUMNS,
        [
            [
                f"{treatment.treatment_date:%Y-%m-%d}",
                link_to(treatment.batch),
                link_to(treatment.container),
                treatment.get_treatment_type_display(),
                treatment.get_outcome_display(),
            ]
            for treatment in rows.order_by("-treatment_date", "-pk")[:NEWEST]
        ],
        "treatments",
    )
