"""Sea lice as formulas: the published development times, distances, salt and dispersion."""

import numpy as np
import pytest

from scripts.data_generation.config.health.lice import Lice
from scripts.data_generation.simulation.biology import lice

pytestmark = pytest.mark.no_database

LICE = Lice()
# From copepodid to adult.
MOULTS = 5


@pytest.mark.parametrize(("temperature", "days"), [(6.0, 72.0), (21.0, 13.0)])
def test_copepodids_are_adult_females_when_hamre_says(temperature: float, days: float) -> None:
    # Days to 50 % adult females, Hamre et al. 2019; the polynomial comes within a day in eighteen.
    assert MOULTS / lice.moult_rate(np.asarray(temperature), LICE) == pytest.approx(days, rel=0.06)


def test_faroese_field_times_are_near() -> None:
    # D(T) = 17840 (T + 7.439)^-2.128 days from chalimus to adult, 8-10 degrees C.
    warmth = np.linspace(8, 10, 9)
    field = 17840 * (warmth + 7.439) ** -2.128
    assert MOULTS / lice.moult_rate(warmth, LICE) == pytest.approx(field, rel=0.15)


def test_eggs_and_nauplii_take_the_time_of_stien() -> None:
    warmth = np.asarray([6.0, 8.0, 10.0])
    eggs = lice.stien_days(warmth, LICE.egg_days_stien)
    nauplii = lice.stien_days(warmth, LICE.nauplius_days_stien)
    assert eggs == pytest.approx([17.0, 11.9, 8.8], abs=0.1)
    assert nauplii == pytest.approx([7.6, 5.1, 3.6], abs=0.1)


def test_larvae_reach_their_own_area_whole_and_far_ones_hardly() -> None:
    km = np.asarray([[0.0, 11.0, 560.0], [11.0, 0.0, 570.0], [560.0, 570.0, 0.0]])
    reach = lice.larval_reach(km, LICE)
    assert (np.diag(reach) == 1.0).all()
    assert np.array_equal(reach, reach.T)
    share = LICE.neighbour_share * np.exp(-11.0 / LICE.neighbour_km)
    assert reach[0, 1] == pytest.approx(share)
    assert reach[0, 2] < 1e-6


def test_brackish_water_keeps_lice_off() -> None:
    salt = np.asarray([0.0, 20.0, 28.0, 34.0])
    left = lice.salinity_response(salt, LICE)
    assert left[0] == 0.0
    assert left[-1] == 1.0
    assert (np.diff(left) > 0).all()


def test_dispersion_rises_with_the_load_to_its_limit() -> None:
    means = np.tile(np.asarray([0.0, 0.5, 2.0, 100.0]), (4, 1))
    k = lice.dispersion(means, LICE)
    assert (np.diff(k, axis=1) >= 0).all()
    assert k[:, 0] == pytest.approx(LICE.dispersion)
    assert k[:, -1] == pytest.approx(LICE.dispersion_most)
