"""Whose a database is, and that nothing of somebody else's is changed by a slip."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from aquamind.tables.database_owner import Owner, fault_of_migrating, owner_of
from tests.aquamind.tables.aquamind_database import catalogue, make_aquamind_tables
from tests.commands import printed
from tests.data_generation.other_databases import empty_place
from tests.databases import Snapshot

NO_ROWS = ("--scale=ci", "--session=1", "--days=1", "--end-date=2016-01-01")


@pytest.fixture
def place(
    django_db_setup: Snapshot, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[None]:
    """A database without tables."""
    with django_db_blocker.unblock(), empty_place(tmp_path):
        yield


@pytest.fixture(scope="module")
def aquamind(
    django_db_setup: Snapshot,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A database that AquaMind's migrations have just made."""
    with django_db_blocker.unblock(), empty_place(tmp_path_factory.mktemp("aquamind")):
        make_aquamind_tables()
        yield


def make_table(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {name} (id integer)")


def tables() -> list[str]:
    return sorted(connection.introspection.table_names())


@pytest.mark.usefixtures("place")
def test_an_empty_database_is_nobodys() -> None:
    assert owner_of(connection) is Owner.NOBODY
    assert fault_of_migrating(connection) is None


@pytest.mark.django_db
def test_books_are_ours_and_are_migrated_again() -> None:
    assert owner_of(connection) is Owner.OURS
    call_command("migrate", verbosity=0)


@pytest.mark.usefixtures("place")
def test_books_whose_making_was_stopped_are_ours() -> None:
    call_command("migrate", "contenttypes", verbosity=0)
    assert owner_of(connection) is Owner.OURS


@pytest.mark.usefixtures("place")
def test_tables_beside_ours_are_no_hindrance_where_somebody_migrates_by_hand() -> None:
    make_table("spatial_ref_sys")
    assert owner_of(connection) is Owner.OTHERS
    call_command("migrate", "contenttypes", verbosity=0)
    assert {"spatial_ref_sys", "django_content_type"} <= set(tables())


@pytest.mark.usefixtures("place")
def test_a_table_that_has_the_name_of_one_of_ours_stops_all() -> None:
    make_table("batch_batch")
    with pytest.raises(CommandError, match=r"names of ours \(batch_batch\)\. Nothing was changed"):
        call_command("migrate", verbosity=0)
    assert set(tables()) - {"django_migrations"} == {"batch_batch"}


@pytest.mark.sqlite
@pytest.mark.usefixtures("place")
def test_a_file_of_another_program_is_not_filled() -> None:
    make_table("moz_places")
    with pytest.raises(CommandError, match=r"\(moz_places\) were made by something else; nothing"):
        printed("generate_data", *NO_ROWS)
    assert tables() == ["moz_places"]


@pytest.mark.usefixtures("aquamind")
def test_aquamind_is_recognised_and_told_of() -> None:
    assert owner_of(connection) is Owner.AQUAMIND
    found = run_checks(tags=["database"], databases=["default"])
    (warning,) = [message for message in found if message.id == "aquamind.W001"]
    assert "made by AquaMind's own migrations" in warning.msg


@pytest.mark.usefixtures("aquamind")
@pytest.mark.parametrize(
    "typed",
    [
        ("migrate", "--verbosity=0"),
        ("migrate", "--verbosity=0", "environmental"),
        ("migrate", "--verbosity=0", "--fake"),
        ("migrate", "--verbosity=0", "--run-syncdb"),
        ("generate_data", *NO_ROWS),
        ("generate_data", *NO_ROWS, "--into-existing"),
        ("generate_data", "--resume"),
    ],
    ids=" ".join,
)
def test_aquamind_is_left_exactly_as_it_is(typed: tuple[str, ...]) -> None:
    before = catalogue()
    with pytest.raises(CommandError, match=r"AquaMind's own migrations"):
        call_command(*typed)
    assert catalogue() == before


@pytest.mark.usefixtures("aquamind")
def test_a_clear_finds_nothing_of_ours_there() -> None:
    before = catalogue()
    assert "nothing to clear" in printed("generate_data", "--clear", "--yes")
    assert catalogue() == before


@pytest.mark.usefixtures("aquamind")
def test_nobody_is_told_to_migrate_aquamind() -> None:
    said = printed("generation_status")
    assert "manage.py migrate" not in said
    instead = {"sqlite": "give an empty database", "postgresql": "manage.py prepare_target"}
    assert instead[connection.vendor] in said
