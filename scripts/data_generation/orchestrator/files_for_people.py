"""Files that a run leaves for people: replaced whole, never half, never in the run's way."""

import logging
import os
from pathlib import Path

logger = logging.getLogger(__name__)


def write_for_people(path: Path, text: str) -> None:
    """Put the text in the file's place; a disk that refuses it costs a warning, no run."""
    temporary = path.with_suffix(f"{path.suffix}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, "utf-8")
        os.replace(temporary, path)
    except OSError as error:
        logger.warning("%s was not written: %s", path, error.strerror or error)
