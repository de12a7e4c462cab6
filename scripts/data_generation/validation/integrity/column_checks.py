"""Single columns are as the models declare them: unique, filled, of a vocabulary, not negative.

Nobody can get round a unique index or NOT NULL. Where the database's own catalogue has them, they
hold, and only what it lacks is counted. Vocabularies and signs are always counted.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection, models
from django.db.models import Count, Q

from aquamind.tables.hypertables import time_field
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.models_of_books import models_with_table
from scripts.data_generation.validation.engine.registry import Group, Outcome, check

MODELS = "the fields and constraints of the models"
SIGNED_BY = "_not_negative"


def _of_all_tables(ask: Callable[[type[models.Model]], Iterable[Outcome]]) -> Outcome:
    """The outcomes of asking every table of the books, as one."""
    return Outcome.together(outcome for model in models_with_table() for outcome in ask(model))


@check(
    "uniqueness",
    group=Group.INTEGRITY,
    proves="values that the models declare unique occur once",
    bounds=MODELS,
)
def uniqueness(case: Case) -> Outcome:
    """Rows that share a value which only one of them may have."""
    return _of_all_tables(_doubles)


@check(
    "nothing missing",
    group=Group.INTEGRITY,
    proves="columns that must be filled are filled",
    bounds=MODELS,
)
def nothing_missing(case: Case) -> Outcome:
    """Rows with a null where there must be none."""
    return _of_all_tables(_nulls)


@check(
    "vocabularies",
    group=Group.INTEGRITY,
    proves="columns with a vocabulary hold only its words",
    bounds="the choices of the models' fields",
)
def vocabularies(case: Case) -> Outcome:
    """Rows with a word that is not in the vocabulary."""
    return _of_all_tables(_unknown_words)


@check(
    "no negative count",
    group=Group.RULES,
    proves="no count, weight, amount or cost is below zero",
    bounds="the models' positive integers and their constraints against negative values",
)
def no_negative_count(case: Case) -> Outcome:
    """Rows with a value below zero."""
    return _of_all_tables(_negatives)


def _doubles(model: type[models.Model]) -> Iterator[Outcome]:
    enforced = _unique_columns(model)
    for names, condition in _unique_sets(model):
        columns = tuple(sorted(str(_column(model, name)) for name in names))
        if condition is None and columns in enforced:
            continue
        filled = {f"{name}__isnull": False for name in names}
        rows = model._default_manager.filter(condition or Q(), **filled).order_by()
        doubles = rows.values(*names).annotate(times=Count("*")).filter(times__gt=1)
        for first in doubles[:1]:
            says = ", ".join(f"{name} {first[name]}" for name in names)
            example = f"{model._meta.db_table}: {says}, {first['times']} times"
            yield Outcome(doubles.count(), (example,))


def _column(model: type[models.Model], name: str) -> Any:
    """The column of a field."""
    field: Any = model._meta.get_field(name)
    return field.column


def _unique_sets(model: type[models.Model]) -> Iterator[tuple[tuple[str, ...], Q | None]]:
    """Fields that are unique together, and in which rows; the id of a hypertable is no key."""
    for field in model._meta.local_concrete_fields:
        if field.unique and not (field.primary_key and time_field(model)):
            yield (field.name,), None
    yield from ((tuple(names), None) for names in model._meta.unique_together)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield tuple(constraint.fields), constraint.condition


def _unique_columns(model: type[models.Model]) -> set[tuple[str, ...]]:
    """The sets of columns whose uniqueness this database enforces in the whole table."""
    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, model._meta.db_table)
    whole = [one for name, one in known.items() if not _partial(model, name)]
    enforced = [one["columns"] for one in whole if one["unique"] or one["primary_key"]]
    return {tuple(sorted(columns)) for columns in enforced}


def _partial(model: type[models.Model], name: str) -> bool:
    """Whether a constraint of the model holds in some of its rows only."""
    return any(
        one.name == name and getattr(one, "condition", None) for one in model._meta.constraints
    )


def _nulls(model: type[models.Model]) -> Iterator[Outcome]:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, model._meta.db_table)
    loose = {column.name for column in described if column.null_ok}
    for field in model._meta.local_concrete_fields:
        if not field.null and field.column in loose and not field.primary_key:
            yield _told(model, Q(**{f"{field.attname}__isnull": True}), f"without {field.name}")


def _unknown_words(model: type[models.Model]) -> Iterator[Outcome]:
    for field in model._meta.local_concrete_fields:
        if field.choices:
            words = [word for word, _ in field.flatchoices]
            other = ~Q(**{f"{field.name}__in": words}) & Q(**{f"{field.name}__isnull": False})
            yield _told(model, other, f"with another {field.name}")


def _negatives(model: type[models.Model]) -> Iterator[Outcome]:
    below = [Q(**{f"{name}__lt": 0}) for name in _signed(model)]
    if below:
        yield _told(model, reduce(or_, below), "below zero")


def _signed(model: type[models.Model]) -> list[str]:
    """Columns that cannot be negative: positive integers, and those that a constraint names."""
    positive = (models.PositiveIntegerField, models.PositiveSmallIntegerField)
    counts = [f.name for f in model._meta.local_concrete_fields if isinstance(f, positive)]
    constraints = [one.name for one in model._meta.constraints]
    names = [field.name for field in model._meta.local_concrete_fields]
    return counts + [
        name for name in names if any(one.endswith(f"_{name}{SIGNED_BY}") for one in constraints)
    ]


def _told(model: type[models.Model], wrong: Q, what: str) -> Outcome:
    """How many rows are wrong, and one of them."""
    rows: Any = model._default_manager.filter(wrong).order_by()
    count = rows.count()
    if count == 0:
        return Outcome(0)
    first = rows.values_list("pk", flat=True).first()
    return Outcome(count, (f"row {first} of {model._meta.db_table}: {what}",))


CHECKS = (uniqueness, nothing_missing, vocabularies, no_negative_count)
