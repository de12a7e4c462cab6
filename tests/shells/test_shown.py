"""Every command on streams that fail: what shows is never in the way of what is done."""

import os
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command, get_commands
from pytest_django import DjangoDbBlocker

from scripts.data_generation.models import GenerationRun
from tests.databases import Snapshot
from tests.shells.conftest import FEW
from tests.shells.streams import FULL, GONE, LEFT, Failing


@dataclass(frozen=True)
class Typed:
    """A command as it is typed; {} is a folder. `status` is that of a result that is lost."""

    words: str
    shows: bool = True
    status: int = 1

    def call(self, folder: Path, stdout: object, stderr: object = None) -> None:
        """Run it in this process."""
        command, *options = (word.format(folder) for word in self.words.split())
        call_command(command, *options, stdout=stdout, stderr=stderr)


# What only shows something ends with its reader; what does something goes on to its end.
COMMANDS = (
    Typed("generation_report"),
    Typed("generation_report --health"),
    Typed("generation_status --chunks"),
    Typed("generation_status --fingerprint"),
    Typed("compare_generations {0}/fingerprint.json {0}/fingerprint.json", status=2),
    Typed("generate_data --validate-only --list-checks"),
    Typed("generate_data --validate-only --group=integrity"),
    Typed("generate_data --sink=null " + " ".join(FEW)),
    Typed("generate_data --dry-run --extend-years=1"),
    Typed("figures"),
    Typed("checks"),
    Typed("columns"),
    Typed("generate_data --report", shows=False),
    Typed("generation_report --years --json={0}/done", shows=False),
    Typed("export_generation --tables=batch_batch --out={0}/export --overwrite", shows=False),
)
# One has a test of its own below, one makes a database each time, one is for AquaMind's own.
ELSEWHERE = {"demo_user", "benchmark_generation", "prepare_target"}


def test_every_command_is_tried() -> None:
    ours = {name for name, app in get_commands().items() if app.startswith(("apps.", "scripts."))}
    assert ours == {typed.words.split()[0] for typed in COMMANDS} | ELSEWHERE


@pytest.mark.parametrize("typed", COMMANDS, ids=lambda typed: typed.words)
def test_what_cannot_be_shown(lived: Path, typed: Typed) -> None:
    for error in (LEFT, FULL, GONE):
        if not typed.shows:
            typed.call(lived, Failing(error), Failing(error))
        elif error == LEFT:
            with pytest.raises(BrokenPipeError):
                typed.call(lived, Failing(error), Failing(error))
        else:
            says = f"^standard output could not be written: {os.strerror(error)}$"
            with pytest.raises(CommandError, match=says) as caught:
                typed.call(lived, Failing(error), Failing(error))
            assert caught.value.returncode == typed.status


@pytest.mark.parametrize("typed", COMMANDS, ids=lambda typed: typed.words)
def test_closed_streams_and_other_letters(lived: Path, typed: Typed, monkeypatch) -> None:
    """Python has None in the place of a stream that a shell has closed."""
    with monkeypatch.context() as closed:
        closed.setattr("sys.stdout", None)
        closed.setattr("sys.stderr", None)
        typed.call(lived, None)
    ascii_only = TextIOWrapper(BytesIO(), encoding="ascii")
    typed.call(lived, ascii_only)
    ascii_only.seek(0)
    assert ascii_only.read().strip()


@pytest.mark.parametrize("typed", COMMANDS, ids=lambda typed: typed.words)
def test_no_command_needs_a_temporary_folder(lived: Path, typed: Typed, monkeypatch) -> None:
    """Where it is full or may not be written to, as here: only workers meet there."""
    with monkeypatch.context() as moved:
        moved.setattr("tempfile.tempdir", "/proc/no-such-folder")
        typed.call(lived, None)


def test_a_run_lives_and_is_deleted_whoever_looks(
    empty_books: Snapshot, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), empty_books.opened():
        for error in (LEFT, FULL, GONE, None):
            for words in (" ".join(FEW), "--clear --yes"):
                stream = None if error is None else Failing(error, takes=1)
                Typed(f"generate_data {words}").call(Path(), stream, stream)
                ended = list(GenerationRun.objects.values_list("status", flat=True))
                assert ended == ([] if "--clear" in words else ["COMPLETED"])


@pytest.mark.parametrize("error", [LEFT, FULL, GONE])
def test_an_account_whose_password_nobody_sees_is_not_made(lived: Path, error: int) -> None:
    with pytest.raises(CommandError, match="could not be shown"):
        Typed("demo_user").call(lived, Failing(error))
    assert not get_user_model().objects.filter(username="demo").exists()
