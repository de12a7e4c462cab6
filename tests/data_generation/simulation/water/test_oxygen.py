"""Oxygen solubility against the published table, for single values and for arrays."""

import numpy as np
import pytest

from scripts.data_generation.simulation.water.oxygen import solubility_mg_per_l

pytestmark = pytest.mark.no_database

# mg/L at 4, 6, 8, 10, 12 and 16 degrees C: Garcia & Gordon 1992 (ml/L fit), docs/realism.md.
CELSIUS = (4, 6, 8, 10, 12, 16)
PUBLISHED = {
    0: (13.11, 12.45, 11.84, 11.29, 10.78, 9.87),
    12: (12.09, 11.50, 10.95, 10.45, 9.99, 9.18),
    30: (10.71, 10.21, 9.74, 9.32, 8.92, 8.22),
    35: (10.35, 9.87, 9.43, 9.02, 8.65, 7.98),
}


@pytest.mark.parametrize("salinity", PUBLISHED)
def test_agrees_with_the_published_table(salinity: int) -> None:
    found = solubility_mg_per_l(CELSIUS, salinity)
    assert found == pytest.approx(PUBLISHED[salinity], abs=0.01)


def test_a_single_value_has_no_shape() -> None:
    assert np.shape(solubility_mg_per_l(10.0, 35.0)) == ()


def test_temperature_and_salinity_broadcast() -> None:
    table = solubility_mg_per_l(np.asarray(CELSIUS)[:, None], np.asarray(list(PUBLISHED))[None, :])
    assert table.shape == (6, 4)
    assert table[3, 3] == solubility_mg_per_l(10.0, 35.0)


def test_warm_and_salt_water_holds_less() -> None:
    table = solubility_mg_per_l(np.linspace(0, 25, 51)[:, None], np.linspace(0, 36, 37))
    assert (np.diff(table, axis=0) < 0).all()
    assert (np.diff(table, axis=1) < 0).all()
