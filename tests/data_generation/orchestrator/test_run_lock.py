"""One run at a time, on either database, and the lock ends with its holder."""

from pathlib import Path

import psycopg2
import pytest
from django.db import Error, connection
from filelock import FileLock

from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.run_lock import is_held, run_lock
from scripts.data_generation.orchestrator.server_lock import ADVISORY_KEY


@pytest.mark.sqlite
def test_a_second_run_on_a_sqlite_file_is_refused(tmp_path: Path, monkeypatch) -> None:
    database = tmp_path / "books.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(database))
    assert not is_held()
    assert not list(tmp_path.iterdir())
    with FileLock(f"{database}.lock"):
        assert is_held()
        with pytest.raises(GenerationError, match="another run"):
            run_lock().__enter__()
    assert not is_held()
    with run_lock():
        pass


@pytest.mark.timescaledb
@pytest.mark.django_db
def test_a_second_run_on_timescaledb_is_refused() -> None:
    settings = connection.get_connection_params()
    other = psycopg2.connect(
        **{key: settings[key] for key in ("dbname", "user", "password", "host", "port")}
    )
    other.autocommit = True
    try:
        with other.cursor() as cursor:
            assert not is_held()
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_KEY])
            assert is_held()
        with pytest.raises(GenerationError, match="another run"):
            run_lock(patience_s=0.3).__enter__()
    finally:
        other.close()
    # The lock ends with its holder, a moment after the connection did.
    with run_lock(patience_s=30.0):
        pass


@pytest.mark.timescaledb
@pytest.mark.django_db
def test_a_lock_that_is_lost_is_noticed() -> None:
    lock = run_lock()
    still_held = lock.__enter__()
    still_held()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory'"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        assert cursor.fetchall() == [(True,)]
    with pytest.raises(Error):
        still_held()
    with pytest.raises(Error):
        lock.__exit__(None, None, None)
    assert not is_held()
    with run_lock():
        pass
