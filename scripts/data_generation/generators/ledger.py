"""Writing into the books: every generator's rows pass here as columns and are counted by table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
from django.db import connection, models
from numpy.typing import NDArray

from aquamind.columns import Columns
from aquamind.foreign_keys import foreign_keys_aside

CREATED = "+"
CHANGED = "~"


class Ledger:
    """Writes columns through `Model.objects.bulk_create` and counts the new rows of each table."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()

    def insert(self, model: type[models.Model], **columns: Any) -> None:
        """Add rows; nothing is sent when the columns are empty."""
        rows: Columns[Any] = Columns(**columns)
        if len(rows) == 0:
            return
        _manager(model).bulk_create(rows)
        self.rows[model._meta.db_table] += len(rows)

    def update(self, model: type[models.Model], changed: Sequence[str], **columns: Any) -> None:
        """Set the fields `changed` of rows that exist, found by `id`; all columns must be given."""
        rows: Columns[Any] = Columns(**columns)
        if len(rows) == 0:
            return
        _manager(model).bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*changed, *_stamps(model, "updated_at")],
        )

    def foreign_keys_aside(
        self, tables: Sequence[type[models.Model]]
    ) -> AbstractContextManager[None]:
        """Write into these tables without looking up every row's keys; see prove_foreign_keys."""
        return foreign_keys_aside(connection, tables)

    def insert_history(
        self, model: type[models.Model], kind: str, when: NDArray[np.datetime64], **columns: Any
    ) -> None:
        """Add history rows of `kind` (created or changed) for rows as they stood at `when`, UTC."""
        stamps = dict.fromkeys(_stamps(model, "created_at", "updated_at"), when)
        history: Any = getattr(model, "history")  # noqa: B009 - django-simple-history adds it
        self.insert(
            history.model,
            **columns,
            **stamps,
            history_date=when,
            history_type=kind,
            history_change_reason=None,
        )


def _stamps(model: type[models.Model], *names: str) -> list[str]:
    """Which of these stamps the model has."""
    fields = {field.name for field in model._meta.concrete_fields}
    return [name for name in names if name in fields]


def rows_of(columns: Mapping[str, Any], rows: NDArray[Any]) -> dict[str, Any]:
    """These rows of the columns; `rows` is a mask or positions."""
    return {name: column[rows] for name, column in columns.items()}


def _manager(model: type[models.Model]) -> Any:
    """The model's manager, which takes columns."""
    return model._default_manager
