"""Compliance: lice limits, withholding periods, mortality thresholds and fallow."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from apps.explorer.charts import Chart, Series
from scripts.data_generation.config.company.places import Geography
from scripts.data_generation.reporting.courses.batch_spans import generations
from scripts.data_generation.reporting.courses.monthly_deaths import AreaMonth, deaths_of_areas
from scripts.data_generation.reporting.courses.weekly_lice import WeekOfLice, weeks_of_lice
from scripts.data_generation.reporting.html.key_figures import figure_sheet
from scripts.data_generation.reporting.html.parts import Section, Sheet, day, sheet
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.reporting.key_figures.monthly_sea import SELDOM_ABOVE
from scripts.data_generation.reporting.key_figures.withholding import harvests_after_treatment
from scripts.data_generation.reporting.key_figures.yearly_delousing import delousing_rows

# Percent of the fish at a month's start; the last is what three cohorts of four rarely exceed.
CLASSES = ((0.0, 0.5), (0.5, 1.0), (1.0, SELDOM_ABOVE), (SELDOM_ABOVE, 5.0), (5.0, 100.1))
CLASS_COLOURS = ("c3", "c1", "c5", "c2", "c8")
MOST_LISTED = 100


def section(subject: Subject) -> Section:
    """Each rule with what the books say of it."""
    return Section(
        "compliance",
        "Compliance",
        "The rules of the run's own parameters beside what happened. A breach is listed, not "
        "hidden: real farms have months above a threshold, too.",
        (
            _lice(subject),
            figure_sheet(
                "compliance-delousing", "Treatments against lice",
                "Kinds, intervals, the count before each treatment, and outcomes.",
                subject.years.labels, tuple(delousing_rows(subject.years)),
            ),
            _withholding(),
            *_mortality(subject),
            _fallow(subject),
        ),
    )  # fmt: skip


def _lice(subject: Subject) -> Sheet:
    limit = subject.case.parameters.delousing.limit
    by_year: dict[tuple[str, int], list[WeekOfLice]] = defaultdict(list)
    for week in weeks_of_lice(limit):
        if week.counts:
            by_year[week.country, week.monday.year].append(week)
    rows = [
        (
            country, str(year), sum(w.counts for w in weeks), sum(w.above for w in weeks),
            round(100.0 * sum(w.above for w in weeks) / sum(w.counts for w in weeks), 2),
            sum((w.mean or 0.0) > limit for w in weeks), len(weeks),
        )
        for (country, year), weeks in sorted(by_year.items())
    ]  # fmt: skip
    return sheet(
        "compliance-lice", f"Counts above the limit of {limit:g} adult females a fish",
        "By calendar year of the week's Monday.",
        ("country", "year", "counts", "above the limit", "above [%]",
         "weeks with the mean above", "weeks counted"),
        rows,
    )  # fmt: skip


def _withholding() -> Sheet:
    found = harvests_after_treatment()
    broken = sum(one.to_spare < 0 for one in found)
    rows = [
        (
            one.batch, one.cage, one.treatment, day(one.treated), one.withholding_days,
            day(one.harvested), one.to_spare,
        )
        for one in found[:MOST_LISTED]
    ]  # fmt: skip
    return sheet(
        "compliance-withholding", "Harvests after medicines",
        f"{len(found):,} harvested cages had a treatment with a withholding period; {broken} were "
        f"harvested within it. The {len(rows)} closest to it are listed.",
        ("batch", "cage", "treatment", "treated", "withholding [days]", "harvested",
         "days to spare"),
        rows,
    )  # fmt: skip


def _mortality(subject: Subject) -> tuple[Chart, Sheet]:
    found = deaths_of_areas(subject.months)
    above = [one for one in found if one.percent > SELDOM_ABOVE]
    rows = [
        (one.area, f"{one.first:%Y-%m}", int(one.fish), int(one.dead), round(one.percent, 2),
         one.cause)
        for one in above[:MOST_LISTED]
    ]  # fmt: skip
    listed = sheet(
        "compliance-mortality", f"Months above {SELDOM_ABOVE:g} % mortality",
        f"{len(above)} of {len(found):,} whole months of a sea area; the published level that "
        "three cohorts of four rarely exceed (docs/realism.md, mortality levels).",
        ("sea area", "month", "fish at its start", "dead", "dead [%]", "most named cause"), rows,
    )  # fmt: skip
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
    return Chart(
        key="compliance-mortality-classes",
        title="Sea areas by monthly mortality",
        says="Whole months of sea areas with fish, by the share of the fish that died.",
        x="category",
        categories=labels,
        series=[
            Series(name, list(zip(labels, of_class, strict=True)), "bar", stack="m", colour=colour)
            for name, of_class, colour in zip(names, counts.values(), CLASS_COLOURS, strict=True)
        ],
        y_names=("area-months",),
    )  # fmt: skip


def _fallow(subject: Subject) -> Sheet:
    rows = list(_rests(subject))
    short = sum(row[-1] == "too short" for row in rows)
    return sheet(
        "compliance-fallow", "Fallow between generations",
        f"{len(rows)} rests of sea areas between two batches; {short} shorter than the rule.",
        ("country", "sea area", "batch before", "left", "batch after", "came", "fallow [days]",
         "rule [days]", "verdict"),
        rows,
    )  # fmt: skip


def _rests(subject: Subject) -> Iterator[tuple[object, ...]]:
    cycle = subject.case.parameters.life_cycle
    for before, after in pairwise(generations()):
        if before.area != after.area or before.left is None:
            continue
        faroe = before.country == Geography.FAROE_ISLANDS.label
        rule = cycle.area_fallow_faroe_days if faroe else cycle.area_fallow_scotland_days
        rest = (after.came - before.left).days
        yield (
            before.country, before.area, before.batch, day(before.left), after.batch,
            day(after.came), rest, rule, "kept" if rest >= rule else "too short",
        )  # fmt: skip
