"""The Makefile and scripts/run_tests.sh, tried with a Python that only pretends."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.no_database, pytest.mark.linux]

PROJECT = Path(__file__).resolve().parents[2]
SHELL_SCRIPTS = [*sorted((PROJECT / "scripts").rglob("*.sh")), PROJECT / ".ci" / "run"]

# Stands in for the python that makes .venv, and for the one inside it. Installing packages fails
# while the file `offline` is there; what was asked of it is written to `calls`.
PRETENDER = """#!/bin/sh
echo "$*" >>calls
case "$*" in
    *venv*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
    *pip*) test ! -e offline ;;
esac
"""


def run_make(*arguments: str, folder: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Run make in FOLDER as if no other make had called us."""
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def make_program(path: Path, text: str) -> Path:
    """Write an executable file."""
    path.write_text(text, "utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with what the set-up needs, and a pretended Python."""
    for name in ("Makefile", *(path.name for path in PROJECT.glob("requirements*.txt"))):
        shutil.copy(PROJECT / name, tmp_path / name)
    make_program(tmp_path / "python-pretended", PRETENDER)
    return tmp_path


def calls(clone: Path) -> list[str]:
    """What the pretended Python was asked since the last time."""
    file = clone / "calls"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    file.unlink(missing_ok=True)
    return lines


def set_up(clone: Path) -> subprocess.CompletedProcess[str]:
    """Make the environment that `make demo` runs in."""
    return run_make("PYTHON=./python-pretended", ".venv/run-packages.stamp", folder=clone)


def test_help_is_the_default_and_lists_every_target() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony is not None

    result = run_make()

    assert result.returncode == 0
    assert re.findall(r"^make ([\w-]+) +\S", result.stdout, re.MULTILINE) == phony[1].split()
    assert result.stdout == run_make("help").stdout


def test_a_python_that_is_too_old_is_one_clear_line(clone: Path) -> None:
    result = run_make("PYTHON=false", "demo", folder=clone)

    assert result.returncode == 2
    assert result.stderr.splitlines()[0].startswith("Python 3.11 or newer is needed")
    assert not (clone / ".venv").exists()


def test_packages_are_installed_once(clone: Path) -> None:
    assert set_up(clone).returncode == 0
    assert [call for call in calls(clone) if "pip install" in call and "requirements.txt" in call]

    assert set_up(clone).returncode == 0
    assert calls(clone) == []


def test_an_interrupted_installation_is_done_again(clone: Path) -> None:
    (clone / "offline").touch()
    assert set_up(clone).returncode != 0
    calls(clone)

    (clone / "offline").unlink()
    assert set_up(clone).returncode == 0
    assert any("pip install" in call for call in calls(clone))


def test_changed_requirements_are_installed(clone: Path) -> None:
    set_up(clone)
    calls(clone)
    stamp = (clone / ".venv" / "run-packages.stamp").stat().st_mtime
    os.utime(clone / "requirements.txt", (stamp + 5, stamp + 5))

    assert set_up(clone).returncode == 0
    assert any("pip install" in call for call in calls(clone))


def run_tests(python: Path, *what: str) -> subprocess.CompletedProcess[str]:
    """scripts/run_tests.sh with a Python that only pretends."""
    return subprocess.run(
        [PROJECT / "scripts" / "run_tests.sh", python, *what],
        env={**os.environ, "TIMESCALEDB_URL": "timescale://here"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("on_sqlite", "on_timescaledb", "exit_code", "closing"),
    [
        (
            "echo 12 passed in 0.1s",
            "echo 15 passed, 2 deselected in 0.2s",
            0,
            [
                "SQLite: 12 passed, 0 failed, 0 skipped",
                "TimescaleDB: 15 passed, 0 failed, 0 skipped",
            ],
        ),
        (
            "echo 2 failed, 10 passed, 1 error in 0.1s; exit 1",
            "echo 14 passed, 1 skipped in 0.2s",
            1,
            [
                "SQLite: 10 passed, 3 failed, 0 skipped",
                "TimescaleDB: 14 passed, 0 failed, 1 skipped",
            ],
        ),
        (
            "echo 12 passed in 0.1s",
            "echo connection refused; exit 4",
            1,
            [
                "SQLite: 12 passed, 0 failed, 0 skipped",
                "TimescaleDB: 0 passed, 1 failed, 0 skipped",
            ],
        ),
        (
            "echo no tests ran in 0.1s; exit 5",
            "echo 15 passed in 0.2s",
            1,
            [
                "SQLite: 0 passed, 1 failed, 0 skipped",
                "TimescaleDB: 15 passed, 0 failed, 0 skipped",
            ],
        ),
    ],
)
def test_both_databases_are_tested_and_counted_apart(
    tmp_path: Path, on_sqlite: str, on_timescaledb: str, exit_code: int, closing: list[str]
) -> None:
    python = make_program(
        tmp_path / "python",
        f'#!/bin/sh\ncase "$DATABASE_URL" in\nsqlite:*) {on_sqlite} ;;\n'
        f"timescale://here) {on_timescaledb} ;;\nesac\n",
    )

    result = run_tests(python)

    assert result.returncode == exit_code
    assert result.stdout.splitlines()[-2:] == closing


def test_what_is_asked_for_runs_on_both_databases(tmp_path: Path) -> None:
    told = 'case "$*" in *tests/faults*) echo 3 passed in 0.1s ;; esac'
    python = make_program(tmp_path / "python", f"#!/bin/sh\n{told}\n")
    result = run_tests(python, "tests/faults")
    assert result.returncode == 0
    assert result.stdout.splitlines()[-2:] == [
        "SQLite: 3 passed, 0 failed, 0 skipped",
        "TimescaleDB: 3 passed, 0 failed, 0 skipped",
    ]


@pytest.mark.parametrize("script", SHELL_SCRIPTS, ids=lambda script: script.name)
def test_shell_scripts_parse(script: Path) -> None:
    subprocess.run(["bash", "-n", script], check=True)


def test_continuous_integration_runs_make_test() -> None:
    script = PROJECT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text("utf-8").splitlines()[-1]
