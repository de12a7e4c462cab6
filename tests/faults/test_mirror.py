"""The checkpoint files are for people: whatever happens to them, the run goes on and mends them."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.history import History


def truncated(mirror: Path) -> None:
    os.truncate(mirror, mirror.stat().st_size // 2)


def corrupted(mirror: Path) -> None:
    mirror.write_bytes(b"\x00\xff" * 500)


def deleted(mirror: Path) -> None:
    shutil.rmtree(mirror.parent)


def from_the_future(mirror: Path) -> None:
    told = json.loads(mirror.read_text("utf-8"))
    mirror.write_text(
        json.dumps({**told, "committed_to": "2099-01-01", "status": "COMPLETED"}), "utf-8"
    )


def half_written(mirror: Path) -> None:
    mirror.with_suffix(".json.part").write_text('{"run"', "utf-8")


@pytest.mark.parametrize(
    "damages", [(truncated, corrupted, half_written), (deleted, from_the_future)]
)
def test_a_damaged_mirror_is_not_asked_and_written_anew(
    history: History, damages: tuple[Callable[[Path], None], ...]
) -> None:
    mirror = history.books.output / "checkpoints" / "session_1_checkpoint.json"
    for damage in damages:
        with history.generate() as run:
            run.until(lambda: is_whole(mirror))
            run.kill()
        damage(mirror)
    history.assert_whole("kill -9, then the mirror damaged", len(damages))
    assert is_whole(mirror)
    told = json.loads(mirror.read_text("utf-8"))
    assert (told["status"], len(told["chunks"])) == ("COMPLETED", history.books.chunks())
    assert not list(mirror.parent.glob("*.part"))


def is_whole(mirror: Path) -> bool:
    """Whether it tells of a session as its books have it."""
    try:
        told = json.loads(mirror.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    return bool(told["chunks"]) and told["committed_to"] == told["chunks"][-1]["last_day"]


def test_a_mirror_that_cannot_be_written_costs_a_warning(history: History) -> None:
    mirror = history.books.output / "checkpoints" / "session_1_checkpoint.json"
    mirror.mkdir(parents=True)
    with history.generate() as run:
        run.until_chunks(2)
        run.kill()
        said = run.said()
    assert any("was not written" in line for line in said)
    assert all(line.startswith("WARNING ") for line in said)
    history.assert_whole("a folder in the mirror's place")
