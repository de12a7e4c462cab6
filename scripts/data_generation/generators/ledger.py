"""Writing into the books: every generator's rows pass here as columns and are counted by table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import numpy as np
from django.db import connection, models
from numpy.typing import NDArray

from aquamind.columnar.columns import Columns
from aquamind.tables.foreign_keys import foreign_keys_aside, foreign_keys_unasked
from scripts.data_generation.array_types import Integers
from scripts.data_generation.generators.aquamind_history import CHANGED, CREATED, keep_history
from scripts.data_generation.generators.keys import COUNTED_MODELS, next_number

__all__ = ["CHANGED", "CREATED", "Ledger", "rows_of"]


class Ledger:
    """Writes columns through `Model.objects.bulk_create` and counts the new rows of each table.

    With the bases of a run it numbers the rows of COUNTED_MODELS within the run's blocks; it then
    must be the only one that writes them while it lives. Otherwise the database numbers them.
    """

    def __init__(self, key_bases: Mapping[str, int] | None = None) -> None:
        self.rows: Counter[str] = Counter()
        # Primary keys of the rows that were looked for by name and made, by table.
        self.made: dict[str, list[int]] = {}
        # Keys of the rows that the run knows, by table and by the name that they had first.
        self.known: dict[str, dict[str, int]] = {}
        # The company's first day, which rows without a date of their own are from.
        self.begins: date | None = None
        self._key_bases = key_bases
        self._next: dict[type[models.Model], int] = {}

    def insert(self, model: type[models.Model], **columns: Any) -> None:
        """Add rows; nothing is sent when the columns are empty."""
        rows: Columns[Any] = Columns(**columns)
        if len(rows) == 0:
            return
        if self._key_bases is not None and model in COUNTED_MODELS:
            rows = Columns(id=self._keys(model, len(rows), self._key_bases), **columns)
        _manager(model).bulk_create(rows)
        self.rows[model._meta.db_table] += len(rows)
        self._keep_history(model, CREATED, rows)

    def note_made(self, row: models.Model) -> None:
        """Count a row that was looked for by name and had to be made."""
        table = row._meta.db_table
        self.rows[table] += 1
        self.made.setdefault(table, []).append(int(row.pk))
        keep_history(type(row), np.asarray([row.pk]), CREATED, self.begins)

    def _keys(self, model: type[models.Model], count: int, bases: Mapping[str, int]) -> Integers:
        """The run's next keys in this table."""
        first = self._next.get(model) or next_number(model, bases)
        self._next[model] = first + count
        return bases[model._meta.db_table] + np.arange(first, first + count, dtype=np.int64)

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
        self._keep_history(model, CHANGED, rows)

    def _keep_history(self, model: type[models.Model], kind: str, rows: Columns[Any]) -> None:
        """Where AquaMind keeps the changes of a table of which these books keep none."""
        if "id" in rows.given:
            keep_history(model, np.atleast_1d(np.asarray(rows.given["id"])), kind)

    def foreign_keys_aside(
        self, tables: Sequence[type[models.Model]]
    ) -> AbstractContextManager[None]:
        """Write into these tables without looking up every row's keys; see prove_foreign_keys."""
        return foreign_keys_aside(connection, tables)

    def foreign_keys_unasked(self) -> AbstractContextManager[None]:
        """Write without looking up keys where AquaMind's own tables have them; nothing elsewhere.

        Its readings have keys, which ours have not.
        """
        return foreign_keys_unasked(connection)

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


def rows_of(columns: Mapping[str, Any], which: NDArray[Any]) -> dict[str, Any]:
    """These rows of the columns; `rows` is a mask or positions."""
    return {name: column[which] for name, column in columns.items()}


def _manager(model: type[models.Model]) -> Any:
    """The model's manager, which takes columns."""
    return model._default_manager
