"""The sections of the report, in order."""

from collections.abc import Callable, Iterator

from scripts.data_generation.reporting.html.parts import Section
from scripts.data_generation.reporting.html.sections import (
    checks,
    compliance,
    data_quality,
    feed,
    growth,
    harvest,
    key_figures,
    lice,
    lifecycle,
    mortality,
    production,
    provenance,
    timeline,
    utilisation,
    water,
)
from scripts.data_generation.reporting.html.subject import Subject

SECTIONS: tuple[Callable[[Subject], Section], ...] = (
    key_figures.section,
    production.section,
    timeline.section,
    growth.section,
    water.section,
    lice.section,
    mortality.section,
    feed.feed_section,
    feed.conversion_section,
    harvest.section,
    utilisation.section,
    compliance.section,
    data_quality.section,
    checks.section,
    lifecycle.section,
    provenance.section,
)


def sections(subject: Subject) -> Iterator[Section]:
    """The lives of the chosen batches, then every section; each is made when it is needed."""
    for batch in subject.batches:
        yield lifecycle.life_section(subject, batch)
    for made in SECTIONS:
        yield made(subject)
