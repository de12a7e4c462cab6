"""The commands of README, in order and exactly as written, over a small farm for the demo."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from scripts.data_generation.models import GenerationRun
from tests.commands import printed
from tests.data_generation.companies import generate
from tests.databases import empty_database

# The commands are the same on both databases.
pytestmark = pytest.mark.sqlite

README = Path(__file__).resolve().parents[3] / "README.md"
SECTION = re.compile(r"^## Filling a database$(.*?)^## ", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^    python manage\.py (\S.*?)(?: +#.*)?$", re.MULTILINE)
FIRST_DAYS = ("--start-date=2025-07-01", "--end-date=2025-12-31")


def commands() -> list[list[str]]:
    """Those of the section about filling a database, split into words as a shell splits them."""
    section = SECTION.search(README.read_text("utf-8"))
    assert section
    return [shlex.split(line) for line in COMMAND.findall(section[1])]


@pytest.fixture
def demo(django_db_setup: object, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Half a year of a finished farm, in the place of the demo's ten years."""
    with django_db_blocker.unblock():
        empty_database()
        generate("--session=1", *FIRST_DAYS)
        yield
        empty_database()


def test_every_command_works_after_the_one_before_it(
    demo: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = commands()
    assert len(asked) >= 10
    for name, *options in asked:
        # Only a terminal can answer what a deletion asks.
        answers = ["--yes"] if "--clear" in options else []
        # Ten years up to yesterday are another test's; here they are half a year.
        days = FIRST_DAYS if {"--session=1", "--dry-run"} & set(options) else ()
        printed(name, *options, *answers, *days)
    assert (tmp_path / "life.png").is_file()
    assert (tmp_path / "export" / "manifest.json").is_file()
    assert GenerationRun.objects.count() == 1
