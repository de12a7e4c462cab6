"""Fingerprints as commands get them: of a database, with a bar for who watches, or from a file."""

import json
import sys
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from aquamind.shell.bars import bar_of_rows
from scripts.data_generation.management.latest_run import present_run
from scripts.data_generation.models import GenerationChunk, GenerationRun
from scripts.data_generation.reporting.export.snapshot import one_moment
from scripts.data_generation.validation.fingerprint.fingerprint import (
    FORMAT,
    TableDigest,
    fingerprint,
)

# A fingerprint has a line for each of some 60 tables.
LARGEST_FILE_BYTES = 1_000_000


class NoFingerprintError(Exception):
    """The file holds no fingerprint of this version; the message is one line."""


def database_fingerprint(
    using: str = DEFAULT_DB_ALIAS, title: str = "reading"
) -> dict[str, TableDigest]:
    """The fingerprint of a database's run; a bar on standard error where it is a terminal."""
    run = present_run(using)
    with bar_of_rows(sys.stderr, _rows(run, using), title) as bar, one_moment(using):
        return fingerprint(run.key_bases, using, bar.update)


def fingerprint_of_file(path: Path) -> dict[str, TableDigest]:
    """The fingerprint that `generation_status --fingerprint` printed into a file."""
    found = _json(path)
    try:
        if found["format"] != FORMAT:
            raise NoFingerprintError(
                f"{path} holds a fingerprint of another version (format {found['format']}, this "
                f"one has {FORMAT}); make it again"
            )
        return {table: _digest(table, entry) for table, entry in found["tables"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoFingerprintError(
            f"{path} holds no fingerprint; 'manage.py generation_status --fingerprint' prints one"
        ) from error


def _digest(table: str, entry: dict[str, Any]) -> TableDigest:
    """What a file says of one table; ValueError for what was never printed there."""
    rows, digest = entry["rows"], entry["digest"]
    is_count = type(rows) is int and rows >= 0
    if not is_count or not isinstance(digest, str) or not (table + digest).isprintable():
        raise ValueError(f"{table} has no rows and digest of a fingerprint")
    return TableDigest(rows, digest)


def _json(path: Path) -> Any:
    try:
        if path.exists() and not path.is_file():
            raise NoFingerprintError(f"{path} is no file")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise NoFingerprintError(f"{path} cannot be read: {error.strerror}") from error
    if len(content) > LARGEST_FILE_BYTES:
        raise NoFingerprintError(f"{path} is too large to be a fingerprint")
    try:
        return dict(json.loads(content))
    except (ValueError, TypeError, RecursionError):
        return None


def _rows(run: GenerationRun, using: str) -> int:
    """Rows that the run has written, as its own books count them."""
    chunks = GenerationChunk.objects.using(using).filter(session__run=run)
    counted: list[dict[str, int]] = [run.founding_rows, *chunks.values_list("rows", flat=True)]
    return sum(sum(rows.values()) for rows in counted)
