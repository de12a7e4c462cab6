"""Plain SQL for checks that add up millions of rows before they compare; the ORM cannot say it.

It is written in what PostgreSQL and SQLite share.
"""

from datetime import date
from typing import Any

from django.db import connection, models

from scripts.data_generation.validation.engine.registry import EXAMPLES, Outcome

FIRST_MONDAY = date(1900, 1, 1)


def table_name(model: type[models.Model]) -> str:
    """The name of a model's table, quoted."""
    return connection.ops.quote_name(model._meta.db_table)


def offending_rows(sql: str, says: str) -> Outcome:
    """The outcome of a query of offending rows; `says` formats a row by its columns' names."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({sql}) AS offenders")
        counted: tuple[Any, ...] = cursor.fetchone()
        if counted[0] == 0:
            return Outcome(0)
        cursor.execute(f"{sql} LIMIT {EXAMPLES}")
        names = [column[0] for column in cursor.description]
        first = [says.format(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
    return Outcome(int(counted[0]), tuple(first))


def minute(moment: str) -> str:
    """SQL: whole minutes from 1970 [UTC] to a date's midnight or a moment."""
    if connection.vendor == "postgresql":
        return f"CAST(FLOOR(EXTRACT(EPOCH FROM {moment}) / 60) AS BIGINT)"
    return f"CAST(strftime('%s', {moment}) AS INTEGER) / 60"


def week(day: str) -> str:
    """SQL: the number of a day's week, from Monday to Sunday."""
    if connection.vendor == "postgresql":
        return f"({day} - DATE '{FIRST_MONDAY}') / 7"
    return f"CAST(julianday({day}) - julianday('{FIRST_MONDAY}') AS INTEGER) / 7"


def day_literal(day: date) -> str:
    """SQL: this day."""
    return f"DATE '{day}'" if connection.vendor == "postgresql" else f"'{day}'"


def weeks_before(day: date) -> int:
    """The number of the first week that has not ended on the day before."""
    return (day - FIRST_MONDAY).days // 7
