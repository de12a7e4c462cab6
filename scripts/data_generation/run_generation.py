"""`python scripts/data_generation/run_generation.py --session=1`: generate_data from any folder."""

import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def run(arguments: Sequence[str]) -> None:
    """Hand the arguments over as `manage.py generate_data` would have got them."""
    # The folder of the script called stands first, and its modules before those of packages.
    sys.path[0] = str(PROJECT)
    sys.argv = ["manage.py", "generate_data", *arguments]
    runpy.run_path(str(PROJECT / "manage.py"), run_name="__main__")


if __name__ == "__main__":
    run(sys.argv[1:])
