"""The case that is checked: a company's books, and the run that made them, if known."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Max
from django.utils.timezone import localdate

from apps.batch.models import (
    BatchContainerAssignment,
    GrowthSample,
    MortalityEvent,
    TransferAction,
)
from apps.inventory.models import FeedingEvent
from scripts.data_generation.config.parameters import Parameters, from_json, resolve
from scripts.data_generation.config.scales import DEFAULT_SCALE
from scripts.data_generation.models import GenerationChunk, GenerationRun

Shared = TypeVar("Shared")

# The columns that tell up to which day the books are kept.
DAYS = (
    (MortalityEvent, "event_date"),
    (FeedingEvent, "feeding_date"),
    (GrowthSample, "sample_date"),
    (TransferAction, "actual_execution_date"),
    (BatchContainerAssignment, "assignment_date"),
    (BatchContainerAssignment, "departure_date"),
)


@dataclass(frozen=True)
class Case:
    """The books that are checked: their run, if one made them, and their last day.

    Books that people keep have no run. Their parameters are those of the default scale.
    """

    run: GenerationRun | None
    parameters: Parameters
    last_day: date
    _known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, run: GenerationRun | None) -> "Case":
        """The case of this run, whose books reach to its last committed day, or of no run."""
        if run is None:
            return cls(None, resolve(DEFAULT_SCALE), last_day_in_the_books())
        committed = GenerationChunk.objects.filter(session__run=run).aggregate(day=Max("last_day"))
        return cls(run, from_json(run.parameters), committed["day"] or run.start_date)

    def once(self, name: str, ask: Callable[[], Shared]) -> Shared:
        """What several checks share: `ask` is called the first time only."""
        if name not in self._known:
            self._known[name] = ask()
        shared: Shared = self._known[name]
        return shared


def last_day_in_the_books() -> date:
    """The last day on which the books record anything of fish; today in empty books."""
    days = [model._default_manager.aggregate(day=Max(column))["day"] for model, column in DAYS]
    return max((day for day in days if day), default=localdate())
