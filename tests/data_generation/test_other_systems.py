"""The generator on systems that are not POSIX: all is imported, and a short run is lived.

The processes here find neither the modules nor the functions that Windows lacks. That Windows is
really enough, only a machine with Windows can tell.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database

PROJECT = Path(__file__).parents[2]
OTHER_SYSTEM = Path(__file__).with_name("other_system")
DAYS = ("--scale=ci", "--start-date=2016-01-01", "--days=10", "-v0")
# Sees that the system really lacks these, and imports every module there is.
IMPORT_ALL = """
import importlib, pathlib, signal, django
assert not hasattr(signal, "pthread_sigmask")
try:
    import fcntl
except ImportError:
    pass
else:
    raise SystemExit("fcntl is there")
django.setup()
files = [f for top in ("apps", "aquamind", "scripts") for f in pathlib.Path(top).rglob("*.py")]
for file in files:
    importlib.import_module(".".join(file.with_suffix("").parts).removesuffix(".__init__"))
print(len(files))
"""


def run(folder: Path, *command: str, other: bool = True) -> str:
    """What a process of the other system, or of this one, wrote to standard output."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env={
            **os.environ,
            "PYTHONPATH": str(OTHER_SYSTEM) if other else "",
            "PYTHONWARNINGS": "",
            "DJANGO_SETTINGS_MODULE": "aquamind.settings",
            "DATABASE_URL": f"sqlite:///{folder / 'books.sqlite3'}",
            "OUTPUT_DIR": str(folder),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_module_can_be_imported(tmp_path: Path) -> None:
    assert int(run(tmp_path, "-c", IMPORT_ALL)) > 300


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_writes_the_rows_that_it_writes_here(tmp_path: Path, workers: int) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    fingerprints = {}
    for folder, other in ((here, False), (there, True)):
        folder.mkdir()
        options = (*DAYS, f"--workers={workers}")
        run(folder, "manage.py", "generate_data", *options, other=other)
        said = run(folder, "manage.py", "generation_status", "--fingerprint", other=other)
        fingerprints[folder] = json.loads(said)["tables"]
    assert len(fingerprints[here]) > 10
    assert fingerprints[there] == fingerprints[here]


def test_a_second_run_is_seen_and_refused(tmp_path: Path) -> None:
    code = """
import django
django.setup()
from scripts.data_generation.orchestrator.run_lock import is_held, run_lock
from scripts.data_generation.orchestrator.errors import GenerationError
assert not is_held()
with run_lock():
    assert is_held()
    try:
        with run_lock():
            raise SystemExit("a second run was let in")
    except GenerationError as error:
        print(error)
assert not is_held()
"""
    run(tmp_path, "manage.py", "migrate", "-v0")
    assert "another run is writing" in run(tmp_path, "-c", code)


def test_memory_is_measured(tmp_path: Path) -> None:
    code = """
from scripts.data_generation.orchestrator.memory_manager import MemoryManager
print(MemoryManager.peak_mb() / MemoryManager().resident_mb())
"""
    assert 0.9 < float(run(tmp_path, "-c", code)) < 10
