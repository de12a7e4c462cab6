"""What an SQLite database is called: a path, a URI, or a word for memory."""

from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

MEMORY = ":memory:"
_URI = "file:"


def sqlite_file(name: str) -> Path | None:
    """The file of the SQLite database that is called `name` (a path or URI); None in memory.

    A path that has such words in it is a path: `/data/memory_lane/mode=memory.sqlite3`.
    """
    path, options = _parts(name)
    is_memory = options.get("mode") == "memory" or options.get("vfs") == "memdb"
    return None if is_memory or path in (MEMORY, "") else Path(path)


def may_only_be_read(name: str) -> bool:
    """Whether the name itself says so."""
    options = _parts(name)[1]
    return options.get("mode") == "ro" or options.get("immutable") in ("1", "on", "true", "yes")


def with_options(name: str, **more: str) -> str:
    """The same database, as a URI with these options."""
    path, options = _parts(name)
    options |= more
    return f"{_URI}{quote(path)}?{urlencode(options)}" if options else f"{_URI}{quote(path)}"


def absolute_name(name: str) -> str:
    """The same database, such that a process in another folder finds it."""
    file = sqlite_file(name)
    if file is None:
        return name
    if not name.startswith(_URI):
        return str(file.resolve())
    return with_options(f"{_URI}{quote(str(file.resolve()))}", **_parts(name)[1])


def _parts(name: str) -> tuple[str, dict[str, str]]:
    """Path and options; a name that is no URI has no options."""
    if not name.startswith(_URI):
        return name, {}
    uri = urlsplit(name)
    return unquote(uri.path), dict(parse_qsl(uri.query))
