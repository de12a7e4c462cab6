"""The project as its users start it: commands and a server in processes of their own."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page

from tests.commands import PROJECT, manage

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Site:
    """A database in a folder of its own, served at an address."""

    folder: Path
    address: str = ""
    password: str = ""

    @property
    def variables(self) -> dict[str, str]:
        """What its processes are told: this database and this folder alone."""
        return {
            "DATABASE_URL": f"sqlite:///{self.folder}/farm.sqlite3",
            "OUTPUT_DIR": str(self.folder / "output"),
        }

    def manage(self, *arguments: str) -> str:
        """Run a command to its end; what it printed."""
        done = manage(*arguments, **self.variables)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start a command that goes on."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env={**os.environ, **self.variables},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """The database in this folder, served on a free port, with an account to look at it."""
    site = Site(folder)
    said = re.search(r"password (\S+) ", site.manage("demo_user"))
    assert said
    port = _free_port()
    server = site.start("runserver", "--noreload", f"127.0.0.1:{port}")
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/accounts/login/")
        yield Site(folder, address, said.group(1))
    finally:
        server.terminate()
        server.wait()


def log_in(page: Page, site: str, password: str, address: str = "/") -> None:
    """Log in as the account for a first look, and go to an address of the site."""
    page.goto(f"{site}/accounts/login/?next={address}")
    page.get_by_label("Name").fill("demo")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            urlopen(address).close()
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
