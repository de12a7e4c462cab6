"""Progress and session reports are files for people: whole, current, and never in a run's way."""

import json
from pathlib import Path

import pytest

from scripts.data_generation.models import GenerationRun, GenerationSession
from scripts.data_generation.orchestrator import session_manager
from scripts.data_generation.orchestrator.files_for_people import write_for_people
from scripts.data_generation.orchestrator.writing.report_files import progress_lines
from tests.data_generation.companies import generate
from tests.data_generation.interruptions import CHUNK, InterruptedChunkError, struck_at

pytestmark = pytest.mark.usefixtures("committed")

SHORT = ("--days=1100", "--end-date=2019-01-04", "--chunk-days=366")


def table(page: str) -> list[list[str]]:
    """The cells of the sessions."""
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def test_the_page_is_rewritten_after_each_chunk_and_whole_after_a_resume(
    settings, tmp_path: Path, monkeypatch
) -> None:
    settings.OUTPUT_DIR = tmp_path
    page = tmp_path / "reports" / "progress.md"
    pages = []
    write_progress = session_manager.write_progress

    def kept(run: GenerationRun) -> None:
        write_progress(run)
        pages.append(table(page.read_text("utf-8")))

    monkeypatch.setattr(session_manager, "write_progress", kept)
    with pytest.raises(InterruptedChunkError), struck_at(CHUNK, number=2):
        generate("--session=1", *SHORT)
    first, second = table(page.read_text("utf-8"))
    assert first[:3] == ["1", "1-3", "running, in the books to 2016-12-31"]
    assert second[:3] == ["2", "4", "planned"]
    assert not (tmp_path / "reports" / "session_1_report.json").exists()
    pages.clear()
    generate("--resume", "--chunk-days=366")
    # Two chunks that were left, then session 2's only one.
    assert [rows[0][2].split()[-1] for rows in pages[:2]] == ["2018-01-01", "2018-12-31"]
    first, second = table(page.read_text("utf-8"))
    assert [first[2], second[2]] == ["completed", "completed"]
    assert first[4] >= first[3] > ""
    session = GenerationSession.objects.get(number=1)
    seconds = sum(chunk.seconds for chunk in session.chunks.all())
    assert first[5] == f"{seconds:,.1f} s"
    report = json.loads((tmp_path / "reports" / "session_1_report.json").read_text("utf-8"))
    assert report["chunks"] == session.chunks.count() == 3
    assert report["runtime_seconds"] == pytest.approx(seconds)
    assert (tmp_path / "reports" / "session_2_report.json").exists()


def test_a_disk_that_refuses_them_costs_a_warning(settings, tmp_path: Path, caplog) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("", "utf-8")
    settings.OUTPUT_DIR = blocked
    generate("--session=1", "--days=3", "--end-date=2016-01-03")
    assert "progress.md was not written" in caplog.text
    assert "session_1_report.json was not written" in caplog.text
    run = GenerationRun.objects.get()
    assert run.status == "COMPLETED"
    assert len(table("\n".join(progress_lines(run)))) == 1


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch, caplog) -> None:
    path = tmp_path / "new" / "page.md"
    write_for_people(path, "first")
    monkeypatch.setattr(Path, "write_text", _refuse)
    write_for_people(path, "second")
    monkeypatch.undo()
    assert path.read_text("utf-8") == "first"
    assert "No space left" in caplog.text


def _refuse(*_: object, **__: object) -> int:
    raise OSError(28, "No space left on device")
