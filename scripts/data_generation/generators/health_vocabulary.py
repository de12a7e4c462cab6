"""Names that the health books use: reasons for deaths, kinds of samples; found or made."""

from typing import Any

from apps.health.models import MortalityReason, SampleType
from scripts.data_generation.config.laboratory import SAMPLE_TYPES
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


def ensure_sample_types(ledger: Ledger) -> tuple[int, ...]:
    """Keys of the kinds of samples, in the order of SAMPLE_TYPES."""
    keys = []
    for name, description in SAMPLE_TYPES:
        row, created = SampleType.objects.get_or_create(
            name=name, defaults={"description": description}
        )
        ledger.rows[SampleType._meta.db_table] += created
        keys.append(row.pk)
    return tuple(keys)
