"""`generation_report` shows one batch's life from the books alone."""

import itertools
from pathlib import Path

import pytest
from django.core.management import CommandError
from PIL import Image

from apps.batch.models import Batch
from tests.commands import manage, printed


def report(*options: str) -> str:
    return printed("generation_report", *options)


@pytest.mark.usefixtures("company")
def test_a_harvested_batch_is_shown_stage_by_stage() -> None:
    lines = report().splitlines()
    done = Batch.objects.filter(status="COMPLETED").first()
    assert lines[0] == f"{done.batch_number}, completed"
    stages = [line.split()[0] for line in lines[2:8]]
    assert stages == ["Egg&Alevin", "Fry", "Parr", "Smolt", "Post-Smolt", "Adult"]
    assert "harvested" in lines[8]


@pytest.mark.usefixtures("company")
def test_what_leaves_a_stage_enters_the_next() -> None:
    rows = [line.split() for line in report().splitlines()[2:8]]
    numbers = [[int(cell.replace(",", "")) for cell in row[4:8]] for row in rows]
    for (came, dead, moving, left), (next_came, *_) in itertools.pairwise(numbers):
        assert next_came == came - dead - moving
        assert left <= came - dead
    eggs, *_ = numbers[0]
    harvested = numbers[-1][3]
    assert eggs == harvested + sum(dead + moving for _, dead, moving, _ in numbers)


@pytest.mark.usefixtures("company")
def test_the_plot_is_a_picture_with_something_in_it(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "life.png"
    assert str(path) in report("--plot", str(path))
    with Image.open(path) as picture:
        assert picture.size[0] > 800
        colours = picture.convert("RGB").getcolors(maxcolors=1_000_000)
    assert colours is not None
    assert len(colours) > 50


@pytest.mark.usefixtures("company")
def test_an_unknown_batch_is_answered_with_known_ones() -> None:
    with pytest.raises(CommandError, match=r"no batch BAK1 in the books; the first are BAK2015"):
        report("--batch", "BAK1")


@pytest.mark.django_db
def test_empty_books_are_said_to_be_empty() -> None:
    with pytest.raises(CommandError, match="run generate_data first"):
        report()


@pytest.mark.sqlite
@pytest.mark.parametrize("options", [(), ("--years",), ("--health",)])
def test_a_database_without_tables_gets_one_line(options: tuple[str, ...], tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    done = manage("generation_report", *options, DATABASE_URL=database)
    assert done.returncode == 1
    assert done.stderr == (
        "CommandError: this database holds no generated company; run generate_data first\n"
    )
