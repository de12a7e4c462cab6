"""A field's value as one whole number, worked out by the database and the same on every database.

To read millions of moments and decimals as Python's objects takes several times as long. Days
count from 1970-01-01, moments and times of day are microseconds [UTC], decimals are in units of
their last digit.
"""

from typing import Any

from django.db import models
from django.db.models.sql.compiler import SQLCompiler

from scripts.data_generation.validation.fingerprint.row_digests import NO_NUMBER

# Kind of field to SQL: on PostgreSQL, on SQLite. SQLite keeps days and moments as texts, with six
# digits behind a point where there are any, which strftime would round. Percent signs pass two
# rounds of formatting.
_SECONDS = "CAST(strftime('%%%%s', {text}) AS INTEGER)"
_MICROSECONDS = "CAST(substr(%(expressions)s || '000000', {behind_point}, 6) AS INTEGER)"
_MOMENT = "substr(%(expressions)s, 1, 19)"
_CLOCK = "'1970-01-01 ' || substr(%(expressions)s, 1, 8)"
_WAYS: tuple[tuple[type[Any], str, str], ...] = (
    (
        models.DateTimeField,
        "EXTRACT(EPOCH FROM %(expressions)s) * 1000000",
        f"{_SECONDS.format(text=_MOMENT)} * 1000000 + {_MICROSECONDS.format(behind_point=21)}",
    ),
    (
        models.DateField,
        "%(expressions)s - DATE '1970-01-01'",
        f"{_SECONDS.format(text='%(expressions)s')} / 86400",
    ),
    (
        models.TimeField,
        "EXTRACT(EPOCH FROM %(expressions)s) * 1000000",
        f"{_SECONDS.format(text=_CLOCK)} * 1000000 + {_MICROSECONDS.format(behind_point=10)}",
    ),
    (models.DecimalField, "%(expressions)s * %(units)s", "ROUND(%(expressions)s * %(units)s)"),
    (models.BooleanField, "%(expressions)s::int", "%(expressions)s"),
    (models.IntegerField, "%(expressions)s", "%(expressions)s"),
    (models.ForeignKey, "%(expressions)s", "%(expressions)s"),
)


def is_a_number(field: Any) -> bool:
    """Whether `WholeNumber` knows how to read this field."""
    return _way(field) is not None


class WholeNumber(models.Func):
    """The value of a field as a whole number; `NO_NUMBER` stands for null."""

    arity = 1

    def __init__(self, field: Any) -> None:
        super().__init__(
            models.F(field.attname),
            output_field=models.BigIntegerField(),
            units=10 ** getattr(field, "decimal_places", 0),
        )
        way = _way(field)
        assert way is not None
        self._postgresql, self._sqlite = way

    def get_db_converters(self, connection: Any) -> list[Any]:
        """None: databases give whole numbers as they are."""
        return []

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **more: Any) -> Any:
        """The SQL for PostgreSQL."""
        template = f"COALESCE(({self._postgresql})::bigint, {NO_NUMBER})"
        return self.as_sql(compiler, connection, template=template, **more)

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **more: Any) -> Any:
        """The SQL for SQLite."""
        template = f"COALESCE(CAST({self._sqlite} AS INTEGER), {NO_NUMBER})"
        return self.as_sql(compiler, connection, template=template, **more)


def _way(field: Any) -> tuple[str, str] | None:
    for kind, postgresql, sqlite in _WAYS:
        if isinstance(field, kind):
            return postgresql, sqlite
    return None
