"""`prepare_target`: tables of ours beside AquaMind's, and gone again without a trace."""

from collections.abc import Iterator

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from apps.batch.models import BatchContainerAssignment
from apps.inventory.models import FeedContainerStock
from aquamind.target.parts import SCHEMA, target_of
from tests.apps import books
from tests.aquamind.tables.aquamind_database import aquamind_server_database, catalogue
from tests.commands import printed
from tests.databases import Snapshot, rolled_back

NO_ROWS = ("--scale=ci", "--session=1", "--days=1", "--end-date=2016-01-01")


@pytest.fixture(scope="module")
def aquamind(django_db_setup: Snapshot, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database that AquaMind's migrations have just made."""
    with django_db_blocker.unblock(), aquamind_server_database():
        yield


@pytest.fixture
def prepared(aquamind: None) -> Iterator[None]:
    """The same, prepared for as long as a test needs it."""
    call_command("prepare_target", verbosity=0)
    yield
    if target_of(connection) is not None:
        call_command("prepare_target", "--remove", verbosity=0)


def ids_of_checks() -> set[str]:
    return {str(found.id) for found in run_checks(tags=["database"], databases=["default"])}


@pytest.mark.timescaledb
@pytest.mark.usefixtures("aquamind")
def test_it_says_what_it_makes_changes_nothing_and_is_undone_without_a_trace() -> None:
    before = catalogue()
    said = printed("prepare_target")
    assert f"made table {SCHEMA}.data_generation_generationrun" in said
    assert f"made view {SCHEMA}.inventory_feedingevent, with feed_stock_id" in said
    assert catalogue() == before
    assert "prepared already" in printed("prepare_target")
    assert f"removed schema {SCHEMA}" in printed("prepare_target", "--remove")
    assert catalogue() == before
    assert target_of(connection) is None


@pytest.mark.timescaledb
@pytest.mark.usefixtures("prepared")
def test_each_new_session_finds_the_tables_again_and_check_tells_of_them() -> None:
    connection.close()
    assert target_of(connection) is not None
    assert BatchContainerAssignment.objects.count() == FeedContainerStock.objects.count() == 0
    assert "aquamind.I001" in ids_of_checks()
    assert "aquamind.W001" not in ids_of_checks()
    call_command("prepare_target", "--remove", verbosity=0)
    assert "aquamind.W001" in ids_of_checks()


@pytest.mark.timescaledb
@pytest.mark.usefixtures("aquamind")
def test_an_aquamind_that_is_not_prepared_is_told_how_to_be() -> None:
    before = catalogue()
    with pytest.raises(CommandError, match=r"'python manage\.py prepare_target' makes"):
        call_command("generate_data", *NO_ROWS)
    assert "next: python manage.py prepare_target" in printed("generation_status")
    with pytest.raises(CommandError, match="there is nothing to remove"):
        call_command("prepare_target", "--remove")
    assert catalogue() == before


@pytest.mark.timescaledb
@pytest.mark.usefixtures("prepared")
def test_migrate_is_refused_also_where_the_generator_has_tables() -> None:
    before = catalogue()
    with pytest.raises(CommandError, match=r"Nothing was changed\. It is prepared"):
        call_command("migrate", verbosity=0)
    assert catalogue() == before


@pytest.mark.timescaledb
@pytest.mark.usefixtures("aquamind")
def test_a_schema_of_that_name_that_somebody_else_made_is_left_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        with pytest.raises(CommandError, match=f"has a schema {SCHEMA} that was not made for"):
            call_command("prepare_target")
        cursor.execute(f"DROP SCHEMA {SCHEMA}")


@pytest.mark.django_db
@pytest.mark.parametrize("options", [(), ("--remove",)])
def test_our_own_books_need_none_of_it(options: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match=r"made by this project; only|nothing to remove"):
        call_command("prepare_target", *options)


@pytest.mark.timescaledb
@pytest.mark.usefixtures("prepared")
def test_single_rows_are_written_through_the_views() -> None:
    with rolled_back():
        stay = books.assignment(initial_population_count=1_000)
        assert BatchContainerAssignment.objects.get(pk=stay.pk).initial_population_count == 1_000
        stay.initial_population_count, stay.population_count = 900, 899
        stay.save()
        stay.refresh_from_db()
        assert (stay.initial_population_count, stay.population_count) == (900, 899)
        told = BatchContainerAssignment.history.filter(id=stay.pk).order_by("history_id")
        assert [row.initial_population_count for row in told] == [1_000, 900]
        stay.delete()
        assert not BatchContainerAssignment.objects.exists()
