"""The folder of an export: written beside its place, and moved there when it is complete.

A folder that is there already, is empty and cannot be moved (mounted, or its parent is somebody
else's) is written to as it is. Its manifest comes last.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from scripts.data_generation.reporting.export.errors import ExportError, RequestError

MANIFEST = "manifest.json"
# This file is in a folder while it is written to. The process that writes holds a lock on it.
MARK = ".export-not-finished"


@contextmanager
def whole_folder(place: Path, overwrite: bool) -> Iterator[Path]:
    """A folder to write to. At the end it becomes `place`; after an error it is removed.

    The next export to the same place removes what a killed process left.
    """
    place = place.resolve()
    refuse_taken(place, overwrite)
    part = _where_to_write(place)
    lock = _claim(part, place)
    try:
        _empty(part)
        yield part
        (part / MARK).unlink()
        if part != place:
            _put(part, place)
    except BaseException:
        _remove(part, place)
        raise
    finally:
        lock.release()


def refuse_taken(place: Path, overwrite: bool) -> None:
    """Refuse a place that holds something, unless it is an export and may be replaced."""
    if not place.exists():
        return
    if not place.is_dir():
        raise RequestError(f"{place} is not a folder; name another in --out")
    if not any(place.iterdir()) or (place / MARK).is_file():
        return
    if not (place / MANIFEST).is_file():
        raise RequestError(f"{place} is not empty and holds no export; name another in --out")
    if not overwrite:
        raise RequestError(
            f"{place} holds an export; name another folder in --out, or replace it with --overwrite"
        )
    if (old := _beside(place, "old")).exists():
        raise RequestError(f"{old} is in the way of replacing {place}; move it elsewhere")
    if not _can_be_moved(place):
        raise RequestError(
            f"{place} cannot be moved away, so it cannot be replaced as a whole; empty it, or name "
            "another folder in --out"
        )


def _where_to_write(place: Path) -> Path:
    """Beside the place; in it, where it is an empty folder that cannot be moved."""
    if not place.exists():
        return _beside(place, "part")
    is_left = (place / MARK).is_file()
    return place if is_left or not _can_be_moved(place) else _beside(place, "part")


def _can_be_moved(place: Path) -> bool:
    """Tried, since rights, mounts and file systems all have a say; it stands where it stood."""
    aside = _beside(place, "old")
    try:
        place.rename(aside)
    except OSError:
        return False
    aside.rename(place)
    return True


def _claim(part: Path, place: Path) -> FileLock:
    """Make the folder, or take over what a killed export left of it."""
    part.mkdir(parents=True, exist_ok=True)
    if any(part.iterdir()) and not (part / MARK).is_file():
        raise RequestError(f"{part} is in the way of writing {place}; move it elsewhere")
    lock = FileLock(part / MARK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ExportError(f"another export is writing {place}; wait until it ends") from error
    return lock


def _empty(part: Path) -> None:
    for path in part.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != MARK:
            path.unlink()


def _remove(part: Path, place: Path) -> None:
    """All that was written; a folder that was there before stays, empty again."""
    if part != place:
        shutil.rmtree(part, ignore_errors=True)
        return
    _empty(part)
    (part / MARK).unlink(missing_ok=True)


def _put(part: Path, place: Path) -> None:
    """Give the folder its name; the folder that had it before is removed afterwards."""
    old = _beside(place, "old")
    if place.exists():
        place.rename(old)
    part.rename(place)
    if old.exists():
        shutil.rmtree(old)


def _beside(place: Path, ending: str) -> Path:
    return place.with_name(f"{place.name}.{ending}")
