"""`generate_data --validate-only` as its users meet it: what it says, keeps, writes and refuses."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F

from apps.batch.models import MortalityEvent
from scripts.data_generation.management.check_lines import totals_table
from scripts.data_generation.management.validate import validate_books
from scripts.data_generation.models import GenerationRun, GenerationValidation
from scripts.data_generation.validation.all_checks import ALL_CHECKS
from scripts.data_generation.validation.engine.registry import Group
from tests.commands import Terminal, manage, printed, refused

ASKED = {"check": "batch fish", "group": None, "list_checks": False, "json": None}


def validate(*options: str) -> list[str]:
    """The lines that it says."""
    return printed("generate_data", "--validate-only", *options).splitlines()


@pytest.fixture
def broken(changed_books: GenerationRun) -> None:
    """Books with one dead fish too many, mended after the test."""
    dead = MortalityEvent.objects.order_by("id")[:1].values("pk")
    MortalityEvent.objects.filter(pk__in=dead).update(count=F("count") + 1)


@contextmanager
def read_only() -> Iterator[None]:
    """The database refuses every change."""
    postgresql = connection.vendor == "postgresql"
    on, off = (
        ("SET default_transaction_read_only = on", "RESET default_transaction_read_only")
        if postgresql
        else ("PRAGMA query_only = ON", "PRAGMA query_only = OFF")
    )
    with connection.cursor() as cursor:
        cursor.execute(on)
        try:
            yield
        finally:
            cursor.execute(off)


@pytest.mark.usefixtures("company")
def test_all_checks_hold_in_a_generated_company_and_that_is_kept() -> None:
    GenerationValidation.objects.all().delete()
    lines = validate()
    assert lines[0].startswith("ci scale, seed 42, 2016-01-01 to 2018-12-31 of 2025-12-31")
    for name in ALL_CHECKS:
        (line,) = [line for line in lines if f"  {name}  " in line]
        assert line.startswith(("ok ", "not asked "))
    # Statistics need more batches than three years of one sea area have.
    exact = sum(one.group is not Group.STATISTICS for one in ALL_CHECKS.values())
    assert lines[-1] == (
        f"{exact} of {len(ALL_CHECKS)} checks hold, {len(ALL_CHECKS) - exact} could not be asked"
    )
    kept = GenerationValidation.objects.get()
    assert kept.run == GenerationRun.objects.get()
    assert kept.outcome["totals"]["checks"] == len(ALL_CHECKS)
    assert kept.seconds > 0


@pytest.mark.usefixtures("company")
def test_one_check_or_one_group_can_be_asked_and_is_not_kept() -> None:
    kept = GenerationValidation.objects.count()
    assert "batch fish" in validate("--check", "batch fish")[1]
    of_group = validate("--group", "integrity")
    asked = [name for name in ALL_CHECKS if any(f"  {name}  " in line for line in of_group)]
    assert asked == [n for n, one in ALL_CHECKS.items() if one.group is Group.INTEGRITY]
    assert GenerationValidation.objects.count() == kept


@pytest.mark.usefixtures("broken")
def test_a_violation_is_named_and_ends_with_status_1(tmp_path: Path) -> None:
    out, file = StringIO(), tmp_path / "new" / "outcomes.json"
    with pytest.raises(CommandError, match="1 of 1 checks are violated") as caught:
        call_command(
            "generate_data", "--validate-only", "--check=batch fish", f"--json={file}", stdout=out
        )
    assert caught.value.returncode == 1
    line = next(line for line in out.getvalue().splitlines() if line.startswith("error"))
    assert "batch fish" in line
    assert "1 times: BAK" in line
    said = json.loads(file.read_text("utf-8"))
    assert said["totals"] == {"checks": 1, "ok": 0, "error": 1, "warning": 0, "not asked": 0}
    (check,) = said["checks"]
    assert (check["name"], check["group"], check["state"]) == ("batch fish", "rules", "error")
    assert check["violations"] == 1
    assert check["examples"][0].startswith("BAK")


@pytest.mark.usefixtures("company")
def test_a_file_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    target = tmp_path / "file" / "outcomes.json"
    answer = refused("--validate-only", "--check=actions", f"--json={target}")
    assert "cannot be written" in str(answer)
    assert answer.returncode == 2


@pytest.mark.usefixtures("company")
def test_it_asks_all_of_a_read_only_database_and_says_that_nothing_is_kept() -> None:
    with read_only():
        lines = validate()
    assert "checks hold" in lines[-1]
    assert any(line.startswith("not kept in the database: ") for line in lines)


@pytest.mark.usefixtures("company")
def test_a_terminal_sees_a_bar() -> None:
    terminal = Terminal()
    lines: list[str] = []
    validate_books(ASKED, lines.append, terminal)
    assert "batch fish" in terminal.getvalue()
    assert "0/1" in terminal.getvalue()
    assert lines[-1] == "1 of 1 checks hold"


def test_checks_can_be_listed_without_any_books() -> None:
    lines = validate("--list-checks", "--group=rules")
    assert any(line.startswith("rules") and "batch fish" in line for line in lines)
    assert not any(line.startswith("integrity") for line in lines)


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        (["--validate-only", "--check=batch fsh"], "did you mean 'batch fish'?"),
        (["--validate-only", "--check=xyz"], "--list-checks lists all"),
        (["--validate-only", "--group=rule"], "did you mean 'rules'?"),
        (["--validate-only", "--seed=3", "--resume"], "leave out --resume, --seed"),
        (["--check=batch fish"], "only --validate-only takes --check"),
        (["--list-checks"], "only --validate-only takes --list-checks"),
    ],
)
def test_bad_usage_is_answered_in_one_line_with_status_2(options: list[str], answer: str) -> None:
    error = refused(*options)
    assert answer in str(error)
    assert error.returncode == 2


@pytest.mark.django_db
def test_a_database_without_batches_is_said_in_one_line() -> None:
    assert "holds no generated company" in str(refused("--validate-only"))


def test_a_database_without_tables_is_said_in_one_line(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/none.sqlite3"
    done = manage("generate_data", "--validate-only", DATABASE_URL=database)
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "CommandError: this database holds no generated company; run generate_data first"
    )


@pytest.mark.usefixtures("company")
def test_a_database_of_another_version_is_said_in_one_line() -> None:
    table = connection.ops.quote_name(GenerationRun._meta.db_table)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} RENAME COLUMN scale TO size")
        answer = refused("--validate-only")
        transaction.set_rollback(True)
    assert "has no data_generation_generationrun.scale: it is of another version" in str(answer)


def test_the_table_of_no_checks_has_its_head_alone() -> None:
    head, total = list(totals_table([]))[:1], list(totals_table([]))[1:]
    assert head[0].startswith("group")
    assert total == []
