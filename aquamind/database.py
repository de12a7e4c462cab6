"""Which database is used: DATABASE_URL through dj-database-url, or SQLite beside manage.py."""

from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TIMESCALE_ENGINE = "timescale.db.backends.postgresql"
SQLITE_ENGINE = "django.db.backends.sqlite3"

# postgres:// opens TimescaleDB too: the books hold hypertables, which Django's own engine would
# silently make as ordinary tables.
ENGINES = {
    "timescale": TIMESCALE_ENGINE,
    "timescaledb": TIMESCALE_ENGINE,
    "postgres": TIMESCALE_ENGINE,
    "postgresql": TIMESCALE_ENGINE,
    "sqlite": SQLITE_ENGINE,
}

for _scheme, _engine in ENGINES.items():
    if _engine == TIMESCALE_ENGINE:
        dj_database_url.register(_scheme, _engine)

UNREADABLE = (
    "DATABASE_URL cannot be read; write it as timescale://user:password@host:port/name, "
    "the characters @ : / # ? % of a password percent-encoded"
)

# WAL lets people read while a run writes; NORMAL is safe with WAL; IMMEDIATE takes the write lock
# at BEGIN, where Django's timeout waits for it, instead of failing at the first write.
SQLITE_OPTIONS = {
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
        "PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY;"
    ),
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
}

# A hypertable is planned over all its pieces: to compile a plan of hundreds takes the server ten
# times as long as to run it. What somebody asks for in DATABASE_URL goes before.
POSTGRESQL_OPTIONS = {"options": "-c jit=off"}


def database_settings(url: str | None, base_dir: Path) -> dict[str, Any]:
    """Django's DATABASES entry for URL; without one, SQLite in BASE_DIR.

    Raises ImproperlyConfigured, in one line, for a scheme that is not known here.
    """
    url = url or f"sqlite:///{quote(str(base_dir / 'aquamind.sqlite3'))}"
    scheme = url.split(":", 1)[0]
    if scheme not in ENGINES:
        known = ", ".join(f"{name}://" for name in sorted(ENGINES))
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {scheme!r}, which is not known here; use one of {known}"
        )
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError:
        # What it says may quote a part of the password.
        raise ImproperlyConfigured(UNREADABLE) from None
    name = settings["NAME"]
    if settings["ENGINE"] == TIMESCALE_ENGINE and (not name or "@" in name):
        # An unencoded character in a password ends it: what follows would be the database's name.
        raise ImproperlyConfigured(UNREADABLE)
    if settings["ENGINE"] == TIMESCALE_ENGINE:
        settings["OPTIONS"] = {**POSTGRESQL_OPTIONS, **settings.get("OPTIONS", {})}
    if settings["ENGINE"] == SQLITE_ENGINE:
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), **SQLITE_OPTIONS}
    return settings


def without_password(url: str) -> str:
    """The address of a database as it may be shown: without user, password and options."""
    scheme, found, rest = url.partition("://")
    return f"{scheme}://{rest.rsplit('@', 1)[-1].partition('?')[0]}" if found else url


def sqlite_file(name: str) -> Path | None:
    """The file of the SQLite database that is called `name` (a path or URI); None in memory."""
    if ":memory:" in name or "mode=memory" in name:
        return None
    return Path(unquote(urlsplit(name).path) if name.startswith("file:") else name)
