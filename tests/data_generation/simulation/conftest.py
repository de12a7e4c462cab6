"""Farms that several modules look at, each lived once."""

import pytest

from tests.data_generation.simulation.farms import YEAR, Life, live, make_world


@pytest.fixture(scope="session")
def ci_life() -> Life:
    """The smallest farm for 3 1/2 years, looked at every evening: one batch is harvested."""
    return live(make_world("ci"), 1280, chunk_days=1, note_evenings=True)


@pytest.fixture(scope="session")
def dev_life() -> Life:
    """The laptop's farm for three years, looked at every evening."""
    return live(make_world("dev"), 3 * YEAR, chunk_days=1, note_evenings=True)


@pytest.fixture(scope="session", params=["ci", "dev"])
def life(request: pytest.FixtureRequest) -> Life:
    """Both farms, one after the other."""
    lived: Life = request.getfixturevalue(f"{request.param}_life")
    return lived


@pytest.fixture(scope="session")
def ci_decade() -> Life:
    """The smallest farm for ten years."""
    return live(make_world("ci", seed=7), 10 * YEAR)


@pytest.fixture(scope="session")
def dev_decade() -> Life:
    """The laptop's farm for ten years: several generations at every place."""
    return live(make_world("dev", seed=7), 10 * YEAR)


@pytest.fixture(scope="session", params=["ci", "dev"])
def decade(request: pytest.FixtureRequest) -> Life:
    """Both farms for ten years, one after the other."""
    lived: Life = request.getfixturevalue(f"{request.param}_decade")
    return lived
