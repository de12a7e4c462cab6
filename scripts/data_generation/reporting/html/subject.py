"""The subject of a report: a run, its books to the last committed day, and shared figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from apps.batch.models import Batch
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.reporting.courses.growth_courses import GrowthCourse, growth_courses
from scripts.data_generation.reporting.courses.monthly_water import (
    MonthOfWater,
    Probe,
    months_of_water,
    probes,
)
from scripts.data_generation.reporting.history_months import HistoryMonths
from scripts.data_generation.reporting.history_years import HistoryYears
from scripts.data_generation.reporting.key_figures.year_figures import YearFigures, year_figures
from scripts.data_generation.validation.engine.case import Case


@dataclass(frozen=True)
class Subject:
    """A case with a run, and the batches whose whole lives the report shows."""

    case: Case
    run: GenerationRun
    batches: Sequence[Batch] = ()

    @cached_property
    def years(self) -> HistoryYears:
        """The years of the history so far."""
        return HistoryYears.of(self.run.start_date, self.case.last_day)

    @cached_property
    def months(self) -> HistoryMonths:
        """The months of the history so far."""
        return HistoryMonths.of(self.run.start_date, self.case.last_day)

    @cached_property
    def firsts(self) -> list[str]:
        """First day of each month, as text."""
        return [first.isoformat() for first in self.months.firsts]

    @cached_property
    def year_figures(self) -> YearFigures:
        """The key figures of every year."""
        return year_figures(self.run, self.case.last_day)

    @cached_property
    def courses(self) -> list[GrowthCourse]:
        """Sampled weights of all batches."""
        return growth_courses()

    @cached_property
    def probes(self) -> list[Probe]:
        """The sensors that stand for their places."""
        return probes()

    @cached_property
    def water(self) -> list[MonthOfWater]:
        """What these sensors recorded, by month."""
        return list(months_of_water(self.months, self.probes))
