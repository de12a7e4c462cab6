"""Which database is used: DATABASE_URL through dj-database-url, or SQLite beside manage.py."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

import dj_database_url
import psycopg2.extensions
from django.core.exceptions import ImproperlyConfigured

from aquamind.sqlite.address import sqlite_settings
from aquamind.sqlite.names import sqlite_file

__all__ = ["database_settings", "sqlite_file", "without_password"]

TIMESCALE_ENGINE = "timescale.db.backends.postgresql"
SQLITE_ENGINE = "aquamind.sqlite"

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
    dj_database_url.register(_scheme, _engine)

UNREADABLE = (
    "DATABASE_URL cannot be read; write it as timescale://user:password@host:port/name, "
    "the characters @ : / # ? % of a password percent-encoded"
)

OPTIONS = (
    "the options of DATABASE_URL cannot be read; write them as ?name=value&name=value, "
    "percent-encoded"
)

LONGEST_NAME = 63  # bytes; PostgreSQL cuts off the rest, and may find another database then

# Of Django, not of libpq.
DJANGO_OPTIONS = {"assume_role"}


def database_settings(url: str | None, base_dir: Path) -> dict[str, Any]:
    """Django's DATABASES entry for URL; without one, SQLite in BASE_DIR.

    Raises ImproperlyConfigured, in one line, for a scheme that is not known here.
    """
    url = url or f"sqlite:///{quote(str(base_dir / 'aquamind.sqlite3'))}"
    scheme = url.split(":", 1)[0]
    if scheme not in ENGINES:
        known = ", ".join(f"{name}://" for name in sorted(ENGINES))
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {scheme[:50]!r}, which is not known here; use one of {known}"
        )
    try:
        parts = urlsplit(url)
        # Options are read below, as text: there, digits and "true" would be numbers and truths.
        settings: dict[str, Any] = dict(dj_database_url.parse(url.partition("?")[0]))
    except ValueError:
        # What it says may quote a part of the password.
        raise ImproperlyConfigured(UNREADABLE) from None
    if settings["ENGINE"] == TIMESCALE_ENGINE:
        return _of_server(settings, parts)
    return settings | sqlite_settings(parts)


def _of_server(settings: dict[str, Any], address: SplitResult) -> dict[str, Any]:
    """The settings, with what dj-database-url takes for something else put right."""
    if not settings["NAME"] or "@" in address.path or address.fragment:
        # An unencoded character in a password ends it: what follows would be the database's name.
        raise ImproperlyConfigured(UNREADABLE)
    if len(settings["NAME"].encode()) > LONGEST_NAME:
        raise ImproperlyConfigured(
            f"DATABASE_URL names no database: the name is longer than {LONGEST_NAME} bytes"
        )
    # Folders of sockets have capital letters, which the standard library lowers in a host.
    settings["HOST"] = _host(address.netloc)
    settings["OPTIONS"] = _options_of_server(address.query)
    return settings


def _host(netloc: str) -> str:
    """The host of user:password@host:port, as it was written; an IPv6 one without brackets."""
    host = netloc.rpartition("@")[2]
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return unquote(host.partition(":")[0])


def _options_of_server(query: str) -> dict[str, str]:
    """What the address tells libpq, as text; ImproperlyConfigured for what it does not know."""
    try:
        options = dict(parse_qsl(query, strict_parsing=True)) if query else {}
        schema = options.pop("currentSchema", None)
        if schema:
            options["options"] = f"{options.get('options', '')} -c search_path={schema}".strip()
        psycopg2.extensions.make_dsn(
            **{k: v for k, v in options.items() if k not in DJANGO_OPTIONS}
        )
    except ValueError:
        raise ImproperlyConfigured(OPTIONS) from None
    except psycopg2.ProgrammingError as error:
        said = str(error).strip().removeprefix("invalid dsn: ")[:100]
        raise ImproperlyConfigured(f"DATABASE_URL: {said}") from None
    return options


def without_password(url: str) -> str:
    """The address of a database as it may be shown: without user, password and options."""
    scheme, found, rest = url.partition("://")
    return f"{scheme}://{rest.rsplit('@', 1)[-1].partition('?')[0]}" if found else url
