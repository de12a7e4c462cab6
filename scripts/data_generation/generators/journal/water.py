"""The health journal of the water: storms, blooms, heat, cold and want of oxygen."""

import numpy as np

from apps.health.models import JournalEntry
from scripts.data_generation.config.water.water_events import EventKind
from scripts.data_generation.generators.calendar import dates
from scripts.data_generation.generators.facts import told
from scripts.data_generation.generators.journal.entries import (
    Happenings,
    Source,
    Wording,
    entry_columns,
    write_entries,
)
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.health.rounds import HIGH, LOW, MEDIUM
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.table import Facts
from scripts.data_generation.simulation.ledger.water_tables import WaterWatch

SEEN_MINUTE = 9 * 60 + 10
# Strengths, 0-1, from which an event is of medium and of high severity.
MEDIUM_FROM, HIGH_FROM = 0.4, 0.8


def write_water_journal(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add an entry when an event comes to a batch, and settle it when it is over."""
    for rows, settled in ((events.water_seen, False), (events.water_over, True)):
        strength = rows.strength
        severity = np.select([strength >= HIGH_FROM, strength >= MEDIUM_FROM], [HIGH, MEDIUM], LOW)
        about = Happenings(
            source=Source.WATER,
            numbers=rows.id,
            day=rows.first_day,
            minute=SEEN_MINUTE,
            batch=rows.batch,
            site=rows.site,
        )
        wording = Wording(
            category=JournalEntry.Category.ISSUE,
            severity=severity,
            description=told(_seen_text, rows),
            resolved=np.full(len(rows), settled),
            notes=told(_over_text, rows) if settled else [""] * len(rows),
        )
        columns = entry_columns(books, about, "manager", wording)
        write_entries(ledger, columns, settles=settled)


def _seen_text(row: Facts) -> str:
    return (
        f"{EventKind(row[WaterWatch.kind]).label}: water {row[WaterWatch.temperature_c]:.1f} °C, "
        f"{row[WaterWatch.saturation_percent]:.0f} % oxygen on average today."
    )


def _over_text(row: Facts) -> str:
    last_day = dates(np.asarray([row[WaterWatch.last_day]]))[0]
    return (
        f"Over on {last_day}. {row[WaterWatch.dead]} fish died of environmental causes meanwhile."
    )
