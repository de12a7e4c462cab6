"""`python scripts/data_generation/clear_data.py [--quick] [--yes]`: generate_data --clear."""

import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.argv[1:1] = ["--clear"]
    runpy.run_path(str(Path(__file__).with_name("run_generation.py")), run_name="__main__")
