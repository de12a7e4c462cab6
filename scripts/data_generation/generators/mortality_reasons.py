"""The tree of reasons for deaths: found by name in the books, or made."""

from typing import Any

from apps.health.models import MortalityReason
from scripts.data_generation.config.mortality import CAUSE_CODES
from scripts.data_generation.config.mortality_reasons import HEADINGS, REASONS
from scripts.data_generation.generators.ledger import Ledger


def ensure_reasons(ledger: Ledger) -> tuple[int, ...]:
    """Keys of the reasons, in the order of REASONS."""
    known = {(row.parent_id, row.name): row.pk for row in MortalityReason.objects.all()}

    def key_of(parent: int | None, name: str, description: str) -> int:
        if (parent, name) not in known:
            row: Any = MortalityReason.objects.create(
                parent_id=parent, name=name, description=description
            )
            ledger.rows[MortalityReason._meta.db_table] += 1
            known[parent, name] = row.pk
        return known[parent, name]

    headings = [key_of(None, name, description) for name, description in HEADINGS]
    return tuple(
        key_of(headings[CAUSE_CODES.index(cause)], name, description)
        for cause, name, description in REASONS
    )
