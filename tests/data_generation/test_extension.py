"""A finished run carried on: the rows of a longer history, and what is refused."""

import re
from datetime import date

import pytest
from django.core.management import CommandError

from scripts.data_generation.models import GenerationChunk, GenerationRun, GenerationSession
from tests.commands import printed
from tests.data_generation.interruptions import CHUNK, InterruptedChunkError, struck_at
from tests.data_generation.test_same_answer import assert_same, digests
from tests.databases import empty_database

pytestmark = pytest.mark.usefixtures("open_database")


def run(*options: str) -> str:
    return printed("generate_data", *options)


def begin(end: str, *options: str) -> str:
    empty_database()
    return run("--scale=ci", "--start-date=2016-01-01", f"--end-date={end}", *options)


def refused(*options: str) -> str:
    before = GenerationChunk.objects.count()
    with pytest.raises((CommandError, SystemExit)) as caught:
        run(*options)
    assert GenerationChunk.objects.count() == before
    text = str(caught.value)
    assert "\n" not in text
    return text


def test_days_to_a_leap_day_and_a_year_more_are_one_history() -> None:
    begin("2017-02-28")
    expected = digests()
    begin("2016-02-29")
    plan = run("--extend-years=1", "--chunk-days=50", "--dry-run")
    assert re.search(r"^  5 +2016-03-01 to 2017-02-28 +8 ", plan, re.MULTILINE)
    # The extension is killed in its second chunk, and resumed.
    with pytest.raises(InterruptedChunkError), struck_at(CHUNK, number=2):
        run("--extend-years=1", "--chunk-days=50")
    assert GenerationRun.objects.get().status == "RUNNING"
    assert "finish it with --resume first" in refused("--extend-years=1")
    run("--resume")
    assert_same(digests(), expected)
    assert GenerationRun.objects.get().end_date == date(2017, 2, 28)
    run("--clear", "--yes")
    assert not GenerationSession.objects.exists()


def test_each_extension_is_a_session_of_its_own_after_the_last_day() -> None:
    begin("2016-02-09")
    assert " 5        1-2      2016-02-10 to 2017-02-09 " in run("--extend-years=1")
    assert " 6        2-3      2017-02-10 to 2018-02-09 " in run("--extend-years=1")
    spans = GenerationSession.objects.order_by("number").values_list("number", "first_day")
    assert dict(spans) == {1: date(2016, 1, 1), 5: date(2016, 2, 10), 6: date(2017, 2, 10)}
    assert GenerationRun.objects.get().status == "COMPLETED"
    assert "nothing to resume" in run("--resume")
    assert "is complete, there is no session 2 left to live" in refused("--session=2")
    assert "ends on 2018-02-09 and has sessions 1, 5, 6" in refused_session_of_the_first_history()


def refused_session_of_the_first_history() -> str:
    """Session 2 asked for by name while an extension is open."""
    GenerationRun.objects.update(status="RUNNING")
    return refused("--session=2")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--extend-years=0",), "not a whole number of years"),
        (("--extend-years=x",), "not a whole number of years"),
        (("--extend-years=101",), "at most 100 years at a time"),
        (("--extend-years=1", "--resume"), "leave --resume and --session out"),
        (("--extend-years=1", "--session=4"), "leave --resume and --session out"),
        (("--extend-years=1", "--seed=7"), "--seed 7 (the run has 42)"),
        (("--extend-years=1", "--sink=null"), "nothing to resume or to carry on"),
    ],
)
def test_what_cannot_be_gets_one_line_and_moves_nothing(options, says) -> None:
    begin("2016-01-03")
    assert says in refused(*options)
    assert GenerationRun.objects.get().end_date == date(2016, 1, 3)
    assert GenerationSession.objects.get().number == 1


def test_another_version_s_run_is_refused_before_its_last_day_moves() -> None:
    begin("2016-01-03")
    GenerationRun.objects.update(output_version=999)
    assert "output version 999" in refused("--extend-years=1")
    assert GenerationRun.objects.get().status == "COMPLETED"


def test_without_a_run_there_is_nothing_to_extend() -> None:
    empty_database()
    assert "this database holds none" in refused("--extend-years=1")


def test_a_history_that_goes_past_today_says_so() -> None:
    empty_database()
    run("--scale=ci", "--days=3")
    assert "goes on past today" in run("--extend-years=1")
