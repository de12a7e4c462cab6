"""`python scripts/data_generation/test_orchestrator.py`: does the generator work on this machine?

A self-test for whoever has just installed it, in a scratch database; pytest finds no tests here.
"""

import logging
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory


def main() -> int:
    """Set up Django on a scratch SQLite database and run the self-test; its exit status."""
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    with TemporaryDirectory(prefix="aquamind_self_test_") as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/books.sqlite3"
        os.environ["OUTPUT_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "aquamind.settings"
        for name in ("AQUAMIND_ENVIRONMENT", "DEBUG"):
            os.environ.pop(name, None)
        import django

        django.setup()
        # What is tried on purpose need not be warned of.
        logging.disable(logging.WARNING)
        from scripts.data_generation.self_test import run_self_test

        return run_self_test(sys.stdout.write)


if __name__ == "__main__":
    sys.exit(main())
