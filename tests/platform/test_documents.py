"""What the pages for people point to is there: links, sections, files, commands, options."""

import argparse
import fnmatch
import re
import shlex
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

pytestmark = pytest.mark.no_database

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", ".github/**/*.md")
    for page in PROJECT.glob(pattern)
)
# An entry of the change log tells of its day: a file that it names may have moved since.
TODAY = [page for page in PAGES if page.name != "CHANGELOG.md"]
# Files and folders of the programs, as `/scripts/utils`; a page may leave out how a path begins.
PATHS = sorted(
    f"/{path.relative_to(PROJECT).as_posix()}"
    for top in ("aquamind", "apps", "scripts", "tests")
    for path in (PROJECT / top, *(PROJECT / top).rglob("*"))
    if "__pycache__" not in path.parts
)
# A name counts as a path when it begins with one of these folders, or names a program.
OURS = {path.split("/")[-2] for path in PATHS if path.endswith(".py")} | {"scripts"}
# What a run makes: not there in a fresh clone.
MADE = {"logs", "checkpoints", "reports"}

FENCED = re.compile(r"^(```.*?^```|    .*?)$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
NAMED = re.compile(r"`([\w.*/-]+)`")
MAKE = re.compile(r"(?:^    |`)make ([a-z-]+)", re.MULTILINE)


def label(page: Path) -> str:
    """The page's path from the project's folder, for the names of tests."""
    return page.relative_to(PROJECT).as_posix()


def text_of(page: Path) -> str:
    """The page's text without its blocks of code."""
    return FENCED.sub("", page.read_text("utf-8"))


def anchors(page: Path) -> set[str]:
    """The names by which links find the headings of PAGE, as code hosts make them."""
    seen: Counter[str] = Counter()
    names = set()
    for heading in HEADING.findall(text_of(page)):
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
        name = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        names.add(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return names


def broken_links(page: Path) -> list[str]:
    """Links of PAGE that lead to no file, or to no heading of the file that they lead to."""
    broken = []
    for target in LINK.findall(text_of(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    return broken


def is_a_path(name: str) -> bool:
    """Whether a name in backticks says that a file or folder of ours is there."""
    folders = set(name.split("/")[:-1])
    return name.endswith((".py", ".sh")) or (
        bool(folders) and name.split("/")[0] in OURS and not folders & MADE
    )


def is_there(name: str) -> bool:
    """Whether a path of ours ends with NAME, which may be a pattern."""
    ending = name.rstrip("/")
    return any(PROJECT.glob(ending)) or bool(fnmatch.filter(PATHS, f"*/{ending}"))


def missing_paths(text: str) -> list[str]:
    """Paths in backticks that lead nowhere."""
    return [name for name in NAMED.findall(text) if is_a_path(name) and not is_there(name)]


def options_of(command: str) -> set[str]:
    """The options that a management command takes."""
    loaded = load_command_class(get_commands()[command], command)
    parser: argparse.ArgumentParser = loaded.create_parser("manage.py", command)
    return {option for action in parser._actions for option in action.option_strings}


def wrong_commands(text: str) -> list[str]:
    """Management commands and options on a page that are not there."""
    wrong = []
    for command, rest in re.findall(r"manage\.py ([a-z_]+)([^\n`#|]*)", text):
        if command not in get_commands():
            wrong.append(command)
            continue
        words = shlex.split(rest.replace("[", " ").replace("]", " "), posix=False)
        given = {word.partition("=")[0] for word in words if word.startswith("--")}
        wrong += [f"{command} {option}" for option in sorted(given - options_of(command))]
    return wrong


def targets() -> set[str]:
    """What `make` can be asked for."""
    found = re.search(r"^\.PHONY: (.*)$", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert found is not None
    return set(found[1].split())


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken_links(page) == []


@pytest.mark.parametrize("page", TODAY, ids=label)
def test_every_path_is_there(page: Path) -> None:
    assert missing_paths(page.read_text("utf-8")) == []


@pytest.mark.parametrize("page", TODAY, ids=label)
def test_every_command_and_option_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    assert wrong_commands(text) == []
    assert set(MAKE.findall(text)) <= targets()


def test_every_page_that_code_points_to_is_there() -> None:
    pointed = {
        name
        for folder in ("scripts", "apps", "aquamind", "tests")
        for path in (PROJECT / folder).rglob("*.py")
        for name in re.findall(r"\bdocs/[\w/-]+\.md\b", path.read_text("utf-8"))
    }
    assert len(pointed) > 5
    assert {name for name in pointed if not (PROJECT / name).exists()} == set()


def test_every_page_is_in_the_index() -> None:
    index = PROJECT / "docs" / "README.md"
    targets_of_index = LINK.findall(index.read_text("utf-8"))
    linked = {(index.parent / target.partition("#")[0]).resolve() for target in targets_of_index}
    pages = {page for page in PAGES if page.is_relative_to(index.parent)} - {index}
    assert pages - linked == set()


def test_what_leads_nowhere_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A page, `named`\n\n## Twice\n\n## Twice\n\n"
        "[a](#a-page-named) [b](#twice-1) [c](#twice-2)\n"
        "[d](page.md#twice) [e](other.md) [f](https://example.com/none)\n\n```\n[g](nowhere.md)\n```\n",
        "utf-8",
    )
    assert broken_links(page) == ["#twice-2", "other.md"]

    there = "`config/history.py` `water/climate.py` `manage.py` `history.py` `reports/csv/` `a/b`"
    there += " `scripts/data_generation/logs/`"
    gone = "`config/no_history.py` `water/none*.py` `nowhere.py` `orchestrator/nothing/`"
    assert missing_paths(there) == []
    assert missing_paths(gone) == re.findall(r"`([^`]+)`", gone)

    assert wrong_commands("python manage.py generate_data --session=1 --scale ci") == []
    assert wrong_commands("`manage.py generate_date` manage.py figures --rite") == [
        "generate_date",
        "figures --rite",
    ]
