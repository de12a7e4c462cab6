"""Functions that break the books, each in the way that one check sees, and what they share."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from apps.batch.models import BatchContainerAssignment

DAY = timedelta(days=1)


class Mutation(NamedTuple):
    """The check that has to see it, and what breaks the books."""

    check: str
    breaker: Callable[[], None]

    def __str__(self) -> str:
        return f"{self.check}: {self.breaker.__name__}"


MUTATIONS: list[Mutation] = []


def breaks(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Marks a function that breaks the books in the way that the check of this name sees."""

    def marked(breaker: Callable[[], None]) -> Callable[[], None]:
        MUTATIONS.append(Mutation(name, breaker))
        return breaker

    return marked


def stays() -> QuerySet[BatchContainerAssignment]:
    return BatchContainerAssignment.objects.order_by("id")


def change(row, **values: object) -> None:
    """Set columns of a row, whatever its constraints in Python."""
    type(row).objects.filter(pk=row.pk).update(**values)
