"""What truly happened, into the generator's own books: outbreaks, whatever people noticed."""

from datetime import date

from apps.batch.models import Batch
from scripts.data_generation.config.health.disease_profiles import PROFILES
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.models import DiseaseOutbreak, GenerationRun
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.health_tables import Outbreaks
from scripts.data_generation.simulation.ledger.table import Facts

# Columns that change while an outbreak goes on.
CHANGING = ("last_day", "noticed_day", "named_day", "treated_day", "containers", "deaths", "over")


def write_outbreaks(run: GenerationRun, books: Books, events: ChunkEvents) -> None:
    """Add the chunk's outbreaks and bring older ones up to its last evening."""
    found: dict[int, Facts] = {}
    # An outbreak that is over may still be looked at on the evening: that is its newest row.
    for outbreaks in (events.outbreaks_over, events.outbreaks_today):
        begun = outbreaks.where(
            (outbreaks.first_day <= events.last_day) & (outbreaks.containers > 0)
        )
        found |= {row[Outbreaks.id]: row for row in begun.facts()}
    base = books.key_bases[Batch._meta.db_table]
    names = _batch_numbers({base + row[Outbreaks.batch] for row in found.values()})
    DiseaseOutbreak.objects.bulk_create(
        [_outbreak(run, books, row, names[base + row[Outbreaks.batch]]) for row in found.values()],
        update_conflicts=True,
        unique_fields=["run", "number"],
        update_fields=CHANGING,
    )


def _batch_numbers(keys: set[int]) -> dict[int, str]:
    return dict(Batch.objects.filter(pk__in=keys).values_list("pk", "batch_number"))


def _outbreak(run: GenerationRun, books: Books, row: Facts, batch_number: str) -> DiseaseOutbreak:
    noticed = row[Outbreaks.noticed_containers] > 0
    return DiseaseOutbreak(
        run=run,
        number=row[Outbreaks.id],
        batch_number=batch_number,
        site=books.layout.sites.name[row[Outbreaks.site]],
        disease=PROFILES[row[Outbreaks.disease]].name,
        first_day=date.fromordinal(row[Outbreaks.first_day]),
        last_day=date.fromordinal(row[Outbreaks.last_day]),
        noticed_day=date.fromordinal(row[Outbreaks.noticed_day]) if noticed else None,
        named_day=_day_or_none(row[Outbreaks.named_day]),
        treated_day=_day_or_none(row[Outbreaks.treated_day]),
        containers=row[Outbreaks.containers],
        deaths=row[Outbreaks.dead],
        over=row[Outbreaks.over],
    )


def _day_or_none(number: int) -> date | None:
    return date.fromordinal(number) if number else None
