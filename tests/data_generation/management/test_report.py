"""`generate_data --report` as its users meet it: what it says, writes and refuses."""

from pathlib import Path
from typing import Any

import pytest

from apps.batch.models import Batch
from scripts.data_generation.config.parameters import resolve, to_json
from scripts.data_generation.generators.keys import KEYED_MODELS
from scripts.data_generation.models import GenerationRun
from tests.commands import printed, refused


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize("option", ["--report", "--generate-report"])
def test_one_line_says_where_the_report_lies(option: str, settings: Any, tmp_path: Path) -> None:
    settings.OUTPUT_DIR = tmp_path
    (line,) = printed("generate_data", option).splitlines()
    path = tmp_path / "reports" / "report.html"
    size = path.stat().st_size / 1e6
    tables = len(list((tmp_path / "reports" / "csv").iterdir()))
    assert line == f"report: {path} ({size:.1f} MB), {tables} tables in csv beside it"


@pytest.mark.usefixtures("company")
def test_a_batch_that_is_asked_for_has_its_own_section(settings: Any, tmp_path: Path) -> None:
    settings.OUTPUT_DIR = tmp_path
    number = Batch.objects.order_by("id")[0].batch_number
    printed("generate_data", "--report", "--batch", number, number)
    page = (tmp_path / "reports" / "report.html").read_text("utf-8")
    assert page.count(f"Life of {number}</h2>") == 1


@pytest.mark.usefixtures("company")
def test_a_misspelt_batch_is_answered_with_the_nearest() -> None:
    number = Batch.objects.order_by("id")[0].batch_number
    error = refused("--report", "--batch", f"{number}0")
    assert (error.returncode, str(error)) == (
        1,
        f"no batch {number}0 in the books; did you mean '{number}'?",
    )


@pytest.mark.usefixtures("company")
def test_a_folder_that_cannot_be_made_is_one_line(settings: Any, tmp_path: Path) -> None:
    settings.OUTPUT_DIR = tmp_path / "a-file"
    settings.OUTPUT_DIR.write_text("in the way", "utf-8")
    assert "cannot be written to: Not a directory" in str(refused("--report"))


@pytest.mark.django_db
def test_an_empty_database_is_one_line() -> None:
    error = refused("--report")
    assert error.returncode == 1
    assert str(error) == "this database holds no generated company; run generate_data first"


@pytest.mark.django_db
def test_a_run_that_has_only_begun_has_a_report(settings: Any, tmp_path: Path) -> None:
    settings.OUTPUT_DIR = tmp_path
    GenerationRun.objects.create(
        seed=1,
        scale="ci",
        start_date="2016-01-01",
        end_date="2025-12-31",
        parameters=to_json(resolve("ci")),
        output_version=1,
        key_bases={model._meta.db_table: 0 for model in KEYED_MODELS},
    )
    (line,) = printed("generate_data", "--report").splitlines()
    assert line.startswith("report: ")


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--report", "--scale=ci"), "--report reads the books as they are; leave out --scale"),
        (("--report", "--resume"), "--report reads the books as they are; leave out --resume"),
        (
            ("--report", "--validate-only"),
            "--report reads the books as they are; leave out --validate-only",
        ),
        (("--batch", "BAK1"), "only --report takes --batch"),
    ],
)
def test_options_that_do_not_fit_are_a_matter_of_usage(
    options: tuple[str, ...], reason: str
) -> None:
    error = refused(*options)
    assert (error.returncode, str(error)) == (2, reason)
