"""What only the generator of the books can tell the pages; the generator fills it in from above.

Nobody generated the books that people keep. The pages then show what the books themselves say.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from apps.explorer.periods import Days


@dataclass(frozen=True)
class Page:
    """A page of the generator that the explorer links to."""

    name: str
    view: str  # as `reverse` takes it
    staff: bool = False  # whether only staff see it


@dataclass(frozen=True)
class Validation:
    """What the last validation of the books found."""

    at: datetime
    seconds: float
    totals: Mapping[str, int]  # state -> checks
    checks: Sequence[Mapping[str, Any]]  # as `generate_data --validate-only --json` writes them


@dataclass(frozen=True)
class FaultCount:
    """How many sensors of one type failed in one way."""

    kind: str
    label: str
    sensor_type: str
    faults: int


@dataclass(frozen=True)
class Fault:
    """One fault of one sensor, from its first moment to its last [UTC]."""

    label: str
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Outbreak:
    """One disease in one batch at one site, noticed or not."""

    disease: str
    batch_number: str
    site: str
    first_day: date
    last_day: date
    deaths: int


@dataclass(frozen=True)
class WaterEvent:
    """A storm, a bloom or the like in the water of one sea area."""

    kind: str
    label: str
    first_day: date
    last_day: date


class GenerationFacts:
    """What there is to tell where no generator is installed: nothing."""

    pages: Sequence[Page] = ()

    def last_written_day(self) -> date | None:
        """The last evening that the generator wrote."""
        return None

    def last_validation(self) -> Validation | None:
        """What the last validation of the books found."""
        return None

    def sensor_faults(self) -> Sequence[FaultCount]:
        """The faults that were laid over the readings, by kind and type of sensor."""
        return ()

    def faults_of(self, sensor: int) -> Sequence[Fault]:
        """The faults of the sensor with this key, by their first moment."""
        return ()

    def last_failed_sensor(self) -> int | None:
        """The key of the sensor whose fault began last."""
        return None

    def outbreaks(self, days: Days) -> Sequence[Outbreak]:
        """Outbreaks that went on in these days, by disease and first day."""
        return ()

    def water_events(self, area: int, days: Days) -> Sequence[WaterEvent]:
        """Events in the water of the sea area with this key in these days, by first day."""
        return ()

    def monthly_deaths(self, days: Days) -> Sequence[tuple[str, date, int]] | None:
        """(cause, month, dead fish) of the months of these days; None where nobody added them up.

        A sum over millions of deaths takes longer than anybody waits for a page.
        """
        return None


Provider = Callable[[], GenerationFacts]
_provider: Provider = GenerationFacts


def use(provider: Provider) -> Provider:
    """Have the pages ask this provider from now on; returns the one that they asked before."""
    global _provider
    before, _provider = _provider, provider
    return before


def facts() -> GenerationFacts:
    """What the generator tells now."""
    return _provider()
