"""A digest of each table's content that does not depend on order, surrogate keys or the clock.

Two histories are the same when their fingerprints are, on whatever database each of them lies.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

import numpy as np
from django.contrib.auth import get_user_model
from django.db import DEFAULT_DB_ALIAS, models

from apps.batch.models import LifecycleStage, Species
from apps.broodstock.models import EggSupplier
from apps.environmental.models import EnvironmentalParameter
from apps.harvest.models import ProductGrade
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
from scripts.data_generation.model_lists import BOOKS, OWN_BOOKS, sorted_models
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.validation.fingerprint.row_digests import (
    NO_NUMBER,
    Lanes,
    RowDigests,
    of_floats,
    of_numbers,
    of_texts,
)
from scripts.data_generation.validation.fingerprint.whole_numbers import WholeNumber, is_a_number

# Digests of another format say nothing about these.
FORMAT = 4

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
    (EggSupplier, "name"),
    (ProductGrade, "code"),
)

# Larger blocks are slower: their rows no longer lie in the processor's cache.
BLOCK_ROWS = 5_000

# From the values of a column, as the database gives them, to what is digested.
Reader = Callable[[Sequence[Any]], Lanes]


@dataclass(frozen=True)
class TableDigest:
    """How many rows a table has and the sum of their digests, in hexadecimal."""

    rows: int
    digest: str


def fingerprint(
    key_bases: dict[str, int],
    using: str = DEFAULT_DB_ALIAS,
    watch: Callable[[int], object] = lambda rows: None,
) -> dict[str, TableDigest]:
    """Digest of every table that has rows; `key_bases` are those of the run.

    `using` is the database's alias in Django's settings; `watch` is told of rows as they are read.
    """
    pointers = _pointers(key_bases, using)
    digests = {
        model._meta.db_table: _digest(model, pointers, using, watch)
        for model in (*sorted_models(BOOKS), *OWN_BOOKS)
    }
    return {table: digest for table, digest in digests.items() if digest.rows}


def as_json(digests: dict[str, TableDigest], output_version: int | None = None) -> str:
    """The fingerprint as text that is the same for the same content.

    `output_version` is that of the run that wrote the rows, where the reader should know it.
    """
    tables = {table: asdict(digest) for table, digest in sorted(digests.items())}
    written_by = {} if output_version is None else {"output_version": output_version}
    return json.dumps({"format": FORMAT, **written_by, "tables": tables}, indent=2) + "\n"


def _pointers(key_bases: dict[str, int], using: str) -> dict[type[models.Model], Reader]:
    """How a key of each model is read: as the run's own number, or as a name."""
    users: Any = get_user_model()
    readers: dict[type[models.Model], Reader] = {users: _by_name(users, using, "username")}
    for model, *fields in NAMED_MODELS:
        readers[model] = _by_name(model, using, *fields)
    for model in KEYED_MODELS:
        readers[model] = _by_number(key_bases[model._meta.db_table])
    return readers


def _by_name(model: type[models.Model], using: str, *fields: str) -> Reader:
    rows = model._default_manager.using(using).values_list("pk", *fields)
    names: dict[int, str | None] = {key: " ".join(map(str, name)) for key, *name in rows}
    names[NO_NUMBER] = None

    def read(keys: Sequence[int]) -> Lanes:
        distinct, places = np.unique(np.asarray(keys, dtype=np.int64), return_inverse=True)
        # A key that leads nowhere is content too: two books with it are told from one without.
        texts = [names.get(key, f"no {model._meta.db_table} {key}") for key in distinct.tolist()]
        return of_texts(texts)[:, places]

    return read


def _by_number(base: int) -> Reader:
    def read(keys: Sequence[int]) -> Lanes:
        numbers = np.asarray(keys, dtype=np.int64)
        numbers[numbers != NO_NUMBER] -= base
        return of_numbers(numbers)

    return read


def _digest(
    model: type[models.Model],
    pointers: dict[type[models.Model], Reader],
    using: str,
    watch: Callable[[int], object],
) -> TableDigest:
    columns = list(_columns(model, pointers))
    asked = model._default_manager.using(using).order_by().values_list(*(c for c, _ in columns))
    rows, digests = iter(asked.iterator(chunk_size=BLOCK_ROWS)), RowDigests()
    while block := list(islice(rows, BLOCK_ROWS)):
        values = zip(*block, strict=True)
        digests.add([read(column) for (_, read), column in zip(columns, values, strict=True)])
        watch(len(block))
    return TableDigest(digests.rows, digests.digest)


def _columns(
    model: type[models.Model], pointers: dict[type[models.Model], Reader]
) -> Iterator[tuple[Any, Reader]]:
    """The columns that count, and how each is read."""
    original: Any = getattr(model, "instance_type", model)
    for field in model._meta.concrete_fields:
        target = field.related_model
        if field.name in CLOCK_FIELDS or target is GenerationRun:
            continue
        if field.name == "id":
            if original in pointers and original in KEYED_MODELS:
                yield WholeNumber(field), pointers[original]
        elif isinstance(target, type) and target in pointers:
            yield WholeNumber(field), pointers[target]
        elif is_a_number(field):
            yield WholeNumber(field), _numbers
        elif isinstance(field, models.FloatField):
            yield field.attname, of_floats
        else:
            yield field.attname, _texts


def _numbers(values: Sequence[int]) -> Lanes:
    return of_numbers(np.asarray(values, dtype=np.int64))


def _texts(values: Sequence[Any]) -> Lanes:
    """Texts, and what JSON has, as text that is the same on every database."""
    return of_texts(
        [json.dumps(v, sort_keys=True) if isinstance(v, dict | list) else v for v in values]
    )
