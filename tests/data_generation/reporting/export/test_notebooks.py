"""The notebooks of the documentation run, cell by cell, over the export that they ask for."""

import json
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from django.conf import settings

from scripts.data_generation.models import GenerationRun
from tests.commands import printed

FOLDER = Path(settings.BASE_DIR) / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NEEDED = ("data_generation_diseaseoutbreak", "batch_batch")


@pytest.fixture(scope="module")
def exported(company: GenerationRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an export of three years at ci scale."""
    folder = tmp_path_factory.mktemp("notebooks")
    asked = ("--views", "--floats", "--tables", *NEEDED)
    printed("export_generation", "--out", str(folder / "export"), *asked)
    return folder


def cells(notebook: Path) -> list[dict[str, Any]]:
    return list(json.loads(notebook.read_text("utf-8"))["cells"])


def test_there_are_some() -> None:
    page = (FOLDER / "README.md").read_text("utf-8")
    assert len(NOTEBOOKS) >= 3
    assert all(f"({one.name})" in page for one in NOTEBOOKS)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda one: one.stem)
def test_every_cell_runs_and_shows_what_it_said(
    notebook: Path, exported: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    mpl.use("Agg")
    monkeypatch.chdir(exported)
    names: dict[str, Any] = {}
    for cell in cells(notebook):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), notebook.name, "exec"), names)
    said = capsys.readouterr().out
    shown = [
        line
        for cell in cells(notebook)
        for one in cell.get("outputs", ())
        for line in one.get("text", ())
    ]
    assert len(said.splitlines()) >= 2
    # What it said when it was written down: other figures, the same lines.
    assert len(shown) >= len(said.splitlines()) / 2
