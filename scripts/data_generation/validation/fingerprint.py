"""A digest of each table's content that does not depend on order, surrogate keys or the clock.

Two histories are the same when their fingerprints are, on whatever database each of them lies.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from apps.batch.models import LifecycleStage, Species
from apps.environmental.models import EnvironmentalParameter
from apps.health.models import (
    HealthParameter,
    LiceType,
    MortalityReason,
    SampleType,
    VaccinationType,
)
from apps.infrastructure.models import ContainerType, Geography
from apps.inventory.models import Feed
from scripts.data_generation.generators.keys import KEYED_MODELS

BOOKS = (
    "infrastructure",
    "batch",
    "environmental",
    "inventory",
    "health",
    "harvest",
    "broodstock",
)

# Rows written at the time of the program say so in these; history rows are numbered as they come.
CLOCK_FIELDS = frozenset({"created_at", "updated_at", "history_id", "history_user"})

# Rows that may have been in the books before the run: pointed to by what they are called.
NAMED_MODELS: tuple[tuple[type[models.Model], *tuple[str, ...]], ...] = (
    (Geography, "name"),
    (ContainerType, "name"),
    (Species, "name"),
    (LifecycleStage, "name"),
    (EnvironmentalParameter, "name"),
    (Feed, "name"),
    (VaccinationType, "name"),
    (MortalityReason, "name"),
    (LiceType, "species", "gender", "development_stage"),
    (SampleType, "name"),
    (HealthParameter, "name"),
)

_MODULUS = 2**128

Reader = Callable[[Any], str]


@dataclass(frozen=True)
class TableDigest:
    """How many rows a table has and the sum of their digests, in hexadecimal."""

    rows: int
    digest: str


def fingerprint(key_bases: dict[str, int]) -> dict[str, TableDigest]:
    """Digest of every table of the books that has rows; `key_bases` are those of the run."""
    pointers = _pointers(key_bases)
    digests = {model._meta.db_table: _digest(model, pointers) for model in sorted_models(BOOKS)}
    return {table: digest for table, digest in digests.items() if digest.rows}


def as_json(digests: dict[str, TableDigest]) -> str:
    """The fingerprint as text that is the same for the same content."""
    return json.dumps({t: asdict(d) for t, d in sorted(digests.items())}, indent=2) + "\n"


def sorted_models(labels: tuple[str, ...]) -> list[type[models.Model]]:
    """All models of these apps, history included, by table name."""
    found = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return sorted(found, key=lambda model: model._meta.db_table)


def _pointers(key_bases: dict[str, int]) -> dict[type[models.Model], Reader]:
    """How a key of each model is read: as the run's own number, or as a name."""
    users: Any = get_user_model()
    readers: dict[type[models.Model], Reader] = {users: _by_name(users, "username")}
    for model, *fields in NAMED_MODELS:
        readers[model] = _by_name(model, *fields)
    for model in KEYED_MODELS:
        base = key_bases[model._meta.db_table]
        readers[model] = lambda key, base=base: str(key - base)  # type: ignore[misc]
    return readers


def _by_name(model: type[models.Model], *fields: str) -> Reader:
    rows = model._default_manager.values_list("pk", *fields)
    names = {key: " ".join(map(str, name)) for key, *name in rows}
    return lambda key: names[key]


def _digest(model: type[models.Model], pointers: dict[type[models.Model], Reader]) -> TableDigest:
    readers = dict(_readers(model, pointers))
    rows, total = 0, 0
    columns = list(readers.values())
    for row in _values(model, list(readers)):
        text = "\x1f".join(
            "\\N" if value is None else read(value)
            for read, value in zip(columns, row, strict=True)
        )
        total += int.from_bytes(blake2b(text.encode(), digest_size=16).digest(), "big")
        rows += 1
    return TableDigest(rows, f"{total % _MODULUS:032x}")


def _values(model: type[models.Model], names: list[str]) -> Iterator[tuple[Any, ...]]:
    return iter(model._default_manager.order_by().values_list(*names).iterator(chunk_size=20_000))


def _readers(
    model: type[models.Model], pointers: dict[type[models.Model], Reader]
) -> Iterator[tuple[str, Reader]]:
    """The columns that count, and how each is read."""
    original: Any = getattr(model, "instance_type", model)
    for field in model._meta.concrete_fields:
        target = field.related_model
        if field.name in CLOCK_FIELDS:
            continue
        if field.name == "id":
            if original in pointers and original in KEYED_MODELS:
                yield field.attname, pointers[original]
        elif isinstance(target, type) and target in pointers:
            yield field.attname, pointers[target]
        else:
            yield field.attname, _plain


def _plain(value: Any) -> str:
    """A value that points nowhere, as text that is the same on every database."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True)
    return str(value)
