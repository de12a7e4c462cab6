"""What a benchmark run does: which arms, how often, on how much."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from scripts.data_generation.config.history import HISTORY_YEARS, years_later
from scripts.data_generation.config.parameters import Parameters, resolve
from scripts.data_generation.orchestrator.history_days import DAY, Span

ARMS = "abcdef"
FIRST_DAY = date(2015, 1, 1)
SEED = 42
RUNS = 5
TEN_YEARS = Span(FIRST_DAY, years_later(FIRST_DAY, HISTORY_YEARS) - DAY)
THREE_YEARS = Span(FIRST_DAY, years_later(FIRST_DAY, 3) - DAY)


@dataclass(frozen=True)
class Plan:
    """Sizes of one benchmark run."""

    arms: str = ARMS
    runs: int = RUNS
    scale: str = "dev"
    parameters: Path | None = None
    workers: int = 1
    rows: int = 300_000
    history: Span = TEN_YEARS
    # Days lived before the day loop is timed, and timed then in each run.
    day_loop_after: int = 1400
    day_loop_days: int = 90

    @cached_property
    def resolved(self) -> Parameters:
        """The parameters of the sessions that are run; their file is read once."""
        return resolve(self.scale, self.parameters)

    def generate_options(self) -> list[str]:
        """The options of generate_data for this plan's history."""
        options = ["--scale", self.scale, "--seed", str(SEED)]
        options += ["--start-date", str(self.history.first), "--end-date", str(self.history.last)]
        options += ["--workers", str(self.workers)] if self.workers > 1 else []
        return [*options, "--parameters", str(self.parameters)] if self.parameters else options


def first_days(days: int) -> Span:
    """A history of this many days."""
    return Span(FIRST_DAY, FIRST_DAY + (days - 1) * DAY)


QUICK = Plan(scale="ci", rows=30_000, history=THREE_YEARS)
