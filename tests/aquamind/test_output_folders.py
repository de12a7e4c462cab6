"""One setting moves every folder that the generator makes for people."""

from pathlib import Path

import pytest

from aquamind.output_folders import USUAL, output_folder

pytestmark = pytest.mark.no_database


def test_without_the_setting_the_folders_lie_in_the_project(settings) -> None:
    settings.OUTPUT_DIR = None
    for kind, usual in USUAL.items():
        assert output_folder(kind) == Path(settings.BASE_DIR) / usual


def test_the_setting_moves_all_of_them(settings, tmp_path) -> None:
    settings.OUTPUT_DIR = tmp_path
    assert {output_folder(kind) for kind in USUAL} == {tmp_path / kind for kind in USUAL}


def test_git_ignores_all_of_them() -> None:
    ignored = (Path(__file__).parents[2] / ".gitignore").read_text("utf-8").split()
    assert {Path(usual).name + "/" for usual in USUAL.values()} <= set(ignored)
