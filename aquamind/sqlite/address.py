"""The address of an SQLite database, `sqlite:///path?option=value`, as Django's settings."""

from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote

from django.core.exceptions import ImproperlyConfigured

from aquamind.sqlite.names import MEMORY, sqlite_file, with_options

# WAL lets people read while a run writes; NORMAL is safe with WAL; IMMEDIATE takes the write lock
# at BEGIN, where Django's timeout waits for it, instead of failing at the first write.
OPTIONS = {
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
        "PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY;"
    ),
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
}

# What SQLite itself takes behind a file's name: https://www.sqlite.org/uri.html
OF_SQLITE = ("cache", "immutable", "mode", "nolock", "vfs")
MODES = ("memory", "ro", "rw", "rwc")
_WRITTEN = "write it as sqlite:///relative/path or sqlite:////absolute/path"
_ENCODED = "the characters # ? % of a path percent-encoded"


def sqlite_settings(address: SplitResult) -> dict[str, Any]:
    """NAME and OPTIONS; ImproperlyConfigured, in one line, for an address that leads nowhere."""
    if address.netloc not in ("", MEMORY):
        # What stands there would be left out: with two slashes another file is opened.
        raise ImproperlyConfigured(f"DATABASE_URL names a host, SQLite has none; {_WRITTEN}")
    if address.fragment:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read; {_WRITTEN}, {_ENCODED}")
    name = unquote(address.path[1:]) or MEMORY
    given = _given(address.query)
    options = {**OPTIONS, **_patience(given.pop("timeout", None))}
    unknown = [option for option in given if option not in OF_SQLITE]
    if unknown:
        known = ", ".join(sorted((*OF_SQLITE, "timeout")))
        raise ImproperlyConfigured(
            f"DATABASE_URL: SQLite has no option {unknown[0][:50]!r}; it has {known}"
        )
    if given.get("mode", "rw") not in MODES:
        raise ImproperlyConfigured(f"DATABASE_URL: the modes of SQLite are {', '.join(MODES)}")
    # Django takes a path with these words for a database in memory, and never closes it.
    if given or ("mode=memory" in name and sqlite_file(name)):
        name = with_options(name, **given)
    _refuse_what_no_file_is_called(name)
    return {"NAME": name, "OPTIONS": options}


def _given(query: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(query, strict_parsing=True)) if query else {}
    except ValueError:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read; {_WRITTEN}, {_ENCODED}") from None


def _patience(seconds: str | None) -> dict[str, float]:
    """How long is waited for somebody who writes."""
    if seconds is None:
        return {}
    if not seconds.isdecimal() or len(seconds) > 6:
        raise ImproperlyConfigured("DATABASE_URL: timeout is a whole number of seconds")
    return {"timeout": int(seconds)}


def _refuse_what_no_file_is_called(name: str) -> None:
    file = sqlite_file(name)
    try:
        if file is not None:
            file.stat()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        # It may be made, or told by whoever opens it.
        return
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ImproperlyConfigured(
            f"DATABASE_URL names a file that cannot be ({reason}): {str(file)[:50]!r}..."
        ) from None
