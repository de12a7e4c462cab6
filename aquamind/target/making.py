"""Making the generator's own schema in an AquaMind database, and taking it away again.

Nothing of AquaMind's is touched: what is ours has no foreign keys to its tables, which would hang
triggers on them, and `django_migrations` gets no row.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.fields import AnyField
from aquamind.target.parts import MADE_FOR, SCHEMA, beside, key_of, settle_target, target_of


def prepare(connection: BaseDatabaseWrapper) -> list[str]:
    """Make the schema, all or nothing; a line for each thing made.

    To be used on a database that AquaMind's own migrations made and that is not prepared yet.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (theirs,) = cursor.fetchone()
        known = _columns_there(connection)
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        cursor.execute(f"COMMENT ON SCHEMA {SCHEMA} IS %s", [f"{MADE_FOR}{theirs}"])
        made = [f"schema {SCHEMA}"]
        with _first_on_the_path(connection):
            made += _make_missing_tables(connection, known)
        for model in _lacking(known):
            made.append(_make_beside(connection, model, theirs, known[model._meta.db_table]))
    settle_target(connection)
    return made


def remove(connection: BaseDatabaseWrapper) -> list[str]:
    """Drop the schema with all that is in it; a line for each table that is gone."""
    target = target_of(connection)
    assert target is not None, "only what was prepared can be taken away"
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(%s)"
            " AND relkind IN ('r', 'v') ORDER BY relname",
            [SCHEMA],
        )
        gone = [f"{SCHEMA}.{name}" for (name,) in cursor.fetchall()]
        cursor.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
        cursor.execute(
            "SELECT set_config('search_path', regexp_replace(current_setting('search_path'),"
            " %s, ''), false)",
            [f"^{SCHEMA}, "],
        )
    settle_target(connection)
    connection.features.allows_group_by_selected_pks = True
    return [*gone, f"schema {SCHEMA}"]


def _columns_there(connection: BaseDatabaseWrapper) -> dict[str, set[str]]:
    """The columns of every table that the session sees."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, array_agg(attname::text) FROM pg_attribute"
            " JOIN pg_class ON pg_class.oid = attrelid WHERE relkind IN ('r', 'p')"
            " AND attnum > 0 AND NOT attisdropped AND pg_table_is_visible(pg_class.oid)"
            " GROUP BY relname"
        )
        return {table: set(columns) for table, columns in cursor.fetchall()}


def _our_models() -> Iterator[type[models.Model]]:
    return (
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    )


def _lacking(known: dict[str, set[str]]) -> list[type[models.Model]]:
    """Models whose AquaMind table lacks columns of ours."""
    return [
        model
        for model in _our_models()
        if model._meta.db_table in known and _ours(model, known[model._meta.db_table])
    ]


def _ours(model: type[models.Model], there: set[str]) -> list[AnyField]:
    return [field for field in model._meta.concrete_fields if field.column not in there]


def _make_missing_tables(
    connection: BaseDatabaseWrapper, known: dict[str, set[str]]
) -> Iterator[str]:
    """The tables that AquaMind has not, as Django makes them, without keys out of the schema."""
    with connection.schema_editor() as editor:
        missing = [model for model in _our_models() if model._meta.db_table not in known]
        for model in missing:
            editor.create_model(model)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint JOIN pg_class"
            " ON pg_class.oid = confrelid WHERE contype = 'f'"
            " AND connamespace = to_regnamespace(%s) AND relnamespace <> connamespace",
            [SCHEMA],
        )
        for table, name in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield from (f"table {SCHEMA}.{model._meta.db_table}" for model in missing)


def _make_beside(
    connection: BaseDatabaseWrapper, model: type[models.Model], theirs: str, there: set[str]
) -> str:
    """A table with our columns of a model, and the view that puts it beside AquaMind's."""
    quote, table, keys = connection.ops.quote_name, model._meta.db_table, key_of(model)
    fields = {str(field.column): field for field in model._meta.concrete_fields}
    ours = [str(field.column) for field in _ours(model, there)]
    columns = ", ".join(
        f"{quote(name)} {_type(connection, fields[name])}" for name in (*keys, *ours)
    )
    joined = " AND ".join(f"ours.{quote(name)} = theirs.{quote(name)}" for name in keys)
    shown = ", ".join(
        _shown(quote(name), field) if name in ours else f"theirs.{quote(name)}"
        for name, field in fields.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {beside(table)} ({columns}, PRIMARY KEY ({', '.join(keys)}))")
        cursor.execute(
            f'CREATE VIEW "{SCHEMA}".{quote(table)} AS SELECT {shown}'
            f' FROM "{theirs}".{quote(table)} AS theirs LEFT JOIN {beside(table)} AS ours'
            f" ON {joined}"
        )
        cursor.execute(_writing(model, theirs, ours))
    return f"view {SCHEMA}.{table}, with {', '.join(ours)} from {beside(table)}"


def _writing(model: type[models.Model], theirs: str, ours: list[str]) -> str:
    """A trigger by which single rows of the view are written; whole columns go to the tables."""
    table, pk, key = model._meta.db_table, f'"{model._meta.pk.column}"', key_of(model)
    names = [f'"{field.column}"' for field in model._meta.concrete_fields]
    base = [name for name in names if name.strip('"') not in ours]
    side = [f'"{name}"' for name in (*key, *ours)]
    old_side = " AND ".join(f'"{name}" = OLD."{name}"' for name in key)
    real, function = f'"{theirs}"."{table}"', f'"{SCHEMA}"."{table}_written"'

    def new(columns: list[str]) -> str:
        return ", ".join(f"NEW.{column}" for column in columns)

    return f"""
        CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF TG_OP <> 'INSERT' THEN
                DELETE FROM {beside(table)} WHERE {old_side};
            END IF;
            IF TG_OP = 'DELETE' THEN
                DELETE FROM {real} WHERE {pk} = OLD.{pk};
                RETURN OLD;
            ELSIF TG_OP = 'UPDATE' THEN
                UPDATE {real} SET ({", ".join(base)}) = ROW({new(base)}) WHERE {pk} = OLD.{pk};
            ELSE
                NEW.{pk} := COALESCE(
                    NEW.{pk}, nextval(pg_get_serial_sequence('{real}', '{pk.strip('"')}')));
                INSERT INTO {real} ({", ".join(base)}) VALUES ({new(base)});
            END IF;
            INSERT INTO {beside(table)} ({", ".join(side)}) VALUES ({new(side)});
            RETURN NEW;
        END $$;
        CREATE TRIGGER written INSTEAD OF INSERT OR UPDATE OR DELETE
        ON "{SCHEMA}"."{table}" FOR EACH ROW EXECUTE FUNCTION {function}();
    """


def _type(connection: BaseDatabaseWrapper, field: AnyField) -> str:
    """The type of a column, without numbering and references."""
    kind = field.rel_db_type(connection) if field.primary_key else field.db_type(connection)
    return str(kind)


def _shown(name: str, field: AnyField) -> str:
    """A column of ours as the view shows it; rows that people made have none, but the default."""
    if field.null:
        return f"ours.{name} AS {name}"
    return f"COALESCE(ours.{name}, {field.get_default()}) AS {name}"


@contextmanager
def _first_on_the_path(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Inside it what is made is made in our schema."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        (before,) = cursor.fetchone()
        cursor.execute("SELECT set_config('search_path', %s, true)", [f"{SCHEMA}, {before}"])
        yield
        cursor.execute("SELECT set_config('search_path', %s, true)", [before])
