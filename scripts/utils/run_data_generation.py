"""`python -m scripts.utils.run_data_generation --days 900`: another name of generate_data."""

import sys

from scripts.data_generation.run_generation import run

if __name__ == "__main__":
    run(sys.argv[1:])
