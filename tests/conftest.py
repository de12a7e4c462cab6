"""What all tests share: which of them belong to one database only.

The same tests run on SQLite and on TimescaleDB. Those marked for one of them are deselected on the
other, not skipped: a skip would look the same as a test that could not run.
"""

import pytest
from django.db import connection

MARKERS = {
    "timescaledb": "runs on TimescaleDB only",
    "sqlite": "runs on SQLite only",
}


def pytest_configure(config: pytest.Config) -> None:
    """Make the markers known."""
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests that are marked for the other database."""
    other = "sqlite" if connection.vendor == "postgresql" else "timescaledb"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(other)]
