"""scripts/timescaledb.sh: its answers when nothing runs, and the life of a real server."""

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest

pytestmark = [pytest.mark.no_database, pytest.mark.linux]

PROJECT = Path(__file__).resolve().parents[2]
SCRIPT = PROJECT / "scripts" / "timescaledb.sh"
Command = Callable[[str], subprocess.CompletedProcess[str]]


def run_script(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script with ENVIRONMENT on top of our own."""
    return subprocess.run(
        [str(SCRIPT), *arguments],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def ask(url: str, sql: str) -> list[tuple[object, ...]]:
    """Run SQL on the server at URL and return its rows."""
    connection = psycopg2.connect(url.replace("timescale:", "postgresql:", 1))
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


@pytest.fixture
def nowhere(tmp_path: Path) -> dict[str, str]:
    """An environment in which no server has ever been made."""
    return {"AQUAMIND_CACHE": str(tmp_path / "cache"), "AQUAMIND_SERVER": "nobody"}


@pytest.fixture
def server() -> Iterator[Command]:
    """Commands to a server of this test's own, which is deleted afterwards."""
    environment = {"AQUAMIND_SERVER": f"test-{os.getpid()}"}

    def command(name: str) -> subprocess.CompletedProcess[str]:
        return run_script(name, **environment)

    yield command
    command("reset")


@pytest.mark.parametrize("arguments", [[], ["restart"], ["start", "now"], ["--help"]])
def test_anything_else_is_answered_with_the_usage(arguments: list[str]) -> None:
    result = run_script(*arguments)

    assert result.returncode == 2
    assert result.stdout == ""
    assert re.fullmatch(r"usage: .* start\|stop\|url\|status\|reset\n", result.stderr)


@pytest.mark.parametrize("name", ["../elsewhere", ".", "two words"])
def test_a_server_name_cannot_leave_its_folder(name: str) -> None:
    result = run_script("url", AQUAMIND_SERVER=name)

    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["url", "status"])
def test_no_server_is_said_in_one_line(command: str, nowhere: dict[str, str]) -> None:
    result = run_script(command, **nowhere)

    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "no server is running" in result.stderr
    assert not Path(nowhere["AQUAMIND_CACHE"]).exists()


@pytest.mark.parametrize("command", ["stop", "reset"])
def test_stopping_nothing_is_no_error(command: str, nowhere: dict[str, str]) -> None:
    assert run_script(command, **nowhere).returncode == 0


def test_a_server_lives_dies_and_comes_back(server: Command) -> None:
    started = server("start")
    if started.returncode != 0:
        # Only where there is neither an installed TimescaleDB nor the right to make one.
        assert os.geteuid() != 0, started.stderr
        assert len(started.stderr.splitlines()) == 1
        assert "docker compose" in started.stderr
        return
    url = started.stdout.strip()
    assert re.fullmatch(r"timescale://aquamind:[0-9a-f]{32}@127\.0\.0\.1:\d+/aquamind", url)
    assert server("url").stdout.strip() == url

    status = dict(line.split(maxsplit=1) for line in server("status").stdout.splitlines())
    assert status["licence"] in {"apache", "timescale"}
    assert ask(url, "SHOW fsync") == [("on",)]
    assert ask(url, "SHOW listen_addresses") == [("127.0.0.1",)]
    assert ask(url, "SHOW timescaledb.telemetry_level") == [("off",)]
    ask(url, "CREATE TABLE tank (fish integer); INSERT INTO tank VALUES (42)")
    with pytest.raises(psycopg2.OperationalError, match="password"):
        ask(re.sub(r":[0-9a-f]{32}@", ":guess@", url), "SELECT 1")

    os.kill(int(status["running"].split()[-1]), signal.SIGKILL)
    assert server("start").stdout.strip() == url
    assert ask(url, "SELECT fish FROM tank") == [(42,)]
    assert server("start").stdout.strip() == url

    assert server("stop").returncode == 0
    assert server("url").returncode == 1
    assert Path(status["data"]).is_dir()
    assert server("reset").returncode == 0
    assert not Path(status["data"]).parent.exists()
