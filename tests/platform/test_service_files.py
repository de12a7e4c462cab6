"""docker-compose.yml, the workflow, its forms, the commit hooks and the variables hold together."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.data_generation.config.scales import SCALES

pytestmark = pytest.mark.no_database

PROJECT = Path(__file__).resolve().parents[2]
WORKFLOW = ".github/workflows/tests.yml"
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


def read_yaml(name: str) -> dict[str, Any]:
    """The YAML file NAME of the project."""
    content: dict[str, Any] = yaml.safe_load((PROJECT / name).read_text("utf-8"))
    return content


def compose_config(**environment: str) -> subprocess.CompletedProcess[str]:
    """What Docker Compose makes of our file, read without a .env."""
    return subprocess.run(
        ["docker", "compose", "--env-file", os.devnull, "config", "--format", "json"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def has_docker_compose() -> bool:
    """Whether Docker's compose command is installed; no engine is needed to read a file."""
    try:
        return subprocess.run(["docker", "compose", "version"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def test_the_compose_file_offers_one_guarded_timescaledb() -> None:
    compose = read_yaml("docker-compose.yml")
    service = compose["services"]["timescaledb"]

    assert re.fullmatch(r"timescale/timescaledb:\d+\.\d+\.\d+-pg\d+", service["image"])
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert service["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")
    assert service["healthcheck"]["test"][0] == "CMD-SHELL"
    assert service["healthcheck"]["test"][1].startswith("pg_isready ")
    assert {volume.split(":")[0] for volume in service["volumes"]} == set(compose["volumes"])


def test_docker_compose_accepts_the_file() -> None:
    if not has_docker_compose():
        # Where Docker Compose cannot say so itself: only keys that it knows.
        service = read_yaml("docker-compose.yml")["services"]["timescaledb"]
        known = {"image", "environment", "ports", "volumes", "shm_size", "healthcheck", "restart"}
        assert set(read_yaml("docker-compose.yml")) == {"name", "services", "volumes"}
        assert set(service) <= known
        return

    accepted = compose_config(POSTGRES_PASSWORD="for this test")
    assert accepted.returncode == 0, accepted.stderr
    service = json.loads(accepted.stdout)["services"]["timescaledb"]
    assert [port["host_ip"] for port in service["ports"]] == ["127.0.0.1"]
    assert "POSTGRES_PASSWORD" in compose_config().stderr


def test_the_workflow_tests_beside_the_same_timescaledb() -> None:
    jobs = read_yaml(WORKFLOW)["jobs"]
    service = jobs["test"]["services"]["timescaledb"]
    password = service["env"]["POSTGRES_PASSWORD"]

    matrix = jobs["test"]["strategy"]["matrix"]
    pinned = read_yaml("docker-compose.yml")["services"]["timescaledb"]["image"]

    assert service["image"] == "${{ matrix.image }}"
    assert matrix["image"] == [pinned]
    assert [one["image"] for one in matrix["include"]] == [pinned.replace("-pg17", "-pg18")]
    assert f":{password}@127.0.0.1:5432/" in jobs["test"]["env"]["TIMESCALEDB_URL"]
    assert jobs["test"]["runs-on"].startswith("ubuntu-")
    assert jobs["test"]["strategy"]["matrix"]["python"] == PYTHONS
    assert {"run": ".ci/run"} in jobs["test"]["steps"]
    assert {"run": "make lint"} in jobs["lint"]["steps"]


def test_the_workflow_tests_other_systems_with_sqlite() -> None:
    job = read_yaml(WORKFLOW)["jobs"]["sqlite"]
    matrix = job["strategy"]["matrix"]

    assert job["runs-on"] == "${{ matrix.system }}"
    assert [system.split("-")[0] for system in matrix["system"]] == ["macos", "windows"]
    assert matrix["python"] == PYTHONS
    assert [one["system"] for one in matrix["include"]] == matrix["system"]
    assert all(one["browser"] for one in matrix["include"])
    assert job["env"]["DATABASE_URL"].startswith("sqlite:///")
    assert {"run": "python -m pytest"} in job["steps"]
    assert "services" not in job


def test_the_workflow_begins_at_the_oldest_python_that_is_supported() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["requires-python"] == f">={PYTHONS[0]}"
    for job in read_yaml(WORKFLOW)["jobs"].values():
        (python,) = [step["with"] for step in job["steps"] if "setup-python" in str(step)]
        assert python["python-version"] in {PYTHONS[0], "${{ matrix.python }}"}


def test_actions_are_pinned_to_commits_and_may_only_read() -> None:
    workflow = read_yaml(WORKFLOW)
    used = [
        step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step
    ]

    assert used
    assert [name for name in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name)] == []
    assert workflow["permissions"] == {"contents": "read"}
    # What a person reads beside a commit is its version.
    text = (PROJECT / WORKFLOW).read_text("utf-8")
    assert len(re.findall(r"@[0-9a-f]{40}  # v\d+\.\d+\.\d+$", text, re.MULTILINE)) == len(used)


def test_whatever_is_pinned_is_watched_for_newer_versions() -> None:
    watched = read_yaml(".github/dependabot.yml")
    ecosystems = {update["package-ecosystem"] for update in watched["updates"]}

    assert watched["version"] == 2
    assert ecosystems == {"pip", "github-actions", "docker-compose"}
    assert all(update["schedule"]["interval"] for update in watched["updates"])


@pytest.mark.parametrize("name", ["fault", "realism", "wish"])
def test_forms_ask_for_what_is_needed(name: str) -> None:
    form = read_yaml(f".github/ISSUE_TEMPLATE/{name}.yml")
    questions = {part["id"]: part for part in form["body"] if part["type"] != "markdown"}

    assert {"name", "description", "body"} <= form.keys()
    assert all(part["attributes"]["label"] for part in questions.values())
    kinds = {"textarea", "input", "dropdown", "checkboxes"}
    assert {part["type"] for part in questions.values()} <= kinds
    asked = {key for key, part in questions.items() if part.get("validations", {}).get("required")}
    needed = {
        "fault": {"happened", "version", "database", "system"},
        "realism": {"unreal", "source", "seed", "scale", "dates", "version"},
        "wish": {"need"},
    }
    assert asked == needed[name]


def test_the_form_of_realism_knows_the_scales() -> None:
    form = read_yaml(".github/ISSUE_TEMPLATE/realism.yml")
    (scale,) = [part for part in form["body"] if part.get("id") == "scale"]
    assert scale["attributes"]["options"] == list(SCALES)


def test_commit_hooks_are_valid_and_download_nothing() -> None:
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"],
        cwd=PROJECT,
        check=True,
    )
    repositories = read_yaml(".pre-commit-config.yaml")["repos"]
    hooks = {hook["id"]: hook for hook in repositories[0]["hooks"]}

    assert [repository["repo"] for repository in repositories] == ["local"]
    assert {hook["language"] for hook in hooks.values()} == {"system"}
    assert all(".venv/bin/" in hook["entry"] for hook in hooks.values())
    assert {"ruff", "ruff-format", "mypy", "django-check", "django-migrations"} == set(hooks)


def test_every_variable_is_documented() -> None:
    read = set()
    for path in [PROJECT / "aquamind" / "settings.py", *(PROJECT / "scripts").glob("*.sh")]:
        text = path.read_text("utf-8")
        read |= set(re.findall(r'(?:environ\.get|_flag|_names)\("(\w+)"', text))
        read |= set(re.findall(r"\$\{((?:AQUAMIND|TIMESCALEDB)_\w+):-", text))
    read |= set(re.findall(r"\$\{(\w+):", (PROJECT / "docker-compose.yml").read_text("utf-8")))
    documented = (PROJECT / "docs" / "operations.md").read_text("utf-8")
    example = (PROJECT / ".env.example").read_text("utf-8")

    assert {"DATABASE_URL", "AQUAMIND_CACHE", "TIMESCALEDB_URL", "POSTGRES_PORT"} <= read
    assert {name for name in read if f"| `{name}` |" not in documented} == set()
    ours = {name for name in read if not name.startswith(("AQUAMIND_", "TIMESCALEDB_"))}
    assert {name for name in ours if not re.search(rf"^#?{name}=", example, re.MULTILINE)} == set()
