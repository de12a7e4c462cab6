"""Which columns point to a table: foreign keys of all apps, whether the database enforces them."""

from collections.abc import Iterator
from typing import Any

from django.db import models

AnyForeignKey = models.ForeignKey[Any, Any]


def pointers_to(model: type[models.Model]) -> Iterator[AnyForeignKey]:
    """Every foreign key to MODEL, also those of many-to-many tables; none of change history.

    History tells what a row was, also when what it pointed to is gone; who changed it does count.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        field = relation.field
        if is_enforced(field) or not is_history(field.model):
            yield field


def is_enforced(field: Any) -> bool:
    """Whether the database itself sees to it that a foreign key points to a row."""
    return bool(field.db_constraint)


def is_history(model: type[models.Model]) -> bool:
    """Whether MODEL keeps the changes of another."""
    return hasattr(model, "instance_type")


def history_of(model: type[models.Model]) -> type[models.Model] | None:
    """The model that keeps the changes of MODEL; its column `id` is the row's key."""
    history: Any = getattr(model, "history", None)
    return history.model if history is not None else None
