"""Rows that are found by their name and made when an AquaMind does not have them yet."""

from datetime import UTC, date, datetime, time
from typing import Any

from scripts.data_generation.generators.ledger import Ledger


def ensure(model: type[Any], ledger: Ledger, natural_key: dict[str, Any], **values: Any) -> int:
    """The key of the row with this natural key, made when it is not there yet."""
    row, created = model._default_manager.get_or_create(**natural_key, defaults=values)
    if created:
        ledger.note_made(row)
    return int(row.pk)


def ensure_with_history(
    model: type[Any], ledger: Ledger, first_day: date, natural_key: dict[str, Any], **values: Any
) -> int:
    """As `ensure`; the history of a new row begins on the company's first day."""
    found = model._default_manager.filter(**natural_key).first()
    if found is not None:
        return int(found.pk)
    row = model(**natural_key, **values)
    row._history_date = datetime.combine(first_day, time(), tzinfo=UTC)
    row.save()
    ledger.note_made(row)
    ledger.rows[model.history.model._meta.db_table] += 1
    return int(row.pk)
