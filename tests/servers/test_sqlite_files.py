"""An SQLite file under a run: one run on it by whatever name, and the same file to the end."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.books import Books
from tests.faults.generation import Generation
from tests.faults.test_two_runs import BUSY

pytestmark = pytest.mark.sqlite

HISTORY = ("--scale=ci", "--start-date=2016-01-01", "--days=60", "--chunk-days=4")


def elsewhere(books: Books, name: Path | str) -> Books:
    """The same books by another name of their file."""
    return books.reached_by(f"sqlite:///{name}")


@pytest.fixture
def run(books: Books) -> Iterator[Generation]:
    """A run that has just begun."""
    books.empty()
    with Generation(books, *HISTORY) as run:
        run.until_chunks(2)
        yield run


def by_link(books: Books) -> Path:
    link = books.folder / "link.sqlite3"
    link.symlink_to(books.file)
    return link


def by_folder(books: Books) -> Path:
    link = books.folder.parent / f"{books.folder.name}-link"
    link.symlink_to(books.folder)
    return link / books.file.name


def by_way(books: Books) -> str:
    return os.path.relpath(books.file, Path(__file__).parents[2])


def by_round(books: Books) -> Path:
    return books.folder / ".." / books.folder.name / books.file.name


def by_options(books: Books) -> str:
    return f"{books.file}?mode=rw"


Way = Callable[[Books], Path | str]


@pytest.mark.parametrize("way", [by_link, by_folder, by_way, by_round, by_options])
def test_a_second_run_by_another_name_is_refused(run: Generation, books: Books, way: Way) -> None:
    name = way(books)
    try:
        with run.held(), Generation(elsewhere(books, name), "--resume", name="second") as second:
            ended = second.ended()
        assert (ended.status, ended.lines) == (1, [BUSY])
    finally:
        for link in (books.folder / "link.sqlite3", Path(name).parent):
            if link.is_symlink():
                link.unlink()


def test_a_file_of_two_names_is_refused(run: Generation, books: Books) -> None:
    other = books.folder / "other.sqlite3"
    other.hardlink_to(books.file)
    try:
        with run.held(), Generation(elsewhere(books, other), "--resume", name="second") as second:
            ended = second.ended()
        assert ended.status == 1
        (line,) = ended.lines
        assert "more than one name" in line
    finally:
        other.unlink()


def test_two_first_runs_on_a_missing_file(books: Books, tmp_path: Path) -> None:
    new = elsewhere(books, tmp_path / "new.sqlite3")
    with Generation(new, *HISTORY) as first, Generation(new, *HISTORY, name="second") as second:
        ended = sorted((one.ended() for one in (first, second)), key=lambda one: one.status)
    assert [one.status for one in ended] == [0, 1]
    assert ended[0].lines == []
    assert ended[1].lines == [BUSY]


def deleted(file: Path) -> None:
    file.unlink()


def replaced(file: Path) -> None:
    copy = file.with_name("copy.sqlite3")
    shutil.copy(file, copy)
    copy.replace(file)


def renamed(file: Path) -> None:
    file.rename(file.with_name("renamed.sqlite3"))


@pytest.mark.parametrize(
    ("strike", "says"),
    [(deleted, "deleted or renamed"), (replaced, "replaced"), (renamed, "deleted or renamed")],
)
@pytest.mark.parametrize("more", [(), ("--workers=2",)], ids=["alone", "with workers"])
def test_a_file_that_goes_away_under_a_run(
    books: Books, strike: Callable[[Path], None], says: str, more: tuple[str, ...]
) -> None:
    books.empty()
    try:
        with Generation(books, *HISTORY, *more) as run:
            run.until_chunks(2)
            with run.held():
                strike(books.file)
            ended = run.ended()
        assert ended.status == 1
        assert len(ended.lines) == 1
        assert more or f"{books.file} was {says}" in ended.lines[0]
    finally:
        books.connection.close()
        for left in books.folder.glob("*renamed*"):
            left.unlink()
        shutil.copy(books.folder / "empty.sqlite3", books.file)


def test_words_in_a_path_are_a_path(books: Books, tmp_path: Path) -> None:
    folder = tmp_path / "memory_lane" / ":memory:" / "mode=memory"
    folder.mkdir(parents=True)
    farm = elsewhere(books, folder / "farm.sqlite3")
    with Generation(farm, "--scale=ci", "--days=10", "--workers=2") as run:
        ended = run.ended()
    assert (ended.status, ended.lines) == (0, [])
    assert (folder / "farm.sqlite3").stat().st_size > 100_000
