"""How rows leave a database: whole tables at once, or block by block, each step on its own.

Rows go by plain statements: Django's own way of deleting would write a history row for each.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from graphlib import TopologicalSorter

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection, models, transaction
from django.db.models import Max, Min, Q

from aquamind.tables.compression import unpack_any_number
from aquamind.tables.hypertables import time_field
from aquamind.target.parts import other_history, parts_of, target_of
from aquamind.target.pointers import history_of, is_enforced, pointers_to
from aquamind.target.pointing import pointers_from_elsewhere
from aquamind.target.user_profiles import PROFILE, delete_profiles
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.runs.run_rows import RunBlock, RunRows

LOCK_NOT_AVAILABLE = "55P03"
# Hypertables have no index on their keys, and are cut by time: a month is looked through at a time.
WINDOW = timedelta(days=30)

AnyModel = type[models.Model]


@dataclass(frozen=True)
class Pace:
    """How rows leave: so many in one transaction, about, which is a second's work.

    `patience` is how long emptying whole tables waits for those who are reading them, as the
    server writes times.
    """

    chunk_rows: int = 50_000
    patience: str = "30s"


PACE = Pace()


def emptied_whole(rows: RunRows) -> list[AnyModel]:
    """The tables that hold no rows but the run's, nor do any that point to them.

    A hypertable counts as one, to which nothing points: others' rows are put aside and back. None
    of AquaMind's own tables is one: other tables of it point to them.
    """
    if target_of(connection) is not None:
        return []
    whole = {
        model
        for model in apps.get_models(include_auto_created=True)
        if _is_of_run(rows, model) and may(model, "TRUNCATE")
        if _can_put_aside(model) or not _has_others(rows, model)
    }
    while held := {model for model in whole if not _pointed_from(model) <= whole}:
        whole -= held
    return sorted(whole, key=lambda model: model._meta.db_table)


def empty_whole(rows: RunRows, tables: list[AnyModel], pace: Pace = PACE) -> list[AnyModel]:
    """Empty these tables in one transaction, however many rows they hold; which ones were.

    On PostgreSQL somebody who goes on reading them leaves none: their rows are to be deleted then.
    """
    if not tables:
        return []
    if connection.vendor == "postgresql":
        try:
            _truncate(rows, tables, pace)
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", None) != LOCK_NOT_AVAILABLE:
                raise
            return []
        return tables
    # Without looking up who points to each row SQLite drops a table's pages instead of its rows;
    # whoever could point to these tables is emptied with them.
    with connection.constraint_checks_disabled(), transaction.atomic():
        _refuse_others(rows, tables)
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"DELETE FROM {_name(table)}")
    return tables


def _truncate(rows: RunRows, tables: list[AnyModel], pace: Pace) -> None:
    names = ", ".join(map(_name, tables))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [pace.patience])
        cursor.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
        aside = [table for table in tables if _can_put_aside(table)]
        _refuse_others(rows, [table for table in tables if table not in aside])
        for number, table in enumerate(aside):
            block = rows.blocks[table]
            cursor.execute(
                f"CREATE TEMPORARY TABLE of_others_{number} ON COMMIT DROP AS"
                f" SELECT * FROM {_name(table)} WHERE id <= %s OR id > %s",
                [block.base, block.last],
            )
        cursor.execute(f"TRUNCATE {names}")
        for number, table in enumerate(aside):
            cursor.execute(f"INSERT INTO {_name(table)} SELECT * FROM of_others_{number}")


def _refuse_others(rows: RunRows, tables: Iterable[AnyModel]) -> None:
    """Look again, now that nobody else can write: rows may have come since they were counted."""
    for table in tables:
        if _has_others(rows, table):
            raise GenerationError(
                f"somebody added rows to {table._meta.db_table} meanwhile; begin again with --clear"
            )


def may(model: AnyModel, right: str) -> bool:
    """Whether this role has a right on the table; SQLite has no roles."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s)", [_name(model), right])
        return bool(cursor.fetchone()[0])


def _has_others(rows: RunRows, model: AnyModel) -> bool:
    return model._base_manager.filter(rows.others(model)).exists()


def _is_of_run(rows: RunRows, model: AnyModel) -> bool:
    """Whether a run writes this table: the books, or the generator's own beside that of runs."""
    run = type(rows.run)
    if model._meta.app_label == run._meta.app_label:
        return model is not run
    return model in rows.blocks or getattr(model, "instance_type", model) in rows.master


def _can_put_aside(model: AnyModel) -> bool:
    return connection.vendor == "postgresql" and time_field(model) is not None


def _pointed_from(model: AnyModel) -> set[AnyModel]:
    """The other tables whose foreign keys to this one the database enforces."""
    return {field.model for field in pointers_to(model) if is_enforced(field)} - {model}


def children_first(blocks: Iterable[RunBlock]) -> list[RunBlock]:
    """The blocks in an order in which no row is deleted while another one points to it."""
    by_model = {block.model: block for block in blocks}
    order = TopologicalSorter({model: _pointed_from(model) for model in by_model})
    return [by_model[model] for model in order.static_order() if model in by_model]


