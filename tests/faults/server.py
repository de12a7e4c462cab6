"""A TimescaleDB server of the faults' own, which may be stopped and crashed."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from tests.faults.disk import small_disk

PROJECT = Path(__file__).resolve().parents[2]
SCRIPT = PROJECT / "scripts" / "timescaledb.sh"


def can_be_made() -> bool:
    """Whether scripts/timescaledb.sh can start one: as root, or from what is installed."""
    installed = Path("/usr/share/postgresql").glob("*/extension/timescaledb.control")
    return os.geteuid() == 0 or any(installed)


class Server:
    """Made by scripts/timescaledb.sh, beside the one of the tests."""

    def __init__(self) -> None:
        self.url = ""

    def start(self) -> None:
        """Have it run, as somebody would who finds it stopped."""
        self.url = self._script("start")
        status = dict(line.split(maxsplit=1) for line in self._script("status").splitlines())
        self.folder = Path(status["data"]).parent
        self.process = int(status["running"].split()[-1])

    def stop_immediately(self) -> None:
        """What `pg_ctl stop -m immediate` does: nothing is written any more."""
        os.kill(self.process, signal.SIGQUIT)

    def crash(self) -> None:
        """One of its processes dies; the server then ends all others and recovers."""
        for (process,) in self.ask(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"
        ):
            os.kill(int(process), signal.SIGKILL)  # type: ignore[call-overload]

    def reset(self) -> None:
        """Stop it and remove what it kept."""
        self._script("reset")

    @contextmanager
    def small_disk(self, megabytes: int) -> Iterator[tuple[Path, str]]:
        """A small disk of this server's, and the tablespace on it."""
        folder = self.folder / "small"
        folder.mkdir()
        owner = (self.folder / "data").stat()
        ((data_folder,),) = self.ask("SHOW data_directory")
        with small_disk(folder, megabytes):
            os.chown(folder, owner.st_uid, owner.st_gid)
            folder.chmod(0o700)
            inner = Path(str(data_folder)).parent / "small"
            self.ask(f"CREATE TABLESPACE small LOCATION '{inner}'")
            try:
                yield folder, "small"
            finally:
                self.ask("DROP TABLESPACE small")

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        """What a statement outside of any transaction answers."""
        connection = psycopg2.connect(self.url.replace("timescale:", "postgresql:", 1))
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    @staticmethod
    def _script(command: str) -> str:
        environment = {**os.environ, "AQUAMIND_SERVER": f"faults-{os.getpid()}"}
        done = subprocess.run(
            [str(SCRIPT), command],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()
