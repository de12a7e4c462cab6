"""Feed: the stock of the stores, what comes and goes, what it costs, and the conversion."""

import numpy as np

from apps.explorer.charts import Chart, Series
from scripts.data_generation.reporting.courses.monthly_feed import (
    delivered_kg,
    eaten_kg,
    prices,
    written_off_kg,
)
from scripts.data_generation.reporting.html.parts import (
    COLOURS,
    STAGE_COLOURS,
    Section,
    points,
    sheet,
)
from scripts.data_generation.reporting.html.subject import Subject
from scripts.data_generation.reporting.key_figures.yearly_feed import FCR

# docs/realism.md, FCR by stage: biological FCR.
PUBLISHED_FCR = (
    ("Fry", 0.7, 0.9),
    ("Parr", 0.8, 1.0),
    ("Smolt", 0.8, 1.0),
    ("Post-Smolt", 0.9, 1.05),
    ("Adult, below 1 kg", 1.0, 1.05),
    ("Adult, 1-3 kg", 1.05, 1.15),
    ("Adult, 3-6 kg", 1.15, 1.3),
)
TONNE = 1000.0


def feed_section(subject: Subject) -> Section:
    """Stock, flows and price by month."""
    months = subject.months
    came, eaten, thrown = delivered_kg(months), eaten_kg(months), written_off_kg(months)
    stock = np.cumsum(came - eaten - thrown) / TONNE
    flows = (("delivered", came), ("eaten", eaten), ("written off", thrown))
    return Section(
        "feed",
        "Feed",
        "All stores together: silos of the halls and barges of the sea areas.",
        (
            Chart(
                key="feed-stock",
                title="Feed in stock",
                says="Stock of all stores at the end of each month: delivered less eaten less "
                "written off.",
                series=(Series("in stock", points(subject.firsts, stock), "area", colour="c1"),),
                y_names=("feed in stock [t]",),
            ),
            Chart(
                key="feed-flows",
                title="Feed delivered, eaten and written off",
                says="Tonnes of each month.",
                series=[
                    Series(name, points(subject.firsts, kg / TONNE), colour=colour)
                    for (name, kg), colour in zip(flows, COLOURS, strict=False)
                ],
                y_names=("feed [t a month]",),
            ),
            _price(subject),
        ),
    )


def _price(subject: Subject) -> Chart:
    return Chart(
        key="feed-price",
        title="Price of feed",
        says="Mean price of what was ordered in each month, by size of pellet and of all feed.",
        series=[
            Series(name, points(subject.firsts, values), colour=colour)
            for (name, values), colour in zip(
                prices(subject.months).items(), ("c7", *COLOURS), strict=False
            )
        ],
        y_names=("price [EUR/kg]",),
    )


def conversion_section(subject: Subject) -> Section:
    """FCR of each stage by year, beside what is published."""
    rows = [row for row in subject.year_figures.rows if row.section == FCR]
    labels = subject.years.labels
    return Section(
        "fcr",
        "Feed conversion",
        "FCR is feed eaten over gross growth, from the weekly summaries of all containers. Gross "
        "growth includes that of fish that died later.",
        (
            Chart(
                key="fcr-by-stage",
                title="FCR by stage and year",
                says="Feed over gross growth of the weeks that ended in the year.",
                x="category",
                categories=labels,
                heading="year",
                series=[
                    Series(row.name, points(labels, row.values), colour=colour)
                    for row, colour in zip(rows, (*STAGE_COLOURS[1:], "c8"), strict=False)
                ],
                y_names=("FCR [kg feed / kg growth]",),
            ),
            sheet(
                key="fcr-published",
                title="Published FCR",
                says="Biological FCR by stage: docs/realism.md, FCR by stage.",
                head=("stage", "lowest", "highest"),
                rows=PUBLISHED_FCR,
            ),
        ),
    )
