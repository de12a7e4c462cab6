"""A request reads its file of parameters once, however often it is asked for them."""

from datetime import date
from pathlib import Path

import pytest

from scripts.data_generation.benchmark.plan import Plan
from scripts.data_generation.config.parameters import ParameterError
from scripts.data_generation.models import GenerationRun
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.requests import Request, run_for, run_to_carry_on
from tests.data_generation.companies import generate

pytestmark = pytest.mark.usefixtures("open_database")


def request_of(file: Path, *, resume: bool = False) -> Request:
    return Request(
        resume=resume,
        session=None,
        scale=None if resume else "ci",
        seed=None,
        start=None if resume else date(2016, 1, 1),
        end=None,
        days=None if resume else 5,
        parameters=file,
        scenario=None,
        today=date(2026, 1, 1),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "warm.toml"
    found.write_text("[growth]\ntgc_fry = 1.1\n", "utf-8")
    return found


@pytest.mark.sqlite
def test_what_is_refused_and_what_is_founded_are_one_reading(file: Path) -> None:
    request = request_of(file)
    request.refuse_the_impossible()
    file.write_text("[growth]\ntgc_fry = 1.2\n", "utf-8")
    assert request.resolved().growth.tgc_fry == 1.1
    assert request_of(file).resolved().growth.tgc_fry == 1.2


@pytest.mark.sqlite
def test_a_file_that_cannot_be_read_is_refused_each_time(file: Path) -> None:
    file.write_text("[growth]\ntgc_fri = 1.1\n", "utf-8")
    request = request_of(file)
    for _ in range(2):
        with pytest.raises(ParameterError, match="tgc_fry"):
            request.resolved()


@pytest.mark.sqlite
def test_a_benchmark_reads_its_file_once(file: Path) -> None:
    plan = Plan(scale="ci", parameters=file)
    assert plan.resolved.growth.tgc_fry == 1.1
    file.unlink()
    assert plan.resolved.growth.tgc_fry == 1.1


def test_a_run_that_is_carried_on_is_compared_with_one_reading(file: Path) -> None:
    generate("--session=1", "--days=5", "--end-date=2016-01-05", f"--parameters={file}")
    GenerationRun.objects.update(status="RUNNING")
    request = request_of(file, resume=True)
    assert run_to_carry_on(request) == GenerationRun.objects.get()
    file.write_text("[growth]\ntgc_fry = 1.2\n", "utf-8")
    assert run_for(request) == GenerationRun.objects.get()
    with pytest.raises(GenerationError, match=r"growth.tgc_fry = 1.2"):
        run_for(request_of(file, resume=True))
