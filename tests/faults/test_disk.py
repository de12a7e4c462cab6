"""The disk is full in the middle of a run; when there is room again it goes on."""

from pathlib import Path

import psutil
import pytest

from tests.databases import Snapshot
from tests.faults.books import Books
from tests.faults.disk import resize, small_disk, used_megabytes
from tests.faults.history import History
from tests.faults.server import Server

ROOM_MB = 400


@pytest.mark.sqlite
def test_no_larger_file_is_allowed(history: History) -> None:
    for _ in range(2):
        with history.generate() as run:
            run.until_chunks(history.books.chunks() + 1)
            size = history.books.file.stat().st_size
            run.process.rlimit(psutil.RLIMIT_FSIZE, (size, size))
            ended = run.ended()
        assert ended.status == 1
        (line,) = [line for line in ended.lines if not line.startswith("WARNING ")]
        assert line.startswith("CommandError: the database's file could not be read or written (")
        assert "see that its disk works and is not full" in line
    history.assert_whole("no larger file allowed (RLIMIT_FSIZE)", 2)


@pytest.mark.sqlite
@pytest.mark.mounts
def test_a_small_disk(history: History, empty_books: Snapshot, tmp_path: Path) -> None:
    books = Books(tmp_path, None, pattern=empty_books)
    with small_disk(tmp_path, ROOM_MB), history.elsewhere(books) as there:
        assert_full_and_mended(there, tmp_path, (3, 1), "the database's disk is full")


@pytest.mark.timescaledb
@pytest.mark.own_server
@pytest.mark.mounts
def test_a_small_disk_of_the_server(
    history: History, server: Server, pattern_there: Snapshot, tmp_path: Path
) -> None:
    with server.small_disk(ROOM_MB) as (disk, tablespace):
        books = Books(tmp_path, server.url, tablespace, pattern_there)
        with history.elsewhere(books) as there:
            assert_full_and_mended(there, disk, (3, 1), "the database server's disk is full")


def assert_full_and_mended(
    history: History, disk: Path, rooms_mb: tuple[int, int], says: str
) -> None:
    """With room for some chunks, not for all; then for some more; then for all."""
    for more_mb in rooms_mb:
        resize(disk, round(used_megabytes(disk)) + more_mb)
        # Otherwise it would see what is to come, and not begin.
        with history.generate("--ignore-disk-space") as run:
            ended = run.ended()
        assert ended.status == 1
        # That the mirror was not written is a warning.
        (line,) = [line for line in ended.lines if not line.startswith("WARNING ")]
        assert line.startswith(f"CommandError: {says} (")
        assert "free some space" in line
        assert line.endswith("continue with --resume")
    resize(disk, ROOM_MB)
    history.assert_whole("the disk full", 2)
