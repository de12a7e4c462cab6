"""An AquaMind database that was prepared for the generator: what lies where there.

AquaMind's tables are as its migrations made them. A schema of the generator's own, SCHEMA, has the
tables that AquaMind has not; and where one of its tables lacks columns of ours, a table beside it
with these columns alone and a view that puts both together. The view has the table's name and the
schema comes first on a session's search path: so whoever reads finds one table with all columns.
Who writes or deletes asks here for the parts of a table. `making.py` makes all of it.
"""

from typing import Any, NamedTuple

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.target.pointers import history_of, is_history

SCHEMA = "aquamind_datagen"
# The schema's comment names the one that AquaMind's tables lie in, behind these words.
MADE_FOR = "Tables of the generator of data, beside those of AquaMind in the schema "
_BESIDE = "_beside"


class Target(NamedTuple):
    """What a session of a prepared database knows of it."""

    # Where AquaMind's tables lie.
    schema: str
    # By table: the columns of ours that it lacks.
    lacking: dict[str, frozenset[str]]
    # AquaMind's tables of change history.
    histories: frozenset[str]


class Part(NamedTuple):
    """A real table that holds some columns of a model: all but `without`, or `only` these."""

    table: str
    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()

    def has(self, column: str) -> bool:
        """Whether it holds this column."""
        return column not in self.without and (self.only is None or column in self.only)


def settle_target(connection: Any) -> None:
    """Learn whether this session's database was prepared, and have it find our tables first."""
    connection.aquamind_target = None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('search_path'), current_schema(),"
            " obj_description(to_regnamespace(%s), 'pg_namespace')",
            [SCHEMA],
        )
        path, schema, says = cursor.fetchone()
        if says is None or schema not in (SCHEMA, says.removeprefix(MADE_FOR)):
            return
        if schema != SCHEMA:
            cursor.execute("SELECT set_config('search_path', %s, false)", [f"{SCHEMA}, {path}"])
        cursor.execute(
            "SELECT relname, array_agg(attname::text) FROM pg_attribute"
            " JOIN pg_class ON pg_class.oid = attrelid"
            " WHERE relnamespace = to_regnamespace(%s) AND relname LIKE %s AND relkind = 'r'"
            " AND attnum > 0 GROUP BY relname",
            [SCHEMA, f"%\\{_BESIDE}"],
        )
        lacking = {
            table.removesuffix(_BESIDE): frozenset(columns) - _key_columns(table)
            for table, columns in cursor.fetchall()
        }
        theirs = says.removeprefix(MADE_FOR)
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(%s)"
            " AND relkind = 'r' AND relname LIKE %s",
            [theirs, "%\\_historical%"],
        )
        histories = frozenset(table for (table,) in cursor.fetchall())
    connection.aquamind_target = Target(theirs, lacking, histories)
    # A view has no primary key by which the server would know the other columns.
    connection.features.allows_group_by_selected_pks = False


def target_of(connection: Any) -> Target | None:
    """What the session knows of a prepared AquaMind database; None on all others."""
    if connection.vendor != "postgresql":
        return None
    connection.ensure_connection()
    target: Target | None = getattr(connection, "aquamind_target", None)
    return target


def parts_of(connection: BaseDatabaseWrapper, model: type[models.Model]) -> list[Part]:
    """The real tables that a model's rows lie in, quoted; AquaMind's own is the last one."""
    table, target = model._meta.db_table, target_of(connection)
    if target is None or table not in target.lacking:
        return [Part(connection.ops.quote_name(table))]
    ours = target.lacking[table]
    return [
        Part(beside(table), only=ours | frozenset(key_of(model))),
        Part(f'"{target.schema}"."{table}"', without=ours),
    ]


def base_table(connection: BaseDatabaseWrapper, model: type[models.Model]) -> str:
    """The table, quoted, that numbers a model's rows."""
    return parts_of(connection, model)[-1].table


def other_history(connection: BaseDatabaseWrapper, model: type[models.Model]) -> str | None:
    """AquaMind's table, quoted, of a change history that these books do not keep."""
    target = target_of(connection)
    if target is None or history_of(model) is not None:
        return None
    table = f"{model._meta.app_label}_historical{model._meta.model_name}"
    return f'"{target.schema}"."{table}"' if table in target.histories else None


def beside(table: str) -> str:
    """The name, quoted, of the table with the columns of ours that an AquaMind table lacks."""
    return f'"{SCHEMA}"."{table}{_BESIDE}"'


def key_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns by which a row of ours finds the one it belongs to.

    A row of change history gets its number as it is written, so its moment names it.
    """
    return ("id", "history_date", "history_type") if is_history(model) else ("id",)


def _key_columns(table: str) -> frozenset[str]:
    return frozenset(("id", "history_date", "history_type") if "_historical" in table else ("id",))
