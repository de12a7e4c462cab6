"""The key figures of every year of a history, asked of the books alone: table and JSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scripts.data_generation.models import GenerationRun
from scripts.data_generation.reporting.figure_rows import FigureRow
from scripts.data_generation.reporting.history_years import DAY, HistoryYears
from scripts.data_generation.reporting.yearly_batches import batch_rows, survival_rows
from scripts.data_generation.reporting.yearly_care import care_rows
from scripts.data_generation.reporting.yearly_feed import feed_rows
from scripts.data_generation.reporting.yearly_harvest import harvest_rows
from scripts.data_generation.reporting.yearly_use import use_rows
from scripts.data_generation.reporting.yearly_water import water_rows

WIDTH = 9


@dataclass(frozen=True)
class YearFigures:
    """All key figures of a run, years as columns."""

    run: GenerationRun
    years: HistoryYears
    rows: tuple[FigureRow, ...]

    def row(self, section: str, name: str) -> FigureRow:
        """One figure by section and name; KeyError when there is none such."""
        for row in self.rows:
            if (row.section, row.name) == (section, name):
                return row
        raise KeyError(f"no figure '{name}' in '{section}'")

    def table(self) -> Iterator[str]:
        """Lines for a terminal."""
        titles = [_title(row) for row in self.rows]
        widest = max(len(title) for title in titles)
        labels = [self.years.label(row) for row in range(len(self.years))]
        yield " " * (widest + 2) + "".join(label.rjust(WIDTH) for label in labels)
        section = ""
        for row, title in zip(self.rows, titles, strict=True):
            if row.section != section:
                yield row.section
                section = row.section
            yield f"{title:<{widest}}  " + "".join(_cell(v, row.decimals) for v in row.values)

    def as_json(self) -> str:
        """The same as JSON, values unrounded, null where there is nothing to tell."""
        ends = [day - DAY for day in self.years.bounds[1:]]
        spans = zip(self.years.begins, ends, strict=True)
        content = {
            "scale": self.run.scale,
            "seed": self.run.seed,
            "years": [{"first_day": str(first), "last_day": str(last)} for first, last in spans],
            "figures": [
                {"section": row.section, "name": row.name, "unit": row.unit,
                 "values": list(row.values)}
                for row in self.rows
            ],
        }  # fmt: skip
        return json.dumps(content, indent=2) + "\n"


def year_figures(run: GenerationRun, last_day: date) -> YearFigures:
    """Ask the books, which are kept up to `last_day`."""
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


def _title(row: FigureRow) -> str:
    return f"  {row.name}" + (f" [{row.unit}]" if row.unit else "")


def _cell(value: float | None, decimals: int) -> str:
    text = "-" if value is None else f"{value:,.{decimals}f}"
    return text.rjust(WIDTH)
