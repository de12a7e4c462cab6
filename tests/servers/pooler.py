"""A PgBouncer of the tests' own, with its default settings, before the server of the tests."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

SETTINGS = """\
[databases]
* = host={host} port={port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen_port}
unix_socket_dir = {folder}
auth_type = scram-sha-256
auth_file = {users}
pool_mode = {mode}
"""
PATIENCE_S = 20
# Beside the settings; its capitals are part of its name.
SOCKETS = "Sockets"


def program() -> str | None:
    """Where PgBouncer is installed; Debian puts it where only root looks."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def pooler(url: str, mode: str, by_socket: bool = False) -> Iterator[str]:
    """The address that leads to the same database through a pooler of this mode."""
    server, port = urlsplit(url), _free_port()
    user, password = unquote(server.username or ""), unquote(server.password or "")
    # Not pytest's folder, which is closed to the user that a root's PgBouncer becomes.
    with tempfile.TemporaryDirectory(prefix="pooler-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / SOCKETS).mkdir()
        (folder / SOCKETS).chmod(0o777)
        users, settings = folder / "users", folder / "settings"
        users.write_text(f'"{user}" "{password}"\n', "utf-8")
        settings.write_text(
            SETTINGS.format(
                folder=folder / SOCKETS,
                host=server.hostname,
                port=server.port or 5432,
                listen_port=port,
                users=users,
                mode=mode,
            ),
            "utf-8",
        )
        with _running(settings, port):
            account = server.netloc.rpartition("@")[0]
            host = quote(str(folder / SOCKETS), safe="") if by_socket else "127.0.0.1"
            yield server._replace(netloc=f"{account}@{host}:{port}").geturl()


@contextmanager
def _running(settings: Path, port: int) -> Iterator[None]:
    command = [str(program()), "-q", str(settings)]
    # It refuses to be root.
    command += ["-u", "nobody"] if os.geteuid() == 0 else []
    with (settings.parent / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + PATIENCE_S
        while not _answers(port):
            assert process.poll() is None, (settings.parent / "log").read_text("utf-8")
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
