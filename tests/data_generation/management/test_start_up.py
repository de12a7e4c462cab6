"""Commands that only answer do not load what makes, checks or shows a company."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database

PROJECT = Path(__file__).parents[3]

# Packages that take long to load; a name stands for itself and all below it.
HEAVY = ("scipy", "matplotlib", "pandas", "pyarrow", "gsw", "distributed", "roaring_landmask")
# The web: an installed app is always there, its views, serializers and forms need not be.
WEB = (
    "aquamind.urls",
    "apps.explorer.api",
    "apps.explorer.figures",
    "apps.explorer.urls",
    "apps.explorer.views",
    "django.test",
    "drf_spectacular.openapi",
    "drf_spectacular.views",
    "rest_framework.request",
    "rest_framework.serializers",
    "rest_framework.views",
    "scripts.data_generation.pages",
)
CHECKS = ("scripts.data_generation.validation",)
WORK = (
    "numpy",
    "scripts.data_generation.benchmark",
    "scripts.data_generation.config.sections",
    "scripts.data_generation.generators",
    "scripts.data_generation.reporting",
    "scripts.data_generation.simulation",
)
# Runs manage.py and writes the names of all modules that it had loaded in the end.
WATCHED = """
import atexit, json, runpy, sys
atexit.register(lambda: open({file!r}, "w").write(json.dumps(sorted(sys.modules))))
sys.argv[0] = "manage.py"
sys.path.insert(0, {folder!r})
runpy.run_path({folder!r} + "/manage.py", run_name="__main__")
"""


def loaded_by(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command had loaded when it ended well."""
    file = folder / "modules.json"
    subprocess.run(
        [sys.executable, "-c", WATCHED.format(file=str(file), folder=str(PROJECT)), *arguments],
        env={
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder / 'books.sqlite3'}",
            "OUTPUT_DIR": str(folder),
        },
        check=True,
        capture_output=True,
    )
    return set(json.loads(file.read_text("utf-8")))


def of(packages: tuple[str, ...], modules: set[str]) -> list[str]:
    """Those of the modules that are one of the packages or lie below one."""
    return sorted(
        name for name in modules if any(name == p or name.startswith(f"{p}.") for p in packages)
    )


def test_help_loads_nothing_that_works(tmp_path: Path) -> None:
    modules = loaded_by(tmp_path, "generate_data", "--help")
    assert "scripts.data_generation.management.generate_options" in modules
    assert of((*HEAVY, *WEB, *CHECKS, *WORK), modules) == []


def test_a_status_loads_neither_checks_nor_pages(tmp_path: Path) -> None:
    lived = loaded_by(tmp_path, "generate_data", "--scale=ci", "--days=3", "-v0")
    # That the names are right is seen where they are loaded.
    assert of(("numpy", "scipy", "scripts.data_generation.simulation"), lived)
    modules = loaded_by(tmp_path, "generation_status", "--chunks")
    assert "scripts.data_generation.management.status_lines" in modules
    assert of((*HEAVY, *WEB, *CHECKS), modules) == []


@pytest.mark.parametrize(
    "name", [n for n in (*WEB, *CHECKS, *WORK) if n.startswith(("apps.", "aquamind.", "scripts."))]
)
def test_the_rooms_that_are_named_are_there(name: str) -> None:
    place = PROJECT.joinpath(*name.split("."))
    assert place.is_dir() or place.with_suffix(".py").is_file()
