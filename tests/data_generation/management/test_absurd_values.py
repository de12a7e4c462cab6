"""Every option of every command, given what nobody can mean: one line, status 2, nothing begun."""

import os
from argparse import Action
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from tests.data_generation.management.test_bad_input import answer, assert_one_line

pytestmark = pytest.mark.no_database

NO_TEXTS = {
    "empty": "",
    "blank": "  ",
    "nul": "a\0b",
    "bytes that are no text": "a\udcff",
    "an order to the terminal": "\x1b[2Ja",
    "two lines": "a\nb",
}
NO_NUMBERS = ("-1", "nan", "inf", "1e400", "0x10", "9" * 5000, "1,000")
HUGE = "9" * 18

# What each option reads; an option that is not named here fails the test.
NUMBERS = {
    *("--session", "--extend-years", "--days", "--dirty-data", "--chunk-days", "--workers"),
    *("--rows", "--runs", "--years YEAR"),
}
# Any whole number of 64 bits.
SEEDS = {"--seed"}
CHOSEN = {"--scale", "--scenario", "--sink", "--format", "--arms", "--start-date", "--end-date"}
TEXTS = {"--check", "--group", "--batch", "--dask", "--tables", "first", "second"}
READ = {"--parameters"}
WRITTEN = {"--json", "--plot"}
FOLDERS = {"--out"}
KNOWN = NUMBERS | SEEDS | CHOSEN | TEXTS | READ | WRITTEN | FOLDERS
# What Django adds to every command.
# Not by place: an environment with its packages may lie in the project's folder.
OURS = {"aquamind", "apps", "scripts"}
OF_DJANGO = {"--verbosity", "--settings", "--pythonpath", "--force-color", "--no-color"}


def options() -> Iterator[tuple[str, Action]]:
    """Every option of the project's commands that takes a value, with its command."""
    for name, app in get_commands().items():
        if isinstance(app, BaseCommand) or app.partition(".")[0] not in OURS:
            continue
        for action in load_command_class(app, name).create_parser("manage.py", name)._actions:
            if action.nargs != 0 and _named(action) not in OF_DJANGO:
                yield name, action


def _named(action: Action) -> str:
    """As people know it; --years of an export takes years, that of a report nothing."""
    name = max(action.option_strings, key=len, default=action.dest)
    return f"{name} {action.metavar}" if name == "--years" else name


def typed(command: str, action: Action, value: str) -> list[str]:
    """The option with this value, and what the command needs besides."""
    if not action.option_strings:
        other = "default"
        return [command, *([value, other] if action.dest == "first" else [other, value])]
    name = max(action.option_strings, key=len)
    beside = ["--out=export"] if command == "export_generation" and name != "--out" else []
    return [command, *beside, f"{name}={value}"]


ALL = list(options())
CASES = [pytest.param(command, action, id=f"{command} {_named(action)}") for command, action in ALL]


def cases(*kinds: set[str]) -> list[object]:
    """The options of these kinds."""
    wanted = set().union(*kinds)
    return [case for case, (_, action) in zip(CASES, ALL, strict=True) if _named(action) in wanted]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the test's own, in which nothing is made."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    assert not [path for path in tmp_path.iterdir() if path.name not in THERE]


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    status, said = answer(capsys, *words)
    assert_one_line(said, "")
    assert "not foreseen" not in said
    assert status == 2
    return said


def test_every_option_is_tried() -> None:
    assert {_named(action) for _, action in ALL} == KNOWN
    assert len({command for command, _ in ALL}) >= 5


@pytest.mark.parametrize(("command", "action"), CASES)
def test_what_is_no_text(capsys, command: str, action: Action) -> None:
    for value in NO_TEXTS.values():
        said = refused(capsys, *typed(command, action, value))
        assert _named(action).split()[0].lstrip("-") in said or not action.option_strings


@pytest.mark.parametrize(("command", "action"), cases(NUMBERS, SEEDS, CHOSEN))
def test_what_is_no_number(capsys, command: str, action: Action) -> None:
    for value in NO_NUMBERS:
        if not (value == "-1" and _named(action) in SEEDS):
            refused(capsys, *typed(command, action, value))


@pytest.mark.parametrize(("command", "action"), cases(NUMBERS, CHOSEN))
def test_more_than_there_can_be(capsys, command: str, action: Action) -> None:
    refused(capsys, *typed(command, action, HUGE))


def _loop(folder: Path) -> Path:
    (folder / "loop.png").symlink_to(folder / "loop.png")
    return folder / "loop.png"


def _into_a_loop(folder: Path) -> Path:
    return _loop(folder) / "life.png"


def _under_a_file(folder: Path) -> Path:
    (folder / "file.png").write_text("mine", "utf-8")
    return folder / "file.png" / "life.png"


def _link_to_nothing(folder: Path) -> Path:
    (folder / "link.png").symlink_to(folder / "nowhere" / "life.png")
    return folder / "link.png"


def _too_long(folder: Path) -> Path:
    return folder / ("x" * 300 + ".png")


def _folder(folder: Path) -> Path:
    (folder / "folder.png").mkdir()
    return folder / "folder.png"


def _file(folder: Path) -> Path:
    return _under_a_file(folder).parent


Place = Callable[[Path], Path]
NOWHERE: list[Place] = [_loop, _into_a_loop, _under_a_file, _link_to_nothing, _too_long]
THERE = {"loop.png", "file.png", "link.png", "folder.png"}


@pytest.mark.linux
@pytest.mark.parametrize("place", [*NOWHERE, _folder])
@pytest.mark.parametrize(("command", "action"), cases(WRITTEN))
def test_files_that_cannot_be_written(capsys, folder, command, action, place: Place) -> None:
    refused(capsys, *typed(command, action, str(place(folder))))


@pytest.mark.linux
@pytest.mark.parametrize("place", [*NOWHERE, _file])
@pytest.mark.parametrize(("command", "action"), cases(FOLDERS))
def test_folders_that_cannot_be_written(capsys, folder, command, action, place: Place) -> None:
    refused(capsys, *typed(command, action, str(place(folder))))


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Root may write everywhere; whoever is not root is somebody else already."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.mark.linux
@pytest.mark.parametrize("name", ["there.png", "new.png", "new/folder/life.png"])
@pytest.mark.parametrize(("command", "action"), cases(WRITTEN, FOLDERS))
def test_what_may_not_be_written(capsys, folder, command, action, name: str) -> None:
    # Of nobody's: neither the file in it, nor the folder, may be written.
    place = Path("/etc/hostname") if name == "there.png" else Path("/etc", name)
    with as_somebody_else():
        said = refused(capsys, *typed(command, action, str(place)))
    assert "/etc" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--plot=life.qqq",), "does not end in .png or .svg or .pdf"),
        (("--plot=life",), "does not end in .png"),
        (("--batch=NOPE", "--years"), "--batch is about one batch, --years about all"),
        (("--batch=NOPE", "--health"), "--batch is about one batch, --health about all"),
        (("--batch=NOPE", "--json=figures.json"), "--json about all"),
        (("--plot=life.png", "--years"), "--plot is about one batch"),
        (("--years", "--health"), "give one of them"),
    ],
)
def test_options_of_a_report_that_mean_two_things(capsys, words, says: str) -> None:
    assert says in refused(capsys, "generation_report", *words)


@pytest.mark.parametrize("command", ["checks", "figures", "generation_status", "demo_user"])
def test_commands_without_values(capsys, command: str) -> None:
    for value in NO_TEXTS.values():
        refused(capsys, command, value)
