"""Compliance: lice limits, withholding periods, mortality thresholds and fallow."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from apps.explorer.charts import Chart, Series
from apps.infrastructure import models as places
from scripts.data_generation.config.company.places import Geography
from scripts.data_generation.reporting.courses.batch_spans import Generation, generations
from scripts.data_generation.reporting.courses.monthly_deaths import AreaMonth, deaths_of_areas
from scripts.data_generation.reporting.courses.weekly_lice import WeekOfLice, weeks_of_lice
from scripts.data_generation.reporting.html.figure_sheet import figure_sheet
from scripts.data_generation.reporting.html.parts import Cells, Section, Sheet, day, sheet_of
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.reporting.key_figures.monthly_sea import SELDOM_ABOVE
from scripts.data_generation.reporting.key_figures.withholding import (
    Spared,
    harvests_after_treatment,
)
from scripts.data_generation.reporting.key_figures.yearly_delousing import delousing_rows
from scripts.data_generation.validation.engine.known_names import keys_named

# Percent of the fish at a month's start; three cohorts of four rarely exceed SELDOM_ABOVE.
CLASSES = ((0.0, 0.5), (0.5, 1.0), (1.0, SELDOM_ABOVE), (SELDOM_ABOVE, 5.0), (5.0, 100.1))
CLASS_COLOURS = ("c3", "c1", "c5", "c2", "c8")
MOST_LISTED = 100


SPARED_CELLS: Cells[Spared] = {
    "batch": lambda one: one.batch,
    "cage": lambda one: one.cage,
    "treatment": lambda one: one.treatment,
    "treated": lambda one: day(one.treated),
    "withholding [days]": lambda one: one.withholding_days,
    "harvested": lambda one: day(one.harvested),
    "days to spare": lambda one: one.to_spare,
}
AREA_MONTH_CELLS: Cells[AreaMonth] = {
    "sea area": lambda one: one.area,
    "month": lambda one: f"{one.first:%Y-%m}",
    "fish at its start": lambda one: int(one.fish),
    "dead": lambda one: int(one.dead),
    "dead [%]": lambda one: round(one.percent, 2),
    "most named cause": lambda one: one.cause,
}


@dataclass(frozen=True)
class LiceYear:
    """The counts of a country in a calendar year, and those above the limit."""

    country: str
    year: int
    weeks: Sequence[WeekOfLice]
    limit: float  # adult females a fish

    @property
    def counts(self) -> int:
        """Cages counted."""
        return sum(week.counts for week in self.weeks)

    @property
    def above(self) -> int:
        """Counts above the limit."""
        return sum(week.above for week in self.weeks)

    @property
    def weeks_above(self) -> int:
        """Weeks whose mean of all counts was above the limit."""
        return sum((week.mean or 0.0) > self.limit for week in self.weeks)


LICE_CELLS: Cells[LiceYear] = {
    "country": lambda one: one.country,
    "year": lambda one: str(one.year),
    "counts": lambda one: one.counts,
    "above the limit": lambda one: one.above,
    "above [%]": lambda one: round(100.0 * one.above / one.counts, 2),
    "weeks with the mean above": lambda one: one.weeks_above,
    "weeks counted": lambda one: len(one.weeks),
}


@dataclass(frozen=True)
class Rest:
    """The time between two batches in one sea area, and the shortest that the rule allows."""

    before: Generation
    left: date
    after: Generation
    rule_days: int

    @property
    def days(self) -> int:
        """Days that the area lay fallow."""
        return (self.after.came - self.left).days

    @property
    def too_short(self) -> bool:
        """Whether the rule is broken."""
        return self.days < self.rule_days


REST_CELLS: Cells[Rest] = {
    "country": lambda one: one.before.country,
    "sea area": lambda one: one.before.area,
    "batch before": lambda one: one.before.batch,
    "left": lambda one: day(one.left),
    "batch after": lambda one: one.after.batch,
    "came": lambda one: day(one.after.came),
    "fallow [days]": lambda one: one.days,
    "rule [days]": lambda one: one.rule_days,
    "rule kept": lambda one: "too short" if one.too_short else "kept",
}


def section(subject: Subject) -> Section:
    """Each rule, and whether it was kept in the books."""
    return Section(
        "compliance",
        "Compliance",
        "The rules of the run's own parameters beside what happened. A breach is listed, not "
        "hidden: real farms have months above a threshold, too.",
        (
            _lice(subject),
            figure_sheet(
                subject.years.labels,
                tuple(delousing_rows(subject.years)),
                key="compliance-delousing",
                title="Treatments against lice",
                says="Kinds, intervals, the count before each treatment, and outcomes.",
            ),
            _withholding(),
            *_mortality(subject),
            _fallow(subject),
        ),
    )


def _lice(subject: Subject) -> Sheet:
    limit = subject.case.parameters.delousing.limit
    by_year: dict[tuple[str, int], list[WeekOfLice]] = defaultdict(list)
    for week in weeks_of_lice(limit):
        if week.counts:
            by_year[week.country, week.monday.year].append(week)
    years = [LiceYear(*key, weeks, limit) for key, weeks in sorted(by_year.items())]
    return sheet_of(
        years,
        LICE_CELLS,
        key="compliance-lice",
        title=f"Counts above the limit of {limit:g} adult females a fish",
        says="By calendar year of the week's Monday.",
    )


def _withholding() -> Sheet:
    found = harvests_after_treatment()
    broken = sum(one.to_spare < 0 for one in found)
    listed = found[:MOST_LISTED]
    return sheet_of(
        listed,
        SPARED_CELLS,
        key="compliance-withholding",
        title="Harvests after medicines",
        says=f"{len(found):,} harvested cages had a treatment with a withholding period; {broken} "
        f"were harvested within it. The {len(listed)} closest to it are listed.",
    )


def _mortality(subject: Subject) -> tuple[Chart, Sheet]:
    found = deaths_of_areas(subject.months)
    above = [one for one in found if one.percent > SELDOM_ABOVE]
    listed = sheet_of(
        above[:MOST_LISTED],
        AREA_MONTH_CELLS,
        key="compliance-mortality",
        title=f"Months above {SELDOM_ABOVE:g} % mortality",
        says=f"{len(above)} of {len(found):,} whole months of a sea area. Three cohorts of four "
        "rarely exceed this published level (docs/realism.md, mortality levels).",
    )
    return _classes(subject, found), listed


def _classes(subject: Subject, found: Sequence[AreaMonth]) -> Chart:
    labels = subject.years.labels
    counts = {bounds: [0] * len(labels) for bounds in CLASSES}
    for one in found:
        year = sum(begin <= one.first for begin in subject.years.begins) - 1
        bounds = next(b for b in CLASSES if b[0] <= one.percent < b[1])
        counts[bounds][max(year, 0)] += 1
    names = [
        f"{low:g}-{high:g} %" if high < CLASSES[-1][1] else f"{low:g} % or more"
        for low, high in CLASSES
    ]
    series = [
        Series(name, list(zip(labels, of_class, strict=True)), "bar", stack="m", colour=colour)
        for name, of_class, colour in zip(names, counts.values(), CLASS_COLOURS, strict=True)
    ]
    return Chart(
        key="compliance-mortality-classes",
        title="Sea areas by monthly mortality",
        says="Whole months of sea areas with fish, by the share of the fish that died.",
        x="category",
        categories=labels,
        heading="year",
        series=series,
        y_names=("area-months",),
    )


def _fallow(subject: Subject) -> Sheet:
    rests = list(_rests(subject))
    short = sum(rest.too_short for rest in rests)
    return sheet_of(
        rests,
        REST_CELLS,
        key="compliance-fallow",
        title="Fallow between generations",
        says=f"{len(rests)} rests of sea areas between two batches; {short} shorter than the rule.",
    )


def _rests(subject: Subject) -> Iterator[Rest]:
    cycle = subject.case.parameters.life_cycle
    named = keys_named(places.Geography, [Geography.FAROE_ISLANDS.label])
    faroese = set(places.Geography.objects.filter(pk__in=named).values_list("name", flat=True))
    for before, after in pairwise(generations()):
        if before.area == after.area and before.left is not None:
            faroe = before.country in faroese
            rule = cycle.area_fallow_faroe_days if faroe else cycle.area_fallow_scotland_days
            yield Rest(before, before.left, after, rule)
