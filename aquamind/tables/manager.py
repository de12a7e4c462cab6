"""The manager of every table of the books: its `bulk_create` takes columns as well as instances.

What columns are stands in columnar/columns.py. The models need not know it, so that a command that
writes nothing does not load numpy with them.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self, TypeVar, overload

from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# Rows built and sent at a time: memory stays flat however long the columns are.
SLICE_ROWS = 15_000

M = TypeVar("M", bound=models.Model)


class RowsByColumn(Sequence[M]):
    """Rows of a model that are kept as columns."""

    @abstractmethod
    def bound_to(self, model: type[M]) -> "RowsByColumn[M]":
        """These columns as rows of MODEL."""

    @abstractmethod
    def check(self) -> Self:
        """Raise ColumnsError for the first value that its field cannot hold."""

    @abstractmethod
    def send(self, connection: BaseDatabaseWrapper) -> bool:
        """Write the checked rows the fastest way that the database has; False where it has none."""

    @abstractmethod
    def send_changes(
        self, connection: BaseDatabaseWrapper, unique: Sequence[str], changed: Sequence[str]
    ) -> bool:
        """Write the checked rows over those that are there; False where Django can do it."""

    @abstractmethod
    def instances(self, start: int, stop: int) -> list[M]:
        """The rows from START up to, not including, STOP, as model instances."""


class ColumnsQuerySet(models.QuerySet[M]):
    """A query set whose `bulk_create` takes Columns as well as instances."""

    @overload
    def bulk_create(self, objs: RowsByColumn[M], *args: Any, **options: Any) -> RowsByColumn[M]: ...
    @overload
    def bulk_create(self, objs: Iterable[M], *args: Any, **options: Any) -> list[M]: ...
    def bulk_create(
        self,
        objs: Iterable[M],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Iterable[str] | None = None,
        unique_fields: Iterable[str] | None = None,
    ) -> list[M] | RowsByColumn[M]:
        """Write OBJS, all or none.

        Columns are checked first, and handed back as they came: keys that the database gave are
        not learnt. The options are those of Django's own bulk_create; where the database has no
        faster way, `batch_size` rows of columns are built and sent at a time.
        """
        options: dict[str, Any] = {
            "batch_size": SLICE_ROWS if batch_size is None else batch_size,
            "ignore_conflicts": ignore_conflicts,
            "update_conflicts": update_conflicts,
            "update_fields": update_fields,
            "unique_fields": unique_fields,
        }
        if not isinstance(objs, RowsByColumn):
            return super().bulk_create(objs, **options)
        if batch_size is not None and batch_size <= 0:
            # As Django says it of instances.
            raise ValueError("Batch size must be a positive integer.")
        columns = objs.bound_to(self.model).check()
        with transaction.atomic(using=self.db, savepoint=False):
            self._write(columns, options)
        return columns

    def _write(self, columns: RowsByColumn[M], options: dict[str, Any]) -> None:
        """Send checked COLUMNS the fastest way that the database and the options allow."""
        self._for_write = True
        connection: Any = connections[self.db]
        plain = not (options["ignore_conflicts"] or options["update_conflicts"])
        if plain and columns.send(connection):
            return
        unique, changed = options["unique_fields"], options["update_fields"]
        is_merge = options["update_conflicts"] and not options["ignore_conflicts"]
        if is_merge and unique and changed and columns.send_changes(connection, unique, changed):
            return
        create: Callable[..., list[M]] = super().bulk_create
        for start in range(0, len(columns), options["batch_size"]):
            create(columns.instances(start, start + options["batch_size"]), **options)


class ColumnsManager(models.Manager[M]):
    """The manager of every table of the books."""

    def get_queryset(self) -> ColumnsQuerySet[M]:
        """Query sets that take Columns."""
        return ColumnsQuerySet(self.model, using=self._db)

    @overload
    def bulk_create(self, objs: RowsByColumn[M], *args: Any, **options: Any) -> RowsByColumn[M]: ...
    @overload
    def bulk_create(self, objs: Iterable[M], *args: Any, **options: Any) -> list[M]: ...
    def bulk_create(
        self,
        objs: Iterable[M],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Iterable[str] | None = None,
        unique_fields: Iterable[str] | None = None,
    ) -> list[M] | RowsByColumn[M]:
        """Write OBJS, Columns or instances, all or none; see ColumnsQuerySet.bulk_create."""
        return self.get_queryset().bulk_create(
            objs, batch_size, ignore_conflicts, update_conflicts, update_fields, unique_fields
        )
