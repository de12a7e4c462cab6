"""`make acceptance AQUAMIND=FOLDER`: fill the real AquaMind, ask it, and take everything away.

FOLDER is a checkout of AquaMind whose virtual environment is in .venv (or AQUAMIND_PYTHON names its
Python). Its own migrations make a scratch database on the server of TIMESCALEDB_URL; SCALE and DAYS
say what this project writes there. The report goes to standard output; the exit status is 1 when a
command fails, an address of its API answers 500 or worse, or anything of AquaMind's has changed.
"""

import json
import os
import re
import secrets
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg2

from tests.commands import PROJECT

PAGES = Path(__file__).with_name("aquamind_pages.py")
ITS_CHECKS = "scripts/data_generation/verify_*.py"
# An address that takes longer is named [s].
SLOW_S = 1.0
# Made in the scratch database, to ask as.
ACCOUNT = "acceptance"


class Acceptance:
    """One walk: the checkout, the scratch database, and what went wrong so far."""

    def __init__(self, checkout: Path, python: Path, server: str) -> None:
        self.checkout = checkout
        self.python = python
        self.name = f"aquamind_acceptance_{os.getpid()}"
        self._server = urlsplit(server)
        self.faults: list[str] = []

    @property
    def url(self) -> str:
        """The scratch database, as this project is told of it."""
        return urlunsplit(self._server._replace(path=f"/{self.name}"))

    def say(self, line: str) -> None:
        """One line of the report."""
        print(line, flush=True)  # noqa: T201 - the report

    @contextmanager
    def database(self) -> Iterator[None]:
        """A scratch database with TimescaleDB, dropped at the end."""
        self._on_server(f"CREATE DATABASE {self.name}")
        try:
            self._on_server("CREATE EXTENSION IF NOT EXISTS timescaledb", self.name)
            yield
        finally:
            self._on_server(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _on_server(self, statement: str, database: str | None = None) -> None:
        place = self._server._replace(scheme="postgresql", path=f"/{database or 'postgres'}")
        connection = psycopg2.connect(urlunsplit(place))
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()

    def theirs(self, *words: str) -> str:
        """What a program of AquaMind's prints, with its Python, in its folder."""
        place = self._server
        return self._told(
            "AquaMind's " + " ".join(words),
            [str(self.python), *words],
            self.checkout,
            DB_NAME=self.name,
            DB_USER=place.username or "",
            DB_PASSWORD=place.password or "",
            DB_HOST=place.hostname or "",
            DB_PORT=str(place.port or 5432),
            DJANGO_SETTINGS_MODULE="aquamind.settings",
            DJANGO_SUPERUSER_PASSWORD=secrets.token_urlsafe(),
        )

    def ours(self, *words: str) -> str:
        """What a command of this project prints."""
        order = [sys.executable, "manage.py", *words]
        return self._told(" ".join(order[1:]), order, PROJECT, DATABASE_URL=self.url)

    def _told(self, title: str, order: list[str], folder: Path, **variables: str) -> str:
        begun = time.monotonic()
        environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        done = subprocess.run(
            order,
            cwd=folder,
            env={**environment, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        self.say(f"\n== {title} (status {done.returncode}, {time.monotonic() - begun:.1f} s)")
        if done.returncode:
            last = (done.stderr.strip().splitlines() or [""])[-1]
            self.faults.append(f"{title} ended with {done.returncode}: {last}")
        return done.stdout

    def ask_its_pages(self) -> None:
        """Every list of its API: how many answered what, and which were slow."""
        found: list[dict[str, Any]] = [
            json.loads(line)
            for line in self.theirs(str(PAGES), ACCOUNT).splitlines()
            if line.startswith('{"path"')
        ]
        self.say(", ".join(f"{n} x {s}" for s, n in Counter(f["status"] for f in found).items()))
        for one in found:
            if one["seconds"] > SLOW_S or one["status"] != 200:
                self.say(f"{one['status']} {one['seconds']:5.1f} s {one['path']}")
            if one["status"] >= 500:
                self.faults.append(f"{one['path']} answered {one['status']}")
        if not found:
            self.faults.append("no address of its API was asked")


def state_of_the_database() -> dict[str, Any]:
    """All that the database says of AquaMind's tables, and how many rows each has."""
    from django.db import connection  # noqa: PLC0415 - needs set-up

    from tests.aquamind.tables.aquamind_database import catalogue  # noqa: PLC0415

    found: dict[str, Any] = dict(catalogue())
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[f"rows of {table}"] = cursor.fetchone()
    connection.close()
    return found


def walk(acceptance: Acceptance, scale: str, days: list[str]) -> None:
    """Migrate, fill, check, ask, take away, compare."""
    acceptance.theirs("manage.py", "migrate", "--verbosity=0")
    acceptance.theirs(
        *("manage.py", "createsuperuser", "--noinput", "--email=acceptance@aquamind.invalid"),
        f"--username={ACCOUNT}",
    )
    os.environ.update(DATABASE_URL=acceptance.url, DJANGO_SETTINGS_MODULE="aquamind.settings")
    django.setup()
    before = state_of_the_database()
    acceptance.ours("prepare_target")
    for line in acceptance.ours("generate_data", f"--scale={scale}", *days).splitlines():
        acceptance.say(line)
    acceptance.say(acceptance.ours("generate_data", "--validate-only").splitlines()[-1])
    for program in sorted(acceptance.checkout.glob(ITS_CHECKS)):
        if "single_batch" not in program.name:
            acceptance.say(acceptance.theirs(str(program.relative_to(acceptance.checkout))))
    # What its own checks find is for a person to read: they want a company of its own plan.
    acceptance.faults = [f for f in acceptance.faults if not re.match(r"AquaMind's \S*verify", f)]
    acceptance.ask_its_pages()
    acceptance.ours("generate_data", "--clear", "--yes")
    acceptance.ours("prepare_target", "--remove")
    after = state_of_the_database()
    changed = [what for what in before.keys() | after.keys() if before.get(what) != after.get(what)]
    acceptance.say(f"\ncompared {len(before)} parts of AquaMind's database: {len(changed)} changed")
    acceptance.faults += [f"changed: {what}" for what in sorted(changed)]


def main(environment: dict[str, str]) -> int:
    """Walk where the variables say; the exit status."""
    checkout = Path(environment.get("AQUAMIND") or "/nowhere").expanduser()
    python = Path(environment.get("AQUAMIND_PYTHON") or checkout / ".venv" / "bin" / "python")
    for there, what in ((checkout / "manage.py", "AQUAMIND"), (python, "AQUAMIND_PYTHON")):
        if not there.exists():
            print(f"{what}: there is no {there}; name a checkout of AquaMind", file=sys.stderr)  # noqa: T201
            return 2
    acceptance = Acceptance(checkout, python, environment["TIMESCALEDB_URL"])
    days = (environment.get("DAYS") or "").split()
    with acceptance.database():
        walk(acceptance, environment.get("SCALE") or "dev", days)
    for fault in acceptance.faults:
        acceptance.say(f"FAULT: {fault}")
    acceptance.say("AquaMind works on the generated books" if not acceptance.faults else "")
    return 1 if acceptance.faults else 0


if __name__ == "__main__":
    sys.exit(main(dict(os.environ)))
