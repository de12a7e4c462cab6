"""The folder of an export is there as a whole or not at all, and nobody else's is touched."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filelock import FileLock

from scripts.data_generation.reporting.export.errors import ExportError, RequestError
from scripts.data_generation.reporting.export.folder import MANIFEST, MARK, whole_folder

pytestmark = pytest.mark.no_database

NOBODY = 65_534


def make(place: Path, text: str = "new", overwrite: bool = False) -> None:
    with whole_folder(place, overwrite) as folder:
        (folder / "cut").mkdir()
        (folder / "cut" / "rows.csv").write_text(text, "utf-8")
        assert not (place / "cut" / "rows.csv").exists() or overwrite
        (folder / MANIFEST).write_text("{}", "utf-8")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")}


def test_it_appears_when_it_is_whole(tmp_path: Path) -> None:
    make(tmp_path / "new folders" / "export")
    assert names(tmp_path / "new folders") == {"export", "cut", "rows.csv", MANIFEST}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    make(tmp_path / "export")
    assert (tmp_path / "export" / MANIFEST).is_file()


def _write_half(folder: Path) -> None:
    (folder / "rows.csv").write_text("half", "utf-8")
    raise KeyboardInterrupt


def test_an_error_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), whole_folder(tmp_path / "export", False) as folder:
        _write_half(folder)
    assert not names(tmp_path)


def test_an_error_leaves_the_export_before_it(tmp_path: Path) -> None:
    make(tmp_path / "export", "old")
    with pytest.raises(OSError, match="full"), whole_folder(tmp_path / "export", True):
        raise OSError("full")
    assert (tmp_path / "export" / "cut" / "rows.csv").read_text("utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"export"}


def test_what_a_killed_export_left_is_thrown_away(tmp_path: Path) -> None:
    part = tmp_path / "export.part"
    (part / "cut").mkdir(parents=True)
    for name in (MARK, "stale.csv", "cut/stale.csv"):
        (part / name).write_text("half", "utf-8")
    make(tmp_path / "export")
    assert names(tmp_path) == {"export", "cut", "rows.csv", MANIFEST}


def test_an_export_is_replaced_when_asked_for(tmp_path: Path) -> None:
    make(tmp_path / "export", "old")
    with pytest.raises(RequestError, match="holds an export; name another folder in --out"):
        make(tmp_path / "export")
    (tmp_path / "export" / "stale.csv").write_text("old", "utf-8")
    make(tmp_path / "export", overwrite=True)
    assert names(tmp_path) == {"export", "cut", "rows.csv", MANIFEST}
    assert (tmp_path / "export" / "cut" / "rows.csv").read_text("utf-8") == "new"


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_of_something_else_is_never_replaced(tmp_path: Path, overwrite: bool) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(RequestError, match="is not empty and holds no export"):
        make(tmp_path, overwrite=overwrite)
    (tmp_path / "export.part").mkdir()
    (tmp_path / "export.part" / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(RequestError, match=r"export\.part is in the way of writing"):
        make(tmp_path / "export", overwrite=overwrite)
    with pytest.raises(RequestError, match="is not a folder"):
        make(tmp_path / "thesis.txt", overwrite=overwrite)
    assert names(tmp_path) == {"thesis.txt", "export.part"}


def test_what_stands_where_the_old_export_is_put_is_not_touched(tmp_path: Path) -> None:
    make(tmp_path / "export", "old")
    (tmp_path / "export.old").mkdir()
    with pytest.raises(RequestError, match=r"export\.old is in the way of replacing"):
        make(tmp_path / "export", overwrite=True)
    assert (tmp_path / "export" / "cut" / "rows.csv").read_text("utf-8") == "old"


def test_two_exports_to_one_place_do_not_mix(tmp_path: Path) -> None:
    (tmp_path / "export.part").mkdir()
    with FileLock(tmp_path / "export.part" / MARK):
        (tmp_path / "export.part" / "rows.csv").write_text("of the other one", "utf-8")
        with pytest.raises(ExportError, match="another export is writing"):
            make(tmp_path / "export")
        assert names(tmp_path) == {"export.part", MARK, "rows.csv"}


@contextmanager
def somebody_s_folder() -> Iterator[Path]:
    """An empty folder of whoever runs this now, in one where only root may change anything."""
    with TemporaryDirectory(prefix="export-") as name:
        parent, place = Path(name), Path(name, "export")
        place.mkdir()
        user = os.geteuid()
        if user == 0:
            os.chown(place, NOBODY, NOBODY)
            parent.chmod(0o755)
            os.seteuid(NOBODY)
        else:
            parent.chmod(0o555)
        try:
            yield place
        finally:
            os.seteuid(user)
            parent.chmod(0o755)


@pytest.mark.linux
def test_an_empty_folder_that_cannot_be_moved_is_written_to() -> None:
    with somebody_s_folder() as place:
        make_in(place)
        assert names(place.parent) == {"export", "cut", "rows.csv", MANIFEST}


def make_in(place: Path) -> None:
    """As `make`, where the rows lie in the place itself until the end."""
    with whole_folder(place, False) as folder:
        assert folder == place
        assert (place / MARK).is_file()
        (folder / "cut").mkdir()
        (folder / "cut" / "rows.csv").write_text("new", "utf-8")
        (folder / MANIFEST).write_text("{}", "utf-8")


@pytest.mark.linux
def test_an_error_leaves_it_empty() -> None:
    with somebody_s_folder() as place:
        with pytest.raises(KeyboardInterrupt), whole_folder(place, False) as folder:
            _write_half(folder)
        assert names(place.parent) == {"export"}


@pytest.mark.linux
def test_what_a_killed_export_left_in_it_is_thrown_away() -> None:
    with somebody_s_folder() as place:
        for name in (MARK, "stale.csv"):
            (place / name).write_text("half", "utf-8")
        make_in(place)
        assert names(place.parent) == {"export", "cut", "rows.csv", MANIFEST}


@pytest.mark.linux
def test_an_export_that_cannot_be_moved_away_is_not_replaced() -> None:
    with somebody_s_folder() as place:
        make_in(place)
        with pytest.raises(RequestError, match="cannot be moved away, so it cannot be replaced"):
            make(place, overwrite=True)
        assert (place / "cut" / "rows.csv").read_text("utf-8") == "new"
