"""The null sink makes what a run writes, and asks no database: these tests have none."""

import re
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from scripts.data_generation.config.parameters import resolve
from scripts.data_generation.models import GenerationChunk, GenerationRun
from scripts.data_generation.orchestrator.estimates.null_run import NullRun
from scripts.data_generation.orchestrator.history_days import Span, session_span
from tests.data_generation.companies import START, generate

HISTORY = Span(date(2016, 1, 1), date(2019, 2, 28))
# Looked up by name in the books; without books there is nothing to count.
MASTER = {
    "auth_user",
    "batch_lifecyclestage",
    "batch_species",
    "broodstock_eggsupplier",
    "data_generation_waterevent",
    "environmental_environmentalparameter",
    "harvest_productgrade",
    "health_healthparameter",
    "health_mortalityreason",
    "health_parameterscoredefinition",
    "health_sampletype",
    "infrastructure_containertype",
    "infrastructure_geography",
    "infrastructure_historicalcontainertype",
    "infrastructure_historicalgeography",
    "health_licetype",
    "health_vaccinationtype",
    "inventory_feed",
}
SHORT = ("--days=40", "--end-date=2016-02-09")
COUNT = re.compile(r"^  (\w+) +([\d,]+)$", re.MULTILINE)


def null_run() -> NullRun:
    """Three years and two months at ci scale, so a session and the beginning of the next."""
    return NullRun(resolve("ci"), 42, HISTORY, StringIO())


def _table(said: str) -> Counter[str]:
    return Counter({name: int(rows.replace(",", "")) for name, rows in COUNT.findall(said)})


def test_it_says_that_nothing_is_written_and_how_fast_it_was(output_dir: Path) -> None:
    before = set(output_dir.rglob("*"))
    said = generate("--session=1", *SHORT, "--sink=null")
    assert said.splitlines()[0] == (
        f"ci scale, seed 42, history {START} to 2016-02-09, null sink: nothing is written"
    )
    assert re.search(r"rows/s generated\), peak memory \d+ MB", said)
    assert re.search(r"day loop \d+\.\d\d ms a simulated day", said)
    assert set(output_dir.rglob("*")) == before


@pytest.mark.usefixtures("committed")
def test_it_counts_the_rows_that_a_run_writes() -> None:
    null = _table(generate("--session=1", *SHORT, "--sink=null", "--seed=7"))
    assert not GenerationRun.objects.exists()
    assert not GenerationChunk.objects.exists()
    written = _table(generate("--session=1", *SHORT, "--seed=7"))
    assert null == Counter({name: rows for name, rows in written.items() if name not in MASTER})


@pytest.mark.no_database
def test_a_later_session_goes_on_from_the_days_before_it() -> None:
    through, straight = null_run(), null_run()
    for number in (1, 2):
        last = through.run_session(number, 90)
    only = straight.run_session(2, 31)
    assert only.rows == last.rows
    assert only.waits == last.waits
    assert only.shortages == last.shortages
    assert straight.farm.state.to_bytes() == through.farm.state.to_bytes()


@pytest.mark.no_database
def test_all_sessions_are_those_of_the_history() -> None:
    assert null_run().sessions(None) == [1, 2]
    assert null_run().sessions(2) == [2]


@pytest.mark.no_database
def test_days_are_lived_without_rows() -> None:
    run = null_run()
    span = session_span(HISTORY, 1)
    run.live_to(span, 90)
    assert run.farm.state.today == span.last.toordinal()
    run.live_to(span, 30)
    assert run.farm.state.today == span.last.toordinal()


@pytest.mark.no_database
def test_what_the_company_owns_is_counted_once() -> None:
    run = null_run()
    assert run.founding_rows["infrastructure_container"] == 40
    assert "infrastructure_container" not in run.run_session(1, 90).rows


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--resume",), "so there is nothing to resume"),
        (("--session=3", "--scale=ci", *SHORT), "the history ends on"),
        (("--sink=paper",), "invalid choice: 'paper'"),
    ],
)
def test_what_it_cannot_do_is_refused_in_one_line(options: tuple[str, ...], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("generate_data", *("--sink=null", *options), stdout=StringIO())
