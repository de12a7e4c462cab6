"""`make release-check` sees each thing that must not be released, in a project of a few files."""

import io
import subprocess
from pathlib import Path

import pytest

from scripts import release_check
from scripts.release_check import CHECKS, PROJECT, main

pytestmark = pytest.mark.no_database

CHANGELOG = (
    "# Changelog\n\n## [0.2.0] - 2026-02-01\n\n- **output** 7: x\n\n## [0.1.0] - 2026-01-01\n"
)
# Stands in for Django: prints a page for its own command, and is content with all migrations.
MANAGE = """import pathlib, sys
page = pathlib.Path(sys.argv[1])
if page.exists():
    print(page.read_text(), end="")
"""
FILES = {
    "pyproject.toml": '[project]\nversion = "0.2.0"\n',
    "CHANGELOG.md": CHANGELOG,
    "manage.py": MANAGE,
    "figures": "of figures\n",
    "docs/figures.md": "of figures\n",
    "checks": "of checks\n",
    "docs/validation.md": "of checks\n",
    "requirements.txt": "# why\nDjango==5.2.19\nspectacular[sidecar]==0.30.0  # a reason\n",
    "requirements-dev.txt": "-r requirements.txt\npytest==9.2.0\n",
    "docker-compose.yml": "    image: timescale/timescaledb:2.22.1-pg17\n",
    ".github/workflows/tests.yml": f"  - uses: actions/checkout@{'0123456789' * 4}  # v4\n",
    "scripts/data_generation/config/history.py": "# why\nOUTPUT_VERSION = 7\n",
    "tests/data_generation/golden_ci.json": '{"format": 4, "output_version": 7}',
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that may be released: files of FILES, all committed."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    """Git in FOLDER, as somebody whose settings do not matter."""
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    """Commit everything in FOLDER."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "All")


def change(project: Path, name: str, old: str, new: str) -> None:
    """Put NEW in the place of OLD in a file, and commit it."""
    text = (project / name).read_text("utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new), "utf-8")
    commit(project)


def checked(project: Path) -> tuple[int, str, list[str]]:
    """Exit status, the whole output, and the names of the checks that failed."""
    output = io.StringIO()
    status = main(project, output)
    lines = output.getvalue().splitlines()
    return status, output.getvalue(), [line[7:] for line in lines if line.startswith("wrong ")]


def test_a_line_for_each_check_and_no_more_when_all_is_well(project: Path) -> None:
    status, output, failed = checked(project)

    assert (status, failed) == (0, [])
    assert output.splitlines()[: len(CHECKS)] == [f"ok     {name}" for name in CHECKS]
    assert output.splitlines()[-1].startswith("0.2.0 is ready to be released: 0 of ")


VERSION = "the version has a heading in CHANGELOG.md"
PINS = "pins are exact"
OUTPUT = "the output version is one"


@pytest.mark.parametrize(
    ("name", "old", "new", "check", "says"),
    [
        ("pyproject.toml", "0.2.0", "0.3.0", VERSION, "pyproject.toml has 0.3.0"),
        ("CHANGELOG.md", "[0.2.0] -", "0.2.0 of", VERSION, "'## 0.2.0 of 2026-02-01' is not"),
        ("CHANGELOG.md", "0.1.0", "0.2.1", VERSION, "0.2.0 of 2026-02-01 stands above 0.2.1"),
        ("CHANGELOG.md", "2026-01", "2026-03", VERSION, "stands above 0.1.0 of 2026-03-01"),
        ("CHANGELOG.md", "2026-02", "9999-02", VERSION, "which is to come"),
        ("CHANGELOG.md", "\n- ", "\n## Unreleased\n- ", "nothing is unreleased", "CHANGELOG.md:5"),
        ("docs/figures.md", "of", "", "generated pages are up to date", "figures --write"),
        ("checks", "of", "", "generated pages are up to date", "docs/validation.md is old"),
        ("requirements.txt", "Django==", "Django>=", PINS, "requirements.txt:2: Django>=5.2.19"),
        ("requirements-dev.txt", "==9.2.0", "", PINS, "requirements-dev.txt:2: pytest"),
        ("docker-compose.yml", "2.22.1-pg17", "latest-pg17", PINS, "timescaledb:latest-pg17"),
        (".github/workflows/tests.yml", "@0", "@v", PINS, "tests.yml: actions/checkout@v1234"),
        (
            "manage.py",
            "if ",
            "sys.exit('is missing')\nif ",
            "no migration is missing",
            "is missing",
        ),
        ("scripts/data_generation/config/history.py", "7", "8", OUTPUT, "history.py has 8"),
        ("tests/data_generation/golden_ci.json", "7", "6", OUTPUT, "golden_ci.json has 6"),
        ("CHANGELOG.md", "**output** 7", "**output** 6", OUTPUT, "CHANGELOG.md has 6"),
    ],
)
def test_what_is_wrong_is_named(
    project: Path, name: str, old: str, new: str, check: str, says: str
) -> None:
    change(project, name, old, new)

    status, output, failed = checked(project)

    assert status == 1
    assert check in failed
    assert says in output.partition(check)[2]


def test_what_is_not_committed_is_named(project: Path) -> None:
    (project / "new.py").touch()
    (project / "requirements.txt").write_text("Django==5.2.20\n", "utf-8")

    _, output, failed = checked(project)

    assert failed == ["the tree is clean"]
    assert "new.py" in output
    assert "requirements.txt" in output


def test_outside_of_a_repository_the_tree_is_not_called_clean(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    (project / ".git").rename(tmp_path_factory.mktemp("elsewhere") / "git")
    assert checked(project)[2] == ["the tree is clean"]


def test_this_project_is_checked_by_what_it_has() -> None:
    """All but the two that say whether today is the day: entries wait, and files are edited."""
    waits = {"nothing is unreleased", "the tree is clean", VERSION}
    found = {name: list(check(PROJECT)) for name, check in CHECKS.items() if name not in waits}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert release_check.version(PROJECT)
