"""scripts/browser.sh, which finds the browser of the tests, and the library that draws charts."""

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.no_database, pytest.mark.linux]

PROJECT = Path(__file__).resolve().parents[2]
FINDER = PROJECT / "scripts" / "browser.sh"
ECHARTS = PROJECT / "aquamind" / "static" / "vendor" / "echarts"


def found(**environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script with these variables besides the usual ones."""
    return subprocess.run(
        ["bash", FINDER],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def program(path: Path) -> Path:
    """A program that does nothing."""
    path.write_text("#!/bin/sh\n", "utf-8")
    path.chmod(0o755)
    return path


def test_a_named_browser_is_taken(tmp_path: Path) -> None:
    browser = program(tmp_path / "browser")
    assert found(AQUAMIND_BROWSER=str(browser)).stdout.strip() == str(browser)


def test_a_named_browser_that_is_none_is_one_line(tmp_path: Path) -> None:
    answer = found(AQUAMIND_BROWSER=str(tmp_path / "nothing"))
    assert (answer.returncode, answer.stdout) == (1, "")
    assert len(answer.stderr.splitlines()) == 1


def test_an_installed_chromium_is_found(tmp_path: Path) -> None:
    browser = program(tmp_path / "chromium")
    path = f"{tmp_path}:{os.environ['PATH']}"
    assert found(AQUAMIND_BROWSER="", PATH=path).stdout.strip() == str(browser)


def test_without_one_and_without_apt_it_is_said_what_to_do(tmp_path: Path) -> None:
    bash = Path("/bin/bash")
    answer = subprocess.run(
        [bash, FINDER], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1
    assert "apt-get install chromium" in answer.stderr


def test_the_charts_library_is_the_one_that_its_page_tells_of() -> None:
    digest = hashlib.sha256((ECHARTS / "echarts.min.js").read_bytes()).hexdigest()
    assert digest in (ECHARTS / "README.md").read_text("utf-8")
