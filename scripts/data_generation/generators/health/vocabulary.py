"""Names that the health books use: reasons, kinds of samples, scored signs; found or made."""

from apps.health.models import (
    HealthParameter,
    MortalityReason,
    ParameterScoreDefinition,
    SampleType,
)
from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.config.fish.mortality_reasons import HEADINGS, REASONS
from scripts.data_generation.config.health.examination import LABELS, SCORED
from scripts.data_generation.config.health.laboratory import SAMPLE_TYPES
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.named_rows import ensure


def ensure_reasons(ledger: Ledger) -> tuple[int, ...]:
    """Keys of the reasons, in the order of REASONS."""
    headings = [
        ensure(MortalityReason, ledger, {"parent_id": None, "name": name}, description=description)
        for name, description in HEADINGS
    ]
    return tuple(
        ensure(
            MortalityReason,
            ledger,
            {"parent_id": headings[CAUSE_CODES.index(cause)], "name": name},
            description=description,
        )
        for cause, name, description in REASONS
    )


def ensure_sample_types(ledger: Ledger) -> tuple[int, ...]:
    """Keys of the kinds of samples, in the order of SAMPLE_TYPES."""
    return tuple(
        ensure(SampleType, ledger, {"name": name}, description=description)
        for name, description in SAMPLE_TYPES
    )


def ensure_scored_signs(ledger: Ledger) -> tuple[int, ...]:
    """Keys of the health parameters, in the order of SCORED, with what each score means."""
    keys = []
    for name, description, meanings in SCORED:
        key = ensure(
            HealthParameter,
            ledger,
            {"name": name},
            description=description,
            min_score=0,
            max_score=3,
        )
        keys.append(key)
        for score, (label, meaning) in enumerate(zip(LABELS, meanings, strict=True)):
            ensure(
                ParameterScoreDefinition,
                ledger,
                {"parameter_id": key, "score_value": score},
                label=label,
                description=meaning,
                display_order=score,
            )
    return tuple(keys)
