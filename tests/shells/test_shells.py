"""`manage.py` as shells start it: closed and full streams, readers that leave, signals."""

import signal
import subprocess
import sys
from pathlib import Path

import cloudpickle  # type: ignore[import-untyped]
import pytest

from scripts.data_generation.orchestrator.workers.in_a_clone import in_a_clone
from scripts.data_generation.orchestrator.workers.reading_worker import Database
from tests.commands import ended, lying_in

pytestmark = [pytest.mark.no_database, pytest.mark.linux]

RUN = "generate_data --scale=ci --days=3 --end-date=2016-01-03"
STOPPED = "stopped\n"
# Opens what is sent to a Dask cluster, as its scheduler does, and shows what anybody would see.
OPENS = "import pickle, sys; print(repr(pickle.loads(sys.stdin.buffer.read())))"

# As Python's start finds it: sends a signal to its process when a module begins to be read.
STRIKES = """
import os, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r} and sys.argv[:1] and sys.argv[0].endswith("manage.py"):
            sys.meta_path.remove(self)
            os.kill(os.getpid(), {number})

sys.meta_path.insert(0, Finder())
"""

# Python's end finds it when it has taken all answers to signals away, and clears the modules.
STRIKES_LAST = """
import os, sys

class Last:
    def __del__(self, kill=os.kill, process=os.getpid(), write=os.write):
        write(2, b"cleared\\n")
        kill(process, {number})

if sys.argv[:1] and sys.argv[0].endswith("manage.py"):
    sys.last_of_all = Last()
"""


def shell(folder: Path, line: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Have bash do a line in which `manage` is manage.py; books and files lie in the folder."""
    told = f'unset PYTHONUNBUFFERED; manage() {{ "{sys.executable}" manage.py "$@"; }}; {line}'
    return ended(("bash", "-c", told), variables={**lying_in(folder), **variables})


def test_a_run_lives_where_nothing_can_be_shown(tmp_path: Path) -> None:
    assert shell(tmp_path, f"manage {RUN} --workers=2 <&- >&- 2>/dev/full").returncode == 0
    assert "completed" in shell(tmp_path, "manage generation_status").stdout


@pytest.mark.parametrize(
    ("line", "status", "says"),
    [
        # Django's own, and ours.
        ("manage help | true; exit ${PIPESTATUS[0]}", 141, ""),
        ("manage figures | head -n 1; exit ${PIPESTATUS[0]}", 141, ""),
        (
            "manage help >/dev/full",
            1,
            "standard output could not be written: No space left on device\n",
        ),
        (
            "manage figures >/dev/full",
            1,
            "CommandError: standard output could not be written: No space left on device\n",
        ),
    ],
)
def test_what_is_only_shown(tmp_path: Path, line: str, status: int, says: str) -> None:
    ended = shell(tmp_path, line)
    assert (ended.returncode, ended.stderr) == (status, says)


@pytest.mark.parametrize(
    "variables", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["usual", "NO_COLOR", "dumb"]
)
def test_colours_where_they_are_wanted(tmp_path: Path, variables: dict[str, str]) -> None:
    watched = f"{sys.executable} manage.py compare_generations no-such-file default"
    said = shell(tmp_path, f"script -qec '{watched}' /dev/null", **variables).stdout
    assert "no-such-file cannot be read" in said
    assert ("\x1b[" in said) == (not variables)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("module", ["django", "scripts.data_generation.reporting"])
def test_a_signal_while_the_program_is_read_has_one_line(
    tmp_path: Path, number: signal.Signals, module: str
) -> None:
    """It comes in the first line of the module, which is one of somebody else's."""
    (tmp_path / "sitecustomize.py").write_text(
        STRIKES.format(number=int(number), module=module), "utf-8"
    )
    ended = shell(tmp_path, f"exec {sys.executable} manage.py figures", PYTHONPATH=str(tmp_path))
    assert (ended.returncode, ended.stderr, ended.stdout) == (128 + number, STOPPED, "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_at_the_very_end_changes_nothing(tmp_path: Path, number: signal.Signals) -> None:
    last = STRIKES_LAST.format(number=int(number))
    (tmp_path / "sitecustomize.py").write_text(last, "utf-8")
    ended = shell(tmp_path, f"exec {sys.executable} manage.py checks", PYTHONPATH=str(tmp_path))
    assert (ended.returncode, ended.stderr) == (0, "cleared\n")


def test_workers_say_what_they_cannot_do_without(tmp_path: Path) -> None:
    """A full or read-only folder for temporary files answers as one that is not there."""
    (tmp_path / "sitecustomize.py").write_text(
        "import tempfile; tempfile.tempdir = '/proc/no-such-folder'", "utf-8"
    )
    ended = shell(tmp_path, f"manage {RUN} --workers=2", PYTHONPATH=str(tmp_path))
    assert ended.returncode == 1
    assert ended.stderr.startswith("CommandError: workers cannot be started (")
    assert ended.stderr.endswith("make room there, or leave --workers out\n")


def test_a_server_that_does_not_answer_is_one_line_of_django_too(tmp_path: Path) -> None:
    address = "timescale://nobody@127.0.0.1:1/books"
    ended = shell(tmp_path, f"DATABASE_URL={address} manage migrate")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert ended.stderr.startswith("the database cannot be used: connection to server")


def test_an_ignored_signal_stays_ignored(tmp_path: Path) -> None:
    strikes = STRIKES.format(number=int(signal.SIGHUP), module="django")
    (tmp_path / "sitecustomize.py").write_text(strikes, "utf-8")
    line = f"trap '' HUP; exec {sys.executable} manage.py figures"
    assert shell(tmp_path, line, PYTHONPATH=str(tmp_path)).returncode == 0


def test_a_dask_scheduler_needs_no_clone_and_shows_no_password(tmp_path: Path) -> None:
    sent = cloudpickle.dumps(in_a_clone(Database({"PASSWORD": "secret"}), 1, 2))
    opened = subprocess.run(
        [sys.executable, "-c", OPENS], cwd=tmp_path, input=sent, capture_output=True, check=False
    )
    assert opened.returncode == 0, opened.stderr
    assert b"in_a_clone" in opened.stdout
    assert b"secret" not in opened.stdout
