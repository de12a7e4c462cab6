"""A small disk: a file system in memory, of a size that can be changed while it is in use."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory


def _mount(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


@cache
def can_be_made() -> bool:
    """Whether this process may mount one."""
    with TemporaryDirectory() as folder, small_disk(Path(folder), 1) as is_there:
        return is_there


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[bool]:
    """A disk at `folder`; whether it could be mounted."""
    is_there = _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    try:
        yield is_there
    finally:
        if is_there:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def resize(folder: Path, megabytes: int) -> None:
    """Another size for the disk at `folder`."""
    assert _mount("-o", f"remount,size={megabytes}m", str(folder))


def used_megabytes(folder: Path) -> float:
    """What is taken of it."""
    said = subprocess.check_output(["df", "--output=used", "--block-size=1", str(folder)])
    return int(said.split()[-1]) / 2**20
