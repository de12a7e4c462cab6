"""An AquaMind database, filled: the rows of our own books, and nothing altered."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from apps.health.models import MortalityReason
from aquamind.target.parts import target_of
from scripts.data_generation.models import GenerationRun
from tests.aquamind.tables.aquamind_database import (
    SEEDED,
    aquamind_server_database,
    catalogue,
    facts,
)
from tests.commands import printed
from tests.data_generation.companies import Companies
from tests.data_generation.interruptions import CHUNK, InterruptedChunkError, struck_at
from tests.data_generation.test_same_answer import digests
from tests.databases import Snapshot

pytestmark = pytest.mark.timescaledb

# Until the first fish have been moved; then a year more, with lots used up and fish treated.
BEGIN = ("--scale=ci", "--start-date=2016-01-01", "--end-date=2016-04-30", "--chunk-days=40")


@pytest.fixture(scope="module")
def aquamind(django_db_setup: Snapshot, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A prepared AquaMind database."""
    with django_db_blocker.unblock(), aquamind_server_database():
        call_command("prepare_target", verbosity=0)
        yield


def run(*options: str) -> str:
    return printed("generate_data", *options)


def rows_by_table() -> dict[str, int]:
    """The tables of AquaMind that have rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r'"
        )
        counts = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM public.{table}")
            counts[table] = cursor.fetchone()[0]
    return {table: count for table, count in counts.items() if count}


def test_it_is_filled_killed_resumed_extended_and_cleared_to_the_last_row(
    aquamind: None, companies: Companies
) -> None:
    catalogue_before, rows_before = catalogue(), rows_by_table()
    with pytest.raises(InterruptedChunkError), struck_at(CHUNK, number=2):
        run(*BEGIN)
    assert catalogue() == catalogue_before
    run("--resume")
    run("--extend-years=1")
    assert catalogue() == catalogue_before
    run("--validate-only")
    there = digests()
    assert_master_data_is_aquaminds()
    assert_every_row_has_its_history()
    assert_staff_have_profiles()
    with companies.empty.opened():
        run(*BEGIN)
        run("--extend-years=1")
        ours = digests()
    assert {table for table in ours if there.get(table) != ours[table]} <= set(SEEDED)
    with pytest.raises(CommandError, match="delete them first"):
        call_command("prepare_target", "--remove")
    assert_rows_of_people_are_not_lost()
    run("--clear", "--yes")
    assert rows_by_table() == rows_before
    assert catalogue() == catalogue_before
    assert not GenerationRun.objects.exists()


def assert_master_data_is_aquaminds() -> None:
    """Rows that AquaMind had are used, none of them is there twice."""
    (unknown,) = MortalityReason.objects.filter(name__iexact="unknown")
    assert unknown.pk == 1
    assert unknown.parts.exists()


def assert_every_row_has_its_history() -> None:
    """Each table whose changes AquaMind keeps: a row of history for each row that a run made."""
    made = set(GenerationRun.objects.get().made_rows)
    target = target_of(connection)
    assert target is not None
    for table in sorted(target.histories):
        original = table.replace("_historical", "_", 1)
        if original not in made and original not in GenerationRun.objects.get().key_bases:
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*), count(*) FILTER (WHERE id NOT IN (SELECT id FROM"
                f" public.{table} WHERE history_type = '+')) FROM public.{original}"
            )
            rows, without = cursor.fetchone()
        seeded = sum(fact["table"] == original for fact in facts("seeded_rows"))
        assert without <= seeded, (table, rows, without)


def assert_staff_have_profiles() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT user_id), min(geography), bool_or(role = 'VET')"
            " FROM users_userprofile"
        )
        assert cursor.fetchone() == (
            *[get_user_model().objects.count()] * 2,
            "FO",
            True,
        )
        cursor.execute("SELECT count(*) FROM users_userprofile_allowed_stations")
        assert cursor.fetchone()[0] == 3


def assert_rows_of_people_are_not_lost() -> None:
    """A row of a table that these books have not points to a generated one: nothing is deleted."""
    person = get_user_model().objects.create(username="somebody")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO users_userprofile (user_id, full_name, geography, subsidiary, role,"
            " language_preference, date_format_preference, created_at, updated_at)"
            " VALUES (%s, '', 'FO', 'FM', 'OPR', 'en', 'DMY', now(), now()) RETURNING id",
            [person.pk],
        )
        (profile,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO users_userprofile_allowed_areas (userprofile_id, area_id)"
            " SELECT %s, id FROM infrastructure_area",
            [profile],
        )
        before = rows_by_table()
        with pytest.raises(CommandError, match=r"users_userprofile_allowed_areas 1 by area_id"):
            run("--clear", "--yes")
        assert rows_by_table() == before
        for table, column in (
            ("users_userprofile_allowed_areas", "userprofile_id"),
            ("users_userprofile", "id"),
        ):
            cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [profile])
    person.delete()
