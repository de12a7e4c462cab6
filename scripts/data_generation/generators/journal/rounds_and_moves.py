"""The health journal: weekly rounds and moves to the sea, told by their numbers."""

import numpy as np

from apps.health.models import JournalEntry
from scripts.data_generation.config.fish.life_cycle import STAGE_LABELS, Stage
from scripts.data_generation.config.units import FEED_UNITS_A_KG
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
from scripts.data_generation.simulation.health.rounds import GONE, LOW, UNANSWERED
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.health_tables import Rounds
from scripts.data_generation.simulation.ledger.move_tables import WorkflowChanges
from scripts.data_generation.simulation.ledger.table import Facts
from scripts.data_generation.simulation.logistics.transfers import COMPLETED

# Written up after the afternoon's round; a move is written up when its last fish are out.
ROUND_MINUTE = 15 * 60 + 30
MOVE_MINUTE = 18 * 60 + 30

# Up to this weight the journal tells decimals.
SURE_KG = 1000.0

CONTAINERS = ("trays", "tanks", "tanks", "tanks", "tanks", "cages")


def write_journal(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add the chunk's entries, and settle the issues that were answered in it."""
    _write_rounds(books, events.rounds, ledger)
    _write_sea_moves(books, events.workflows, ledger)


def _write_rounds(books: Books, rounds: Rounds, ledger: Ledger) -> None:
    """Weekly rounds; more deaths than usual make an issue, which the next round answers."""
    low = rounds.severity == LOW
    answered = rounds.next_share != UNANSWERED
    kinds = JournalEntry.Category
    about = Happenings(
        source=Source.ROUND,
        numbers=rounds.id,
        day=rounds.day,
        minute=ROUND_MINUTE,
        batch=rounds.batch,
        site=rounds.site,
    )
    wording = Wording(
        category=np.where(low, kinds.OBSERVATION, kinds.ISSUE),
        severity=rounds.severity,
        description=told(_round_text, rounds),
        resolved=low | answered,
        notes=told(_round_answer, rounds),
    )
    columns = entry_columns(books, about, "manager", wording)
    write_entries(ledger, columns, settles=answered)


def _round_text(row: Facts) -> str:
    stages = STAGE_LABELS[row[Rounds.stage_to]]
    if row[Rounds.stage_from] != row[Rounds.stage_to]:
        stages = f"{STAGE_LABELS[row[Rounds.stage_from]]} and {stages}"
    count = row[Rounds.containers]
    container = (
        CONTAINERS[row[Rounds.stage_to]] if count > 1 else CONTAINERS[row[Rounds.stage_to]][:-1]
    )
    fed = row[Rounds.feed_units] / FEED_UNITS_A_KG
    feed = f"{fed:,.2f} kg of feed" if fed else "no feed"
    return (
        f"Weekly round, {stages}: {row[Rounds.fish]:,} fish in {count} {container}, mean weight "
        f"{row[Rounds.weight_g]:.2f} g, biomass {_kg(row[Rounds.biomass_kg])}. Water "
        f"{row[Rounds.temperature_c]:.1f} °C. In {row[Rounds.days]} days {row[Rounds.dead]:,} dead "
        f"({100 * row[Rounds.share]:.2f} %) and {feed}."
    )


def _kg(weight: float) -> str:
    """A weight as people write it: nobody knows a tonne of living fish to ten grams."""
    return f"{weight:,.0f} kg" if weight >= SURE_KG else f"{weight:.2f} kg"


def _round_answer(row: Facts) -> str:
    """What came of a round: nothing to follow up, or what the next one found."""
    if row[Rounds.severity] == LOW:
        return "Nothing to follow up."
    if row[Rounds.next_share] == UNANSWERED:
        return ""
    if row[Rounds.next_share] == GONE:
        return "The batch was harvested before the next round."
    now, then = 100 * row[Rounds.next_share], 100 * row[Rounds.share]
    word = "fell" if now < then else "rose"
    return f"Deaths {word} from {then:.2f} to {now:.2f} % by the next round."


def _write_sea_moves(books: Books, workflows: WorkflowChanges, ledger: Ledger) -> None:
    """Moves to the sea, signed by the manager of the station that the fish leave."""
    moves = workflows.where((workflows.dest_stage == Stage.ADULT) & (workflows.status == COMPLETED))
    about = Happenings(
        source=Source.SEA_MOVE,
        numbers=moves.id,
        day=moves.day,
        minute=MOVE_MINUTE,
        batch=moves.batch,
        site=books.site_of_body(moves.body),
    )
    wording = Wording(
        category=JournalEntry.Category.ACTION,
        severity=np.full(len(moves), LOW),
        description=told(_move_text, moves),
        resolved=np.ones(len(moves), dtype=bool),
        notes=["Completed."] * len(moves),
    )
    write_entries(ledger, entry_columns(books, about, "manager", wording))


def _move_text(row: Facts) -> str:
    return (
        f"Moved to sea: {row[WorkflowChanges.transferred]:,} fish, "
        f"{_kg(row[WorkflowChanges.biomass_kg])}, in "
        f"{row[WorkflowChanges.actions]} pumpings; {row[WorkflowChanges.died]:,} died on the way."
    )
