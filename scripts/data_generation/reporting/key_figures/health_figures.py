"""Key figures for a veterinarian, from the books only: by year, by season and by month."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scripts.data_generation.models import GenerationRun
from scripts.data_generation.reporting.history_years import HistoryYears
from scripts.data_generation.reporting.key_figures.figure_rows import FigureRow
from scripts.data_generation.reporting.key_figures.figure_table import as_data, table_lines
from scripts.data_generation.reporting.key_figures.monthly_sea import (
    MONTHS,
    lice_rows,
    sea_death_rows,
)
from scripts.data_generation.reporting.key_figures.yearly_delousing import (
    delousing_rows,
    vaccination_rows,
)
from scripts.data_generation.reporting.key_figures.yearly_disease import (
    SEASONS,
    death_rows,
    laboratory_rows,
    outbreak_rows,
    season_rows,
)


@dataclass(frozen=True)
class HealthFigures:
    """All health figures of a run: columns are years, the four seasons, or the twelve months."""

    run: GenerationRun
    years: HistoryYears
    by_year: tuple[FigureRow, ...]
    by_season: tuple[FigureRow, ...]
    by_month: tuple[FigureRow, ...]

    def table(self) -> Iterator[str]:
        """Lines for a terminal, a blank one between the tables."""
        yield from table_lines(self.years.labels, self.by_year)
        yield ""
        yield from table_lines(SEASONS, self.by_season)
        yield ""
        yield from table_lines(MONTHS, self.by_month)

    def as_json(self) -> str:
        """The same as JSON, values unrounded, null where there is no figure."""
        content = {
            "scale": self.run.scale,
            "seed": self.run.seed,
            "years": self.years.spans,
            "figures": as_data(self.by_year),
            "seasons": list(SEASONS),
            "by_season": as_data(self.by_season),
            "months": list(MONTHS),
            "by_month": as_data(self.by_month),
        }
        return json.dumps(content, indent=2) + "\n"


def health_figures(run: GenerationRun, last_day: date) -> HealthFigures:
    """All health figures of the books, which reach to `last_day`."""
    years = HistoryYears.of(run.start_date, last_day)
    by_year = (
        *outbreak_rows(years, run),
        *death_rows(years),
        *delousing_rows(years),
        *vaccination_rows(years),
        *laboratory_rows(years, run),
    )
    by_month = (*lice_rows(), *sea_death_rows(years))
    return HealthFigures(run, years, by_year, tuple(season_rows(run)), by_month)
