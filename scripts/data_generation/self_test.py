"""The self-test behind test_orchestrator.py: five things a run depends on, tried for real.

It writes to the database that Django is set up with, which must be a scratch one in a file.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from aquamind.output_folders import output_folder
from scripts.data_generation.config.parameters import ParameterError, resolve
from scripts.data_generation.config.scales import SCALES
from scripts.data_generation.models import GenerationChunk, GenerationRun
from scripts.data_generation.orchestrator.clearing.clearing import clear_run, plan_clearing
from scripts.data_generation.orchestrator.history_days import Span
from scripts.data_generation.orchestrator.memory_manager import MemoryManager
from scripts.data_generation.orchestrator.progress_tracker import ProgressTracker
from scripts.data_generation.orchestrator.run_lock import BUSY, is_held, run_lock
from scripts.data_generation.orchestrator.runs.founding import found_run
from scripts.data_generation.orchestrator.session_manager import SessionManager
from scripts.data_generation.validation.fingerprint.fingerprint import TableDigest, fingerprint

HISTORY = Span(date(2024, 1, 1), date(2024, 1, 30))
CHUNK_DAYS = 10

Check = Callable[[], str]


class SelfTestError(Exception):
    """What was tried did not come out as it must."""


class _InterruptionError(Exception):
    """Stands for whatever may stop a run."""


class _StopAfterOneChunk(StringIO):
    """Progress lines go here; the first of them, a committed chunk's, is the last."""

    def write(self, text: str) -> int:
        raise _InterruptionError


def run_self_test(say: Callable[[str], object], checks: Mapping[str, Check] | None = None) -> int:
    """Try everything, or these `checks`, one line each; 0 when all came out as it must, else 1."""
    call_command("migrate", verbosity=0)
    failed, tried = 0, CHECKS if checks is None else checks
    for subject, check in tried.items():
        try:
            verdict, told = "ok", check()
        except Exception as error:
            verdict, told = "FAILED", f"{type(error).__name__}: {error}".splitlines()[0]
            failed += 1
        say(f"{verdict:<7} {subject:<14} {told}\n")
    count = len(tried)
    say(f"{failed} of {count} failed\n" if failed else "the generator works on this machine\n")
    connections.close_all()
    return 1 if failed else 0


def configuration() -> str:
    """Scales resolve, a value can be replaced, a misspelt one is refused with its neighbour."""
    for scale in SCALES:
        resolve(scale)
    if resolve("ci", "[growth]\ntgc_fry = 1.1\n").growth.tgc_fry != 1.1:
        raise SelfTestError("a value given in TOML did not take effect")
    try:
        resolve("ci", "[growth]\ntgc_fri = 1.1\n")
    except ParameterError as refusal:
        if "tgc_fry" in str(refusal):
            return f"{len(SCALES)} scales; TOML replaces values, a misspelt one is refused"
    raise SelfTestError("a misspelt parameter was not refused with the nearest name")


def checkpoint() -> str:
    """A run that is stopped after a chunk and resumed ends as one that was never stopped."""
    _generate(StringIO())
    expected = _digests()
    clear_run(plan_clearing(GenerationRun.objects.get()))
    with suppress(_InterruptionError):
        _generate(_StopAfterOneChunk())
    if GenerationChunk.objects.count() != 1:
        raise SelfTestError(f"{GenerationChunk.objects.count()} chunks were committed, not 1")
    mirror = output_folder("checkpoints") / "session_1_checkpoint.json"
    SessionManager(GenerationRun.objects.get(), stream=StringIO()).run_session(1, CHUNK_DAYS)
    if not mirror.exists():
        raise SelfTestError(f"{mirror} was not written")
    if _digests() != expected:
        raise SelfTestError("the resumed run has other rows than the uninterrupted one")
    rows = sum(digest.rows for digest in expected.values())
    return f"a run stopped after one chunk of three and resumed has the same {rows:,} rows"


def coordination() -> str:
    """While a run goes on, a second one is refused, in another process."""
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "generate_data"]
    with run_lock():
        second = subprocess.run([*command, "--resume"], capture_output=True, text=True, check=False)
    if second.returncode == 0 or BUSY not in second.stderr:
        raise SelfTestError(f"a second run was not refused: {second.stderr or second.stdout}")
    if is_held():
        raise SelfTestError("the run lock was not let go of")
    return "a second run at the same time is refused"


def memory() -> str:
    """Memory is measured, and freed near the ceiling."""
    freed: list[bool] = []
    manager = MemoryManager(ceiling_mb=1.0, free=lambda: freed.append(True))
    resident = manager.watch()
    if not freed or not 1.0 < resident <= 1.01 * manager.peak_mb():
        raise SelfTestError(f"{resident:.0f} MB resident, {manager.peak_mb():.0f} MB peak")
    return f"{resident:.0f} MB resident, {manager.peak_mb():.0f} MB at most; freed at the ceiling"


def progress() -> str:
    """Every chunk is told with days done, rows and what is left."""
    lines = StringIO()
    with ProgressTracker("Session 1", len(HISTORY), lines) as tracker:
        tracker.wrote(1234, HISTORY.last, 1.0)
        tracker.finished_chunk(HISTORY, 1.0)
    told = lines.getvalue().strip()
    if not all(part in told for part in ("100%", "1,234 rows", "left")):
        raise SelfTestError(f"it told: {told!r}")
    return told


def _generate(stream: StringIO) -> None:
    run = found_run(resolve("ci"), 42, HISTORY)
    SessionManager(run, stream=stream).run_session(1, CHUNK_DAYS)


def _digests() -> dict[str, TableDigest]:
    return fingerprint(GenerationRun.objects.get().key_bases)


CHECKS: dict[str, Check] = {
    "configuration": configuration,
    "checkpoint": checkpoint,
    "coordination": coordination,
    "memory": memory,
    "progress": progress,
}
