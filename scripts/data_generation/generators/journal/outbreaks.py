"""The health journal of outbreaks: seen, named, over; and of abnormal laboratory answers."""

from collections.abc import Callable

import numpy as np

from apps.health.models import JournalEntry
from scripts.data_generation.array_types import Booleans
from scripts.data_generation.config.health.disease_profiles import PROFILES
from scripts.data_generation.generators.calendar import dates
from scripts.data_generation.generators.facts import told
from scripts.data_generation.generators.health.laboratory import findings
from scripts.data_generation.generators.journal.entries import (
    Happenings,
    Source,
    Wording,
    entry_columns,
    write_entries,
)
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.health.rounds import HIGH, MEDIUM
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.health_tables import (
    CT_COLUMNS,
    LabResults,
    Outbreaks,
)
from scripts.data_generation.simulation.ledger.table import Facts

NOTICED_MINUTE = 16 * 60 + 15
NAMED_MINUTE = 13 * 60 + 40
ANSWER_MINUTE = 11 * 60 + 20

Kinds = JournalEntry.Category


def write_outbreak_journal(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add entries of outbreaks noticed and named, settle those over; add abnormal answers."""
    over = events.outbreaks_over
    for outbreaks, settled in (
        (events.outbreaks_noticed, False),
        (over.where(over.noticed_day <= over.last_day), True),
    ):
        _write(books, ledger, outbreaks, Source.OUTBREAK, Kinds.ISSUE, _noticed_text, settled)
    for outbreaks, settled in (
        (events.outbreaks_named, False),
        (over.where(over.named_day > 0), True),
    ):
        _write(books, ledger, outbreaks, Source.DIAGNOSIS, Kinds.DIAGNOSIS, _named_text, settled)
    _write_abnormal_answers(books, events.lab_results, ledger)


def _write(
    books: Books,
    ledger: Ledger,
    outbreaks: Outbreaks,
    source: Source,
    category: str,
    text: Callable[[Facts], str],
    settled: bool,
) -> None:
    """Add entries about outbreaks, or settle those that are there."""
    noticed = source is Source.OUTBREAK
    about = Happenings(
        source=source,
        numbers=outbreaks.id,
        day=outbreaks.noticed_day if noticed else outbreaks.named_day,
        minute=NOTICED_MINUTE if noticed else NAMED_MINUTE,
        batch=outbreaks.batch,
        site=outbreaks.site,
    )
    wording = Wording(
        category=category,
        severity=np.full(len(outbreaks), HIGH),
        description=told(text, outbreaks),
        resolved=np.full(len(outbreaks), settled),
        notes=told(_over_text, outbreaks) if settled else [""] * len(outbreaks),
    )
    columns = entry_columns(books, about, "veterinarian", wording)
    write_entries(ledger, columns, settles=settled)


def _day(number: int) -> str:
    return str(dates(np.asarray([number]))[0])


def _containers(count: int) -> str:
    return "1 container" if count == 1 else f"{count} containers"


def _noticed_text(row: Facts) -> str:
    return (
        f"Signs of an infection in {_containers(row[Outbreaks.noticed_containers])}: "
        f"{row[Outbreaks.noticed_dead]} fish have died of it since "
        f"{_day(row[Outbreaks.first_day])}. Samples sent to the laboratory."
    )


def _named_text(row: Facts) -> str:
    profile = PROFILES[row[Outbreaks.disease]]
    return f"Diagnosis: {profile.name}. The laboratory found {profile.agent}."


def _over_text(row: Facts) -> str:
    name = PROFILES[row[Outbreaks.disease]].name if row[Outbreaks.named_day] else "Cause not named"
    treated = (
        f", treated from {_day(row[Outbreaks.treated_day])}" if row[Outbreaks.treated_day] else ""
    )
    return (
        f"Over on {_day(row[Outbreaks.last_day])}. {name}{treated}: {row[Outbreaks.dead]} dead in "
        f"{_containers(row[Outbreaks.containers])}."
    )


def _write_abnormal_answers(books: Books, results: LabResults, ledger: Ledger) -> None:
    """One entry for each answer that found an agent, in the container it came from."""
    abnormal: Booleans = np.zeros(len(results), dtype=bool)
    for column in CT_COLUMNS:
        abnormal |= results[column] > 0
    answers = results.where(abnormal)
    about = Happenings(
        source=Source.LABORATORY,
        numbers=answers.id,
        day=answers.received_day,
        minute=ANSWER_MINUTE,
        batch=answers.batch,
        site=books.layout.containers.site[answers.container],
        container=answers.container,
    )
    wording = Wording(
        category=Kinds.ISSUE,
        severity=np.full(len(answers), MEDIUM),
        description=told(_answer_text, answers),
        resolved=np.ones(len(answers), dtype=bool),
        notes=told(_answer_notes, answers),
    )
    write_entries(ledger, entry_columns(books, about, "veterinarian", wording))


def _answer_text(row: Facts) -> str:
    return f"Laboratory answer to the sample of {_day(row[LabResults.day])}: {findings(row)}"


def _answer_notes(row: Facts) -> str:
    if row[LabResults.explained]:
        return "Agrees with the signs in the batch; followed as an outbreak."
    return "No outbreak of it in the batch; looked for again in the next samples."
