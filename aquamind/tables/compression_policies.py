"""The server's own jobs that compress hypertables as time goes by: left, paused, taken away.

A job that was paused or left here says so in its settings. So it is known from one that somebody
else has made or stopped, which is let alone.
"""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

PAUSED, LEFT = "paused_for_a_run", "left_by_a_run"
# Nobody's job begins in the moment in which the next command wants to.
BEGINS_AFTER = "1 hour"

_JOBS = (
    "FROM timescaledb_information.jobs WHERE proc_name = 'policy_compression'"
    " AND to_regclass(format('%%I.%%I', hypertable_schema, hypertable_name))"
    " = ANY (ARRAY(SELECT to_regclass(quote_ident(name)) FROM unnest(%s) AS name))"
)


def pause_policies(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> None:
    """Have the jobs of these hypertables begin no more, and the one at work end."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT alter_job(job_id, scheduled => false,"
            f" config => config || jsonb_build_object('{PAUSED}', true)) {_JOBS} AND scheduled",
            [list(tables)],
        )
        cursor.execute(
            "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            f" AND application_name IN (SELECT application_name {_JOBS})",
            [list(tables)],
        )


def resume_policies(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> None:
    """Have the jobs go on that `pause_policies` stopped."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT alter_job(job_id, scheduled => true, config => config - '{PAUSED}',"
            f" next_start => now() + interval '{BEGINS_AFTER}')"
            f" {_JOBS} AND config ? '{PAUSED}'",
            [list(tables)],
        )


def leave_policies(connection: BaseDatabaseWrapper, tables: Sequence[str], after: str) -> None:
    """Have the server compress pieces older than AFTER, an interval, of tables without a job."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT 1 {_JOBS}", [[table]])
            if cursor.fetchone():
                continue
            cursor.execute(
                "SELECT add_compression_policy(%s, %s::interval,"
                f" initial_start => now() + interval '{BEGINS_AFTER}')",
                [table, after],
            )
            cursor.execute(
                "SELECT alter_job(job_id, config => config || jsonb_build_object(%s, true))"
                " FROM timescaledb_information.jobs WHERE job_id = %s",
                [LEFT, cursor.fetchone()[0]],
            )


def remove_left_policies(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> None:
    """Take away the jobs that `leave_policies` left."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT delete_job(job_id) {_JOBS} AND config ? '{LEFT}'", [list(tables)])
