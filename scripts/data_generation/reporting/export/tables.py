"""The tables that are exported: those of the books, and the generator's own that explain them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from django.contrib.auth import get_user_model
from django.db import models

from aquamind.fields import AnyField
from aquamind.tables.hypertables import time_field
from scripts.data_generation.config.near_names import nearest
from scripts.data_generation.model_lists import BOOKS, OWN_BOOKS, sorted_models
from scripts.data_generation.reporting.export.arrow_types import arrow_field
from scripts.data_generation.reporting.export.errors import RequestError

# No password, no address and no rights leave the database.
STAFF_FIELDS = ("id", "username", "first_name", "last_name")
STAFF = "The users who sign rows of the books, with their names only."


@dataclass(frozen=True)
class ExportedTable:
    """A table of the database, and which of its columns are exported."""

    model: type[models.Model]
    fields: tuple[AnyField, ...]
    meaning: str = ""  # empty: that of the model's docstring

    @property
    def name(self) -> str:
        """The table's name in the database, and of its file."""
        return self.model._meta.db_table

    @property
    def schema(self) -> pa.Schema:
        """Columns as files have them, in the order of the database."""
        return pa.schema([arrow_field(field) for field in self.fields])

    @property
    def moment(self) -> AnyField | None:
        """The field by whose year the table is split into files; None: it has one file."""
        return time_field(self.model)

    def rows(self, years: Collection[int]) -> models.QuerySet[Any]:
        """All rows; of a table split by year only those of `years`, when it names any.

        They come in the order of their keys, or in no order where keys have no index.
        """
        rows = self.model._default_manager.order_by(*(() if self.moment else ("pk",)))
        if self.moment is None or not years:
            return rows
        wanted = models.Q()
        for year in years:
            wanted |= models.Q(**{f"{self.moment.name}__year": year})
        return rows.filter(wanted)


def all_tables() -> list[ExportedTable]:
    """Every table that is exported, by name."""
    users: Any = get_user_model()
    staff = ExportedTable(users, tuple(users._meta.get_field(name) for name in STAFF_FIELDS), STAFF)
    found = [
        ExportedTable(model, tuple(model._meta.concrete_fields))
        for model in (*sorted_models(BOOKS), *OWN_BOOKS)
    ]
    return sorted([*found, staff], key=lambda table: table.name)


def tables_named(names: Collection[str]) -> list[ExportedTable]:
    """The tables of these names, or all where none is named."""
    tables = {table.name: table for table in all_tables()}
    for name in names:
        if name not in tables:
            raise RequestError(f"no table is named {name!r}; {nearest(name, tables)}")
    return [table for table in tables.values() if not names or table.name in names]
