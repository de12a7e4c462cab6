"""Checks run on any books: a run's, those that people keep, those that lack a column."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from apps.batch.models import BatchContainerAssignment
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.validation.all_checks import ALL_CHECKS
from scripts.data_generation.validation.engine.case import Case, last_day_in_the_books
from scripts.data_generation.validation.engine.registry import NO_RUN, Group, Outcome, check
from scripts.data_generation.validation.engine.run_checks import lacking_names, run_checks

pytestmark = pytest.mark.usefixtures("company")


@pytest.fixture
def kept_by_people() -> Iterator[Case]:
    """The same books, and no run that made them."""
    with transaction.atomic():
        GenerationRun.objects.all().delete()
        yield Case.of(None)
        transaction.set_rollback(True)


def test_books_that_people_keep_are_checked_with_the_default_bounds(kept_by_people: Case) -> None:
    completed = list(run_checks(ALL_CHECKS.values(), kept_by_people))
    assert kept_by_people.parameters.scale.name == "production"
    assert not [one.check.name for one in completed if one.fails]
    assert [one for one in completed if one.outcome.not_asked == NO_RUN]
    assert sum(one.holds for one in completed) > 30


def test_books_that_people_keep_reach_to_the_last_day_they_tell_of() -> None:
    assert last_day_in_the_books() == date(2018, 12, 31)


def test_a_check_of_a_column_that_these_books_lack_is_not_asked() -> None:
    with transaction.atomic():
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            cursor.execute(
                f"ALTER TABLE {quote(BatchContainerAssignment._meta.db_table)}"
                f" RENAME COLUMN {quote('initial_population_count')} TO {quote('came')}"
            )
        assert list(lacking_names()) == ["batch_batchcontainerassignment.initial_population_count"]
        case = Case.of(GenerationRun.objects.get())
        asked = [ALL_CHECKS["assignment fish"], ALL_CHECKS["stage order"]]
        lacking, other = run_checks(asked, case)
        transaction.set_rollback(True)
    column = "batch_batchcontainerassignment.initial_population_count"
    assert lacking.outcome.not_asked == f"this database has no {column}"
    assert other.holds


def test_a_check_that_is_wrong_itself_is_not_passed_over() -> None:
    def ask(case: Case) -> Outcome:
        with connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column FROM batch_batch")
        return Outcome(0)

    wrong = check("wrong", group=Group.RULES, proves="p", bounds="b")(ask)
    with pytest.raises(DatabaseError, match="no_such_column"):
        list(run_checks([wrong], Case.of(GenerationRun.objects.get())))