def delete_block(block: RunBlock, pace: Pace = PACE) -> Iterator[int]:
    """Delete a run's rows of one table, chunk by chunk; yields the rows of each when it is gone."""
    yield from _by_time(block) if _can_put_aside(block.model) else _by_key(block, pace.chunk_rows)
    _vacuum(block.model)


def _by_time(block: RunBlock) -> Iterator[int]:
    """A hypertable's rows, month by month."""
    time, rows = time_field(block.model), block.model._base_manager.filter(block.inside)
    assert time is not None
    column = connection.ops.quote_name(str(time.column))
    edges = rows.aggregate(first=Min(time.name), last=Max(time.name))
    start = edges["first"]
    while start is not None and start <= edges["last"]:
        with transaction.atomic(), connection.cursor() as cursor:
            unpack_any_number(connection)
            cursor.execute(
                f"DELETE FROM {_name(block.model)} WHERE id > %s AND id <= %s"
                f" AND {column} >= %s AND {column} < %s",
                [block.base, block.last, start, start + WINDOW],
            )
            deleted = cursor.rowcount
        start += WINDOW
        if deleted:
            yield deleted


def _by_key(block: RunBlock, chunk_rows: int) -> Iterator[int]:
    _untie(block)
    rows = block.model._base_manager.order_by("id")
    tables = [part.table for part in parts_of(connection, block.model)]
    # AquaMind keeps the changes of more tables than these books; those of this one go with it.
    if history := other_history(connection, block.model):
        tables.insert(0, history)
    low, deleted = block.base, chunk_rows
    while deleted >= chunk_rows:
        part = rows.filter(id__gt=low, id__lte=block.last).values_list("id", flat=True)
        edges = list(part[chunk_rows - 1 : chunk_rows])
        high = edges[0] if edges else block.last
        with transaction.atomic(), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"DELETE FROM {table} WHERE id > %s AND id <= %s", [low, high])
            deleted = cursor.rowcount
        low = high
        if deleted:
            yield deleted


def _untie(block: RunBlock) -> None:
    """Have the run's rows point to none of their own table, in which chunks could not part them."""
    for field in pointers_to(block.model):
        if field.model is block.model and field.null:
            tied = block.model._base_manager.filter(
                block.inside, **{f"{field.name}__isnull": False}
            )
            tied.update(**{field.name: None})


def _vacuum(model: AnyModel) -> None:
    """Free the room of deleted rows, which every look for who points where would go through."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            tables = [part.table for part in parts_of(connection, model)]
            for table in (*tables, other_history(connection, model)):
                if table is not None:
                    cursor.execute(f"VACUUM {table}")


def delete_unpointed(master: dict[AnyModel, list[int]], deleted: Counter[str]) -> dict[str, int]:
    """Delete these rows and their history, but not those that others point to; kept rows by table.

    To be used inside a transaction. What is deleted is counted in `deleted`, by table.
    """
    left = {model: _present(model, keys) for model, keys in master.items()}
    # A row that is deleted may have been the last one that pointed to another.
    while sum(_delete_free(model, keys, deleted) for model, keys in left.items()):
        pass
    for model, keys in master.items():
        if history := history_of(model):
            _delete_keys(history, set(keys) - left[model], deleted)
    return {model._meta.db_table: len(keys) for model, keys in left.items() if keys}


def _delete_free(model: AnyModel, keys: set[int], deleted: Counter[str]) -> int:
    """Delete those of the rows that nothing points to and take them from `keys`; how many."""
    free = keys - _pointed_to(model, keys)
    _delete_keys(model, free, deleted)
    keys -= free
    return len(free)


def _present(model: AnyModel, keys: Iterable[int]) -> set[int]:
    return set(model._base_manager.filter(pk__in=list(keys)).values_list("pk", flat=True))


def _pointed_to(model: AnyModel, keys: set[int]) -> set[int]:
    """Which of these rows anything points to."""
    found: set[int] = set()
    for field in pointers_to(model):
        among = field.model._base_manager.filter(Q(**{f"{field.attname}__in": list(keys)}))
        found |= set(among.order_by().values_list(field.attname, flat=True).distinct())
    for pointer in pointers_from_elsewhere(connection, model):
        # A profile goes with its account.
        if keys and f'"{PROFILE}"' not in pointer.table:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT DISTINCT {pointer.column} FROM {pointer.table}"
                    f" WHERE {pointer.column} = ANY (%s)",
                    [list(keys)],
                )
                found |= {key for (key,) in cursor.fetchall()}
    return found


def _delete_keys(model: AnyModel, keys: set[int], deleted: Counter[str]) -> None:
    places = ", ".join(["%s"] * len(keys))
    if keys:
        if model is get_user_model():
            delete_profiles(connection, keys)
        with connection.cursor() as cursor:
            if history := other_history(connection, model):
                cursor.execute(f"DELETE FROM {history} WHERE id IN ({places})", sorted(keys))
            cursor.execute(f"DELETE FROM {_name(model)} WHERE id IN ({places})", sorted(keys))
            deleted[model._meta.db_table] += cursor.rowcount


def _name(model: AnyModel) -> str:
    return connection.ops.quote_name(model._meta.db_table)
