"""The project's version. pyproject.toml says it; everything else reads it from there."""

import tomllib
from functools import cache
from pathlib import Path

PROJECT_FILE = Path(__file__).resolve().parent.parent / "pyproject.toml"
UNKNOWN = "unknown"


@cache
def project_version(file: Path = PROJECT_FILE) -> str:
    """The version, major.minor.patch; UNKNOWN where the project's `file` was not deployed.

    The file is read because a clone is not an installed package that importlib.metadata knows.
    """
    try:
        return str(tomllib.loads(file.read_text("utf-8"))["project"]["version"])
    except OSError:
        return UNKNOWN
