"""Commands as somebody types them: in a process of their own, or in this one."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

PROJECT = Path(__file__).resolve().parents[1]


def manage(*typed: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """`manage.py` as a process of its own, with these variables besides those of this process.

    Nobody can be asked anything there.
    """
    return subprocess.run(
        [sys.executable, str(PROJECT / "manage.py"), *typed],
        cwd=PROJECT,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def said(*options: str) -> list[str]:
    """The lines that `generate_data` prints."""
    out = StringIO()
    call_command("generate_data", *options, stdout=out)
    return out.getvalue().splitlines()


def refused(*options: str) -> CommandError:
    """What `generate_data` answers when it refuses, in one line."""
    with pytest.raises(CommandError) as caught:
        call_command("generate_data", *options, stdout=StringIO())
    assert "\n" not in str(caught.value)
    return caught.value
