"""Commands as somebody types them: in a process of their own, or in this one."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from types import MappingProxyType

import pytest
from django.core.management import CommandError, call_command

PROJECT = Path(__file__).resolve().parents[1]


class Terminal(StringIO):
    """Somebody watches what is written, and has typed what is read."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def ended(
    words: Sequence[str],
    folder: Path = PROJECT,
    variables: Mapping[str, str] = MappingProxyType({}),
    timeout_s: float = 300,
) -> subprocess.CompletedProcess[str]:
    """A process started in FOLDER, with these variables besides those of this process.

    Nobody can be asked anything there.
    """
    return subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout_s,
    )


def lying_in(folder: Path) -> dict[str, str]:
    """The variables with which the database and all output lie in a folder."""
    return {"DATABASE_URL": f"sqlite:///{folder}/books.sqlite3", "OUTPUT_DIR": str(folder)}


def manage(*typed: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """`manage.py` as a process of its own."""
    words = (sys.executable, str(PROJECT / "manage.py"), *typed)
    return ended(words, variables=variables, timeout_s=600)


def printed(command: str, *options: str) -> str:
    """What a command prints, run in this process."""
    out = StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


def refused(*options: str) -> CommandError:
    """What `generate_data` answers when it refuses, in one line."""
    with pytest.raises(CommandError) as caught:
        call_command("generate_data", *options, stdout=StringIO())
    assert "\n" not in str(caught.value)
    return caught.value
