"""The Python files of the project, for tests of how they are written."""

from pathlib import Path

PROJECT = Path(__file__).parents[2]
FOLDERS = ("apps", "aquamind", "scripts", "tests")
# By its place in the project: what each of them says.
FILES = {
    path.relative_to(PROJECT).as_posix(): path.read_text("utf-8")
    for folder in FOLDERS
    for path in sorted((PROJECT / folder).rglob("*.py"))
}
FILES["manage.py"] = (PROJECT / "manage.py").read_text("utf-8")
