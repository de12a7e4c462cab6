"""What must be true before a version is released: `make release-check`.

Each check looks at the project's files and says what is wrong with them, nothing when all is well.
All checks are made; the exit status is 1 when any of them found something.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TextIO

PROJECT = Path(__file__).resolve().parent.parent

# Says of a project's folder what is wrong, a line each.
Check = Callable[[Path], Iterator[str]]

HEADING = re.compile(r"^## (.*?) *$", re.MULTILINE)
RELEASED = re.compile(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)")
OUTPUT = re.compile(r"\*\*output\*\* (\d+)")
OUTPUT_VERSION = re.compile(r"^OUTPUT_VERSION = (\d+)$", re.MULTILINE)
# name==1.2.3 or name[extra]==1.2.3, then the reason.
PIN = re.compile(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+(\s+#.*)?")
# An action is pinned by a commit, since tags can be moved; an image by all that its tag can say.
ACTION = re.compile(r"uses: *(\S+)")
PINNED_ACTION = re.compile(r"[\w./-]+@[0-9a-f]{40}")
# Where a matrix of the workflow has several, each stands in a line of its own there.
IMAGE = re.compile(r"""image: *(?!\$\{\{ matrix\.)\[?["']?([^\s"'\]]+)""")
PINNED_IMAGE = re.compile(r"[\w./-]+:\d+\.\d+\.\d+[\w.-]*")

# Generated pages: the command that makes each, and where it is kept.
PAGES = {"figures": "docs/figures.md", "checks": "docs/validation.md"}


def version(project: Path) -> str:
    """The version that is to be released."""
    return str(tomllib.loads(_read(project, "pyproject.toml"))["project"]["version"])


def the_version_is_told(project: Path) -> Iterator[str]:
    """CHANGELOG.md begins with this version, and its versions and dates fall from there on."""
    headings = HEADING.findall(_read(project, "CHANGELOG.md"))
    told = [(heading, RELEASED.fullmatch(heading)) for heading in headings]
    yield from (
        f"'## {heading}' is not '## [1.2.3] - 2026-01-31'"
        for heading, found in told
        if not found and "unreleased" not in heading.lower()
    )
    releases = [(found[1], date.fromisoformat(found[2])) for _, found in told if found]
    if not releases or releases[0][0] != version(project):
        newest = releases[0][0] if releases else "none"
        yield f"pyproject.toml has {version(project)}, the newest heading of CHANGELOG.md {newest}"
    for (newer, on), (older, before) in pairwise(releases):
        if _parts(newer) <= _parts(older) or on < before:
            yield f"{newer} of {on} stands above {older} of {before}"
    if releases and releases[0][1] > datetime.now(UTC).date():
        yield f"{releases[0][0]} is dated {releases[0][1]}, which is to come"


def nothing_is_unreleased(project: Path) -> Iterator[str]:
    """No entry waits under a heading without a version."""
    for number, line in enumerate(_read(project, "CHANGELOG.md").splitlines(), start=1):
        if line.startswith("#") and "unreleased" in line.lower():
            yield f"CHANGELOG.md:{number}: {line}"


def the_tree_is_clean(project: Path) -> Iterator[str]:
    """What would be released is what is committed."""
    status = _run(project, "git", "status", "--porcelain")
    if status.returncode:
        yield status.stderr.strip()
    yield from status.stdout.splitlines()


def generated_pages_are_new(project: Path) -> Iterator[str]:
    """The pages that are made from the code are those that the code makes."""
    for command, page in PAGES.items():
        made = _run(project, sys.executable, "manage.py", command)
        if made.returncode:
            yield f"manage.py {command}: {_last_line(made)}"
        elif made.stdout != _read(project, page):
            yield f"{page} is old: python manage.py {command} --write"


def pins_are_exact(project: Path) -> Iterator[str]:
    """Packages, images and actions have one version each, so that a release can be made again."""
    for path in sorted(project.glob("requirements*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith(("#", "-r ")) and not PIN.fullmatch(line):
                yield f"{path.name}:{number}: {line}"
    workflows = sorted((project / ".github" / "workflows").glob("*.yml"))
    for path in [project / "docker-compose.yml", *workflows]:
        text = path.read_text("utf-8")
        loose = [name for name in IMAGE.findall(text) if not PINNED_IMAGE.fullmatch(name)]
        loose += [name for name in ACTION.findall(text) if not PINNED_ACTION.fullmatch(name)]
        yield from (f"{path.name}: {name}" for name in loose)


def no_migration_is_missing(project: Path) -> Iterator[str]:
    """The migrations make the tables that the models describe."""
    made = _run(project, sys.executable, "manage.py", "makemigrations", "--check", "--dry-run")
    if made.returncode:
        yield f"manage.py makemigrations: {_last_line(made)}"


def the_output_version_is_one(project: Path) -> Iterator[str]:
    """The code, the golden digests and the change log tell of the same output."""
    code = OUTPUT_VERSION.search(_read(project, "scripts/data_generation/config/history.py"))
    golden = json.loads(_read(project, "tests/data_generation/golden_ci.json"))
    told = [int(number) for number in OUTPUT.findall(_read(project, "CHANGELOG.md"))]
    found = {
        "config/history.py": int(code[1]) if code else None,
        "golden_ci.json": golden.get("output_version"),
        "CHANGELOG.md": max(told, default=None),
    }
    if len(set(found.values())) != 1:
        yield ", ".join(f"{place} has {number}" for place, number in found.items())


CHECKS: dict[str, Check] = {
    "the version has a heading in CHANGELOG.md": the_version_is_told,
    "nothing is unreleased": nothing_is_unreleased,
    "the tree is clean": the_tree_is_clean,
    "generated pages are up to date": generated_pages_are_new,
    "pins are exact": pins_are_exact,
    "no migration is missing": no_migration_is_missing,
    "the output version is one": the_output_version_is_one,
}


def main(project: Path, output: TextIO) -> int:
    """Make all checks of PROJECT, a line each on OUTPUT; the exit status."""
    failed = 0
    for name, check in CHECKS.items():
        wrong = list(check(project))
        output.write(f"{'wrong' if wrong else 'ok':<6} {name}\n")
        output.writelines(f"         {line}\n" for line in wrong)
        failed += bool(wrong)
    ready = "not ready" if failed else "ready to be released"
    output.write(f"\n{version(project)} is {ready}: {failed} of {len(CHECKS)} checks failed\n")
    return 1 if failed else 0


def _read(project: Path, name: str) -> str:
    return (project / name).read_text("utf-8")


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _run(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False
    )


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    """The line in which a program says why it failed."""
    lines = (done.stderr.strip() or done.stdout.strip()).splitlines()
    return lines[-1] if lines else f"exit status {done.returncode}"


if __name__ == "__main__":
    sys.exit(main(PROJECT, sys.stdout))
