"""docker-compose.yml, the workflow, the commit hooks and the list of variables hold together."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.sqlite

PROJECT = Path(__file__).resolve().parents[2]


def read_yaml(name: str) -> dict[str, Any]:
    """The YAML file NAME of the project."""
    content: dict[str, Any] = yaml.safe_load((PROJECT / name).read_text())
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
    jobs = read_yaml(".github/workflows/tests.yml")["jobs"]
    service = jobs["test"]["services"]["timescaledb"]
    password = service["env"]["POSTGRES_PASSWORD"]

    assert service["image"] == read_yaml("docker-compose.yml")["services"]["timescaledb"]["image"]
    assert f":{password}@127.0.0.1:5432/" in jobs["test"]["env"]["TIMESCALEDB_URL"]
    assert jobs["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert {"run": ".ci/run"} in jobs["test"]["steps"]
    assert {"run": "make lint"} in jobs["lint"]["steps"]


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
        text = path.read_text()
        read |= set(re.findall(r'(?:environ\.get|_flag|_names)\("(\w+)"', text))
        read |= set(re.findall(r"\$\{((?:AQUAMIND|TIMESCALEDB)_\w+):-", text))
    read |= set(re.findall(r"\$\{(\w+):", (PROJECT / "docker-compose.yml").read_text()))
    documented = (PROJECT / "docs" / "operations.md").read_text()
    example = (PROJECT / ".env.example").read_text()

    assert {"DATABASE_URL", "AQUAMIND_CACHE", "TIMESCALEDB_URL", "POSTGRES_PORT"} <= read
    assert {name for name in read if f"| `{name}` |" not in documented} == set()
    ours = {name for name in read if not name.startswith(("AQUAMIND_", "TIMESCALEDB_"))}
    assert {name for name in ours if not re.search(rf"^#?{name}=", example, re.MULTILINE)} == set()
