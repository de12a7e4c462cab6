"""Which rows of the database a run made, table by table, and which rows are others'.

A run's rows lie in the blocks of keys that it reserved, with their history; master data that it had
to make is listed in the run. All other rows are somebody else's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, models
from django.db.models import Count, Q

from aquamind.target.parts import target_of
from aquamind.target.pointers import history_of, is_history, pointers_to
from aquamind.target.pointing import ForeignPointer, pointers_from_elsewhere
from aquamind.target.user_profiles import ALLOWED_TABLES, PROFILE
from scripts.data_generation.generators.keys import RESERVED_MODELS, block_of
from scripts.data_generation.model_lists import BOOKS, sorted_models
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.errors import GenerationError

EXAMPLES = 3


@dataclass(frozen=True)
class RunBlock:
    """The keys of the run's rows in one table, or of the rows whose history a table has."""

    model: type[models.Model]
    base: int
    last: int

    @property
    def inside(self) -> Q:
        """The rows that the run made."""
        return Q(id__gt=self.base, id__lte=self.last)

    @property
    def outside(self) -> Q:
        """The rows that somebody else made."""
        return Q(id__lte=self.base) | Q(id__gt=self.last)


@dataclass(frozen=True)
class TableCount:
    """How many rows of a table the run made, and how many are others'."""

    model: type[models.Model]
    made: int
    others: int

    @property
    def table(self) -> str:
        """The table's name."""
        return self.model._meta.db_table


@dataclass(frozen=True)
class Pointing:
    """Rows of others in `table` whose `column` points to rows that the run made."""

    table: str
    column: str
    rows: int
    examples: tuple[int, ...]

    def __str__(self) -> str:
        keys = ", ".join(map(str, self.examples))
        more = ", ..." if self.rows > len(self.examples) else ""
        return f"{self.table} {self.rows:,} by {self.column} (id {keys}{more})"


class RunRows:
    """The rows of one run in the whole database."""

    def __init__(self, run: GenerationRun) -> None:
        missing = [m for m in RESERVED_MODELS if m._meta.db_table not in run.key_bases]
        if missing:
            raise GenerationError(
                "this run was begun by a version that did not keep which rows are the run's; "
                "empty the database with 'python manage.py flush'"
            )
        self.run = run
        self.blocks = dict(_blocks(run))
        tables = {model._meta.db_table: model for model in apps.get_models()}
        self.master = {tables[table]: keys for table, keys in run.made_rows.items()}

    def others(self, model: type[models.Model]) -> Q:
        """The rows of a table that the run did not make."""
        if model in self.blocks:
            return self.blocks[model].outside
        original = getattr(model, "instance_type", model)
        return ~Q(id__in=self.master[original]) if original in self.master else Q()

    def counts(self) -> list[TableCount]:
        """Every table of the books and of accounts: the run's rows and those of others."""
        return [
            count
            for model in [*sorted_models(BOOKS), get_user_model()]
            if (count := self._count(model)) and (count.made or count.others)
        ]

    def _count(self, model: type[models.Model]) -> TableCount:
        others = self.others(model)
        counted = model._base_manager.aggregate(
            rows=Count("pk"), others=Count("pk", filter=others) if others else Count("pk")
        )
        return TableCount(model, counted["rows"] - counted["others"], counted["others"])

    def pointing(self, counts: Sequence[TableCount]) -> list[Pointing]:
        """Rows of others that point into the run's blocks: they would point nowhere afterwards.

        Tables in which `counts` found no rows of others are not searched.
        """
        own = GenerationRun._meta.app_label
        pure = {count.model for count in counts if not count.others}
        found: dict[tuple[str, str], Pointing] = {}
        for block in self.blocks.values():
            if is_history(block.model):
                continue
            for field in pointers_to(block.model):
                if field.model not in pure and field.model._meta.app_label != own:
                    found |= self._pointing(field, block)
            for pointer in pointers_from_elsewhere(connection, block.model):
                found |= self._pointing_from_elsewhere(pointer, block)
        return [found[place] for place in sorted(found)]

    def _pointing(
        self, field: models.ForeignKey[models.Model, models.Model], block: RunBlock
    ) -> dict[tuple[str, str], Pointing]:
        name, table = field.attname, field.model._meta.db_table
        into = Q(**{f"{name}__gt": block.base, f"{name}__lte": block.last})
        rows = field.model._base_manager.filter(self.others(field.model)).filter(into)
        if not (count := rows.count()):
            return {}
        keys = tuple(rows.order_by("pk").values_list("pk", flat=True)[:EXAMPLES])
        return {(table, field.name): Pointing(table, field.name, count, keys)}

    def _pointing_from_elsewhere(
        self, pointer: ForeignPointer, block: RunBlock
    ) -> dict[tuple[str, str], Pointing]:
        """The same of a table of AquaMind's that these books have not."""
        table, column = pointer.table.split('"')[-2], pointer.column
        # What the run's own people may see goes with the run.
        made = self.master.get(get_user_model(), [])
        others = (
            f" AND userprofile_id NOT IN (SELECT id FROM {pointer.table.replace(table, PROFILE)}"
            f" WHERE user_id IN ({', '.join(map(str, made))}))"
            if made and table in ALLOWED_TABLES
            else ""
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*), (array_agg({pointer.key} ORDER BY {pointer.key}))[1:{EXAMPLES}]"
                f" FROM {pointer.table} WHERE {column} > %s AND {column} <= %s{others}",
                [block.base, block.last],
            )
            count, keys = cursor.fetchone()
        if not count:
            return {}
        return {(table, column): Pointing(table, column, count, tuple(keys))}


def _blocks(run: GenerationRun) -> Iterator[tuple[type[models.Model], RunBlock]]:
    for model in RESERVED_MODELS:
        base = run.key_bases[model._meta.db_table]
        for kept in (model, history_of(model)):
            if kept is not None:
                yield kept, RunBlock(kept, base, base + block_of(model))


def rows_of_others() -> dict[str, int]:
    """Rows in the books by table while there is no run: all of them are others'.

    An AquaMind has master data from its beginning, which a run finds and uses.
    """
    books = sorted_models(BOOKS)
    if target_of(connection) is not None:
        books = [m for m in books if getattr(m, "instance_type", m) in RESERVED_MODELS]
    counts = {m._meta.db_table: m._base_manager.count() for m in books}
    return {table: count for table, count in counts.items() if count}
