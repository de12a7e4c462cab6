"""What a run is not let into, what it is not let read, and who is not let in afterwards."""

import os
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core.management import call_command
from django.test import override_settings

from apps.batch.models import Batch
from scripts.data_generation.models import GenerationChunk, GenerationRun
from tests.apps import books
from tests.commands import refused
from tests.data_generation.companies import generate

pytestmark = pytest.mark.usefixtures("committed")

SHORT = ("--session=1", "--days=40", "--end-date=2016-02-09")


def test_books_that_hold_somebodys_rows_are_refused_with_their_tables() -> None:
    books.deaths()
    said = str(refused(*SHORT, "--scale=ci"))
    assert "batch_batch 1" in said
    assert "batch_mortalityevent 1" in said
    assert "--into-existing" in said
    assert not GenerationRun.objects.exists()
    generate(*SHORT, "--into-existing")
    assert Batch.objects.count() == 2


def test_accounts_alone_are_no_rows_of_the_books() -> None:
    books.user()
    generate(*SHORT)
    assert GenerationRun.objects.exists()


@pytest.mark.parametrize("mode", ["generate", "resume", "extend", "clear"])
def test_production_is_refused_unless_somebody_insists(mode: str) -> None:
    options = {
        "generate": (*SHORT, "--scale=ci"),
        "resume": ("--resume",),
        "extend": ("--extend-years=1",),
        "clear": ("--clear", "--yes"),
    }[mode]
    if mode != "generate":
        generate(*SHORT)
    runs = GenerationRun.objects.count()
    with override_settings(AQUAMIND_ENVIRONMENT="production"):
        assert "--allow-production" in str(refused(*options))
        assert GenerationRun.objects.count() == runs
        call_command("generate_data", *options, "--allow-production", stdout=StringIO())


def test_nothing_is_written_in_production_by_the_null_sink() -> None:
    with override_settings(AQUAMIND_ENVIRONMENT="production"):
        generate(*SHORT, "--sink=null")
    assert not GenerationRun.objects.exists()


def test_resume_lists_every_value_that_differs(tmp_path: Path) -> None:
    generate(*SHORT)
    GenerationRun.objects.update(status="RUNNING")
    file = tmp_path / "farm.toml"
    file.write_text("[growth]\nsample_size = 12\n[scale]\neggs_max = 690000\n", "utf-8")
    said = str(refused("--resume", f"--parameters={file}", "--days=7"))
    assert "--days 7 (the run has 40)" in said
    assert "growth.sample_size = 12 of --parameters (the run has 10)" in said
    assert "scale.eggs_max = 690000 of --parameters (the run has" in said


def test_a_second_run_names_the_ways_out() -> None:
    generate(*SHORT)
    for options in (("--session=1",), ()):
        said = str(refused(*options, "--scale=ci"))
        assert "--resume" in said
        assert "--clear" in said


@pytest.mark.parametrize("name", ["farm.json", "farm.yaml", "farm.py", "farm"])
def test_parameters_are_read_from_toml_alone(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("", "utf-8")
    said = str(refused(*SHORT, "--scale=ci", f"--parameters={file}"))
    assert name in said
    assert ".toml" in said


class Trap:
    """Whoever unpickles it makes a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.path),)


def pickled(trap: Trap) -> bytes:
    """A state whose first array is a pickle."""
    buffer = BytesIO()
    arrays: dict[str, Any] = {"version": np.array([trap], dtype=object)}
    np.savez(buffer, **arrays)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["pickle", "noise", "empty"])
def test_a_state_that_somebody_changed_is_refused_and_never_run(tmp_path: Path, kind: str) -> None:
    generate(*SHORT)
    sprung = tmp_path / "sprung"
    state = {"pickle": pickled(Trap(sprung)), "noise": b"PK\x03\x04" * 9, "empty": b""}[kind]
    GenerationChunk.objects.update(state=state)
    said = str(refused("--extend-years=1"))
    assert "the state kept with chunk 2016-01-01 to 2016-02-09 cannot be read" in said
    assert not sprung.exists()
    np.load(BytesIO(pickled(Trap(sprung))), allow_pickle=True)["version"]
    assert sprung.exists()


def test_nobody_logs_in_with_a_generated_account() -> None:
    generate(*SHORT)
    users: Any = get_user_model()
    made = GenerationRun.objects.get().made_rows["auth_user"]
    assert len(made) > 1
    door = ModelBackend()
    # The usual hash takes half a second for each try.
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        for account in users.objects.filter(pk__in=made):
            assert not account.has_usable_password()
            assert not account.is_staff
            for password in ("", "password", account.username, account.password, None):
                assert door.authenticate(None, account.username, password) is None
        mine = users.objects.create_user("mine", password="a real one")
        assert door.authenticate(None, "mine", "a real one") == mine
