"""The key figures of every year of a history, from the books only: as a table and as JSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scripts.data_generation.models import GenerationRun
from scripts.data_generation.reporting.history_years import HistoryYears
from scripts.data_generation.reporting.key_figures.figure_rows import FigureRow
from scripts.data_generation.reporting.key_figures.figure_table import as_data, table_lines
from scripts.data_generation.reporting.key_figures.yearly_batches import batch_rows, survival_rows
from scripts.data_generation.reporting.key_figures.yearly_care import care_rows
from scripts.data_generation.reporting.key_figures.yearly_feed import feed_rows
from scripts.data_generation.reporting.key_figures.yearly_harvest import harvest_rows
from scripts.data_generation.reporting.key_figures.yearly_use import use_rows
from scripts.data_generation.reporting.key_figures.yearly_water import water_rows


@dataclass(frozen=True)
class YearFigures:
    """All key figures of a run, years as columns."""

    run: GenerationRun
    years: HistoryYears
    rows: tuple[FigureRow, ...]

    def row(self, section: str, name: str) -> FigureRow:
        """One figure by section and name; KeyError when it does not exist."""
        for row in self.rows:
            if (row.section, row.name) == (section, name):
                return row
        raise KeyError(f"no figure '{name}' in '{section}'")

    def table(self) -> Iterator[str]:
        """Lines for a terminal."""
        return table_lines(self.years.labels, self.rows)

    def as_json(self) -> str:
        """The same as JSON, values unrounded, null where there is no figure."""
        content = {
            "scale": self.run.scale,
            "seed": self.run.seed,
            "years": self.years.spans,
            "figures": as_data(self.rows),
        }
        return json.dumps(content, indent=2) + "\n"


def year_figures(run: GenerationRun, last_day: date) -> YearFigures:
    """All key figures of the books, which reach to `last_day`."""
    years = HistoryYears.of(run.start_date, last_day)
    rows = (
        *batch_rows(years),
        *harvest_rows(years, run.scale),
        *survival_rows(years),
        *feed_rows(years),
        *care_rows(years),
        *use_rows(years, run),
        *water_rows(years, run),
    )
    return YearFigures(run, years, rows)
