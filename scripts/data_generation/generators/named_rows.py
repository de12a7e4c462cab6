"""Rows that are found by what their name means, and made when an AquaMind has none like them.

Found once, they are known by their key: people may give them other names afterwards.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django.apps import apps
from django.db import models

from scripts.data_generation.config.company.aquamind_words import means
from scripts.data_generation.generators.ledger import Ledger

# Table name to key of the row by the name that the run knows it by (`as_text` of its natural key).
KnownRows = dict[str, dict[str, int]]


def ensure(model: type[Any], ledger: Ledger, natural_key: dict[str, Any], **values: Any) -> int:
    """The key of the row with this natural key, made when it is not there yet."""
    if (known := known_key(model, ledger, natural_key)) is not None:
        return known
    row = found(model, ledger, natural_key)
    if row is None:
        row = model._default_manager.create(**natural_key, **values)
        ledger.note_made(row)
    return remember(model, ledger, natural_key, int(row.pk))


def ensure_with_history(
    model: type[Any], ledger: Ledger, first_day: date, natural_key: dict[str, Any], **values: Any
) -> int:
    """As `ensure`; the history of a new row begins on the company's first day."""
    if (known := known_key(model, ledger, natural_key)) is not None:
        return known
    row = found(model, ledger, natural_key)
    if row is None:
        row = model(**natural_key, **values)
        row._history_date = datetime.combine(first_day, time(), tzinfo=UTC)
        row.save()
        ledger.note_made(row)
        ledger.rows[model.history.model._meta.db_table] += 1
    return remember(model, ledger, natural_key, int(row.pk))


def found(
    model: type[Any],
    ledger: Ledger,
    natural_key: Mapping[str, Any],
    fits: Callable[[Any], bool] = lambda row: True,
) -> Any | None:
    """The row with this natural key, or else the first that means the same and `fits`.

    A row is not used twice: two things that the program keeps apart stay apart.
    """
    rows = model._default_manager.order_by("pk")
    if (exact := rows.filter(**natural_key).first()) is not None:
        return exact
    texts = {name: value for name, value in natural_key.items() if isinstance(value, str)}
    rest = {name: value for name, value in natural_key.items() if name not in texts}
    used = set(ledger.known.get(model._meta.db_table, {}).values())
    for row in rows.filter(**rest).exclude(pk__in=used) if texts else ():
        if all(means(text, getattr(row, name)) for name, text in texts.items()) and fits(row):
            return row
    return None


def known_key(
    model: type[models.Model], ledger: Ledger, natural_key: Mapping[str, Any]
) -> int | None:
    """The key of the row that had this natural key when the run first asked for it."""
    return ledger.known.get(model._meta.db_table, {}).get(as_text(natural_key))


def remember(
    model: type[models.Model], ledger: Ledger, natural_key: Mapping[str, Any], key: int
) -> int:
    """Keep which row it is from now on."""
    ledger.known.setdefault(model._meta.db_table, {})[as_text(natural_key)] = key
    return key


def as_text(natural_key: Mapping[str, Any]) -> str:
    """A natural key, to be kept in JSON."""
    return json.dumps({name: str(value) for name, value in natural_key.items()}, ensure_ascii=False)


def still_there(known: KnownRows) -> KnownRows:
    """Those that nobody has deleted since."""
    tables = {model._meta.db_table: model for model in apps.get_models()}
    found: KnownRows = {}
    for table, keys in known.items():
        rows = tables[table]._base_manager.filter(pk__in=set(keys.values()))
        there = set(rows.values_list("pk", flat=True))
        found[table] = {name: key for name, key in keys.items() if key in there}
    return found
