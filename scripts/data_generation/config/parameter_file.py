"""Read a file of parameters: TOML of a sensible size; every fault is told in one clear line."""

import stat
import tomllib
from pathlib import Path
from typing import Any

# Many times the size of all parameters with a comment each. No parameter needs a longer line, and
# a line of nothing but dots would keep the parser busy for minutes.
LARGEST_BYTES = 200_000
LONGEST_LINE = 1_000


class ParameterError(ValueError):
    """A parameter is unknown, of the wrong type, out of its range, or contradicts another."""


def read_toml(overrides: Path | str | None, source: str) -> dict[str, Any]:
    """The tables of a TOML file or text. ParameterError: one line that names the source."""
    try:
        text = _text(overrides, source)
        if any(len(line) > LONGEST_LINE for line in text.splitlines()):
            raise ParameterError(f"{source}: has a line of more than {LONGEST_LINE:,} characters")
        return tomllib.loads(text)
    except RecursionError as error:
        raise ParameterError(f"{source}: not valid TOML: nested too deeply") from error
    except tomllib.TOMLDecodeError as error:
        # Its message ends with the place: "(at line 3, column 8)".
        raise ParameterError(f"{source}: not valid TOML: {error}") from error
    except ParameterError:
        raise
    except ValueError as error:
        # A number or date that TOML allows and Python does not.
        raise ParameterError(f"{source}: a value cannot be read: {error}") from error


def _text(overrides: Path | str | None, source: str) -> str:
    if not isinstance(overrides, Path):
        return overrides or ""
    content = _bytes(overrides, source)
    if overrides.suffix.lower() != ".toml":
        raise ParameterError(f"{source}: parameters are read from TOML alone, a file named .toml")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ParameterError(f"{source}: not a text in UTF-8") from error


def _bytes(path: Path, source: str) -> bytes:
    """The file's content. Devices, pipes and folders are refused without waiting for them."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            what = "Is a directory" if stat.S_ISDIR(mode) else "not a file"
            raise ParameterError(f"{source}: cannot be read: {what}")
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ParameterError(f"{source}: cannot be read: {reason}") from error
    if len(content) > LARGEST_BYTES:
        raise ParameterError(f"{source}: is larger than {LARGEST_BYTES:,} bytes")
    return content
