"""Pages of tables that are too long to count."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Paginator
from django.db import connections, models

from aquamind.tables.hypertables import has_timescale, is_hypertable
from aquamind.target.parts import base_table

if TYPE_CHECKING:
    AnyPaginator = Paginator[Any]
else:
    AnyPaginator = Paginator


def estimated_rows(model: type[models.Model], using: str) -> int:
    """About how many rows MODEL's table has, from what the database knows without reading it.

    PostgreSQL's figure is the last ANALYZE's; SQLite's is the highest key.
    """
    connection = connections[using]
    table = model._meta.db_table
    quoted = base_table(connection, model)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"SELECT max(rowid) FROM {quoted}")
        elif has_timescale(connection) and is_hypertable(connection, table):
            cursor.execute("SELECT approximate_row_count(%s::regclass)", [quoted])
        else:
            cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [quoted])
        (rows,) = cursor.fetchone() or (0,)
    return max(int(rows or 0), 0)


class BoundedPaginator(AnyPaginator):
    """Counts up to `bound` rows, estimates beyond, and turns pages only that far.

    Page 100,000 of ten million rows would be read through from the first row; who wants a row
    that far away filters.
    """

    bound = 10_000

    @cached_property
    def count(self) -> int:
        """The rows up to `bound`; an estimate beyond where nothing is filtered."""
        rows = cast("models.QuerySet[Any]", self.object_list).order_by()
        counted: int = rows[: self.bound + 1].count()
        if counted <= self.bound or rows.query.where:
            return counted
        return max(counted, estimated_rows(rows.model, rows.db))

    @cached_property
    def num_pages(self) -> int:
        """The pages that can be turned to, those of `bound` rows at most."""
        rows = min(self.count, self.bound)
        return max(1, -(-rows // self.per_page))
