"""Every foreign key points to a row that exists, and new rows will get keys that are free."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, models

from apps.environmental.models import EnvironmentalReading
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.models_of_books import DOMAINS, models_with_table
from scripts.data_generation.validation.engine.registry import (
    Check,
    Group,
    Outcome,
    check,
    not_asked,
)
from scripts.data_generation.validation.engine.sql import table_name
from scripts.data_generation.validation.integrity.reading_pass import reading_pass

KEYS = "the foreign keys of the models, whether or not the database enforces them"


def foreign_keys(model: type[models.Model]) -> list["models.ForeignKey[Any, Any]"]:
    """The foreign keys of a model's table; readings have a check of their own."""
    if model is EnvironmentalReading:
        return []
    fields = model._meta.local_concrete_fields
    return [field for field in fields if isinstance(field, models.ForeignKey)]


def _keys_of(domain: str) -> Check:
    """The check of all keys of a domain; the tables of change histories belong to it."""

    def ask(case: Case) -> Outcome:
        models_of_domain = models_with_table(domain)
        return Outcome.together(lost for model in models_of_domain for lost in lost_keys(model))

    return check(
        f"keys of {domain.replace('_', ' ')}",
        group=Group.INTEGRITY,
        proves=f"every row that a row of {domain.replace('_', ' ')} points to exists",
        bounds=KEYS,
    )(ask)


def lost_keys(model: type[models.Model]) -> Iterator[Outcome]:
    """For each key that points nowhere: how many rows have it, and one of them.

    All keys of a table are followed in one pass over it.
    """
    keys = foreign_keys(model)
    if not keys:
        return
    name = model._meta.db_table
    for key, (times, first) in zip(keys, _counted(model, keys), strict=True):
        if times:
            target = key.remote_field.model.__name__
            yield Outcome(times, (f"row {first} of {name}: no {target} as {key.name}",))


def _counted(
    model: type[models.Model], keys: Sequence["models.ForeignKey[Any, Any]"]
) -> Iterator[tuple[int, Any]]:
    """For each key: how many rows it leads nowhere from, and the smallest key of these rows."""
    quote = connection.ops.quote_name
    pk = f"c.{quote(_column(model._meta.pk))}"
    columns, joins = [], []
    for number, key in enumerate(keys):
        points, target = f"c.{quote(_column(key))}", key.target_field
        there = f"t{number}.{quote(_column(target))}"
        joins.append(f"LEFT JOIN {table_name(target.model)} t{number} ON {there} = {points}")
        lost = f"{points} IS NOT NULL AND {there} IS NULL"
        columns.append(f"COUNT(CASE WHEN {lost} THEN 1 END), MIN(CASE WHEN {lost} THEN {pk} END)")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table_name(model)} c {' '.join(joins)}")
        row = cursor.fetchone()
    return zip(row[::2], row[1::2], strict=True)


def _column(field: Any) -> str:
    return str(field.column)


@check(
    "sequences",
    group=Group.INTEGRITY,
    proves="the next key that the database gives for a table is above all keys in it",
    bounds="the database's own sequences",
)
def sequences(case: Case) -> Outcome:
    """Tables whose next row would get a key that is in use."""
    if not _may_be_asked():
        return not_asked("the database's user may not read where the numbering stands")
    behind = []
    for model in models_with_table():
        if not isinstance(model._meta.pk, models.AutoField):
            continue
        last = _last_key(model, case)
        given = _last_given(model)
        if given < last:
            behind.append(f"{model._meta.db_table}: key {last} in use, {given} given last")
    return Outcome.of(behind)


def _may_be_asked() -> bool:
    """Whether this role may read all sequences; SQLite has no roles."""
    if connection.vendor != "postgresql":
        return True
    tables = [
        model._meta for model in models_with_table() if isinstance(model._meta.pk, models.AutoField)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(has_sequence_privilege(pg_get_serial_sequence(name, key), 'SELECT'))"
            " FROM unnest(%s, %s) AS tables (name, key)",
            [
                [connection.ops.quote_name(table.db_table) for table in tables],
                [_column(table.pk) for table in tables],
            ],
        )
        return bool(cursor.fetchone()[0])


def _last_key(model: type[models.Model], case: Case) -> int:
    """The largest key in a table; that of readings has no index, so the reading pass tells it."""
    if model is EnvironmentalReading:
        return reading_pass(case).last_id
    return model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0


def _last_given(model: type[models.Model]) -> int:
    """The last key that the database gave for this table; 0 when it never did."""
    name = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_get_serial_sequence(%s, %s)",
                [connection.ops.quote_name(name), _column(model._meta.pk)],
            )
            (sequence,) = cursor.fetchone()
            # A sequence that was set to its next key has given the one before it.
            cursor.execute(f"SELECT last_value - (NOT is_called)::int FROM {sequence}")
        else:
            cursor.execute("SELECT MAX(seq) FROM sqlite_sequence WHERE name = %s", [name])
        (given,) = cursor.fetchone()
    return int(given or 0)


CHECKS = (*(_keys_of(domain) for domain in DOMAINS), sequences)
