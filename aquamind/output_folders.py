"""Where the generator puts files for people: checkpoints, logs and reports.

One setting, OUTPUT_DIR, moves all three; without it they lie where people look for them.
"""

from pathlib import Path

from django.conf import settings

# Folder of each kind below the project while OUTPUT_DIR is not set.
USUAL = {
    "checkpoints": "checkpoints",
    "logs": "scripts/data_generation/logs",
    "reports": "reports",
}


def output_folder(kind: str) -> Path:
    """The folder of "checkpoints", "logs" or "reports", which need not exist yet."""
    usual = USUAL[kind]
    if settings.OUTPUT_DIR is None:
        return Path(settings.BASE_DIR) / usual
    return Path(settings.OUTPUT_DIR) / kind
