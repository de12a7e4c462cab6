"""Examinations: scores follow the state of the fish, visits come every month."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.health.disease_profiles import Disease
from scripts.data_generation.config.health.examination import SCORED, SIGNS, Examination
from scripts.data_generation.simulation.health.examining import (
    FINS,
    MUCUS,
    NAMES,
    WOUNDS,
    mean_scores,
    scored,
)
from tests.data_generation.simulation.farms import Life

pytestmark = pytest.mark.no_database

EXAMINATION = Examination()
LONG_AGO = np.asarray([200])
NO_LICE = np.zeros(1)
# Where a fish health service looks first.
FOREMOST = {
    Disease.AGD: "Gill Condition",
    Disease.ISA: "Gill Condition",
    Disease.HSMI: "Swimming Behavior",
    Disease.CMS: "Body Condition",
    Disease.IPN: "Body Condition",
    Disease.PD: "Appetite",
    Disease.WINTER_ULCER: "Wounds/Lesions",
    Disease.SRS: "Wounds/Lesions",
    Disease.VHS: "Color/Pigmentation",
    Disease.IHN: "Color/Pigmentation",
}


def ill_with(disease: Disease | None, strength: float = 1.0) -> np.ndarray:
    ill = np.zeros((len(Disease), 1))
    if disease is not None:
        ill[disease] = strength
    return ill


@pytest.mark.parametrize(("disease", "sign"), FOREMOST.items())
def test_each_disease_shows_where_it_strikes(disease: Disease, sign: str) -> None:
    healthy = mean_scores(ill_with(None), LONG_AGO, NO_LICE, EXAMINATION)
    ill = mean_scores(ill_with(disease), LONG_AGO, NO_LICE, EXAMINATION)
    assert NAMES[int((ill - healthy)[0].argmax())] == sign
    assert ill[0, NAMES.index(sign)] >= 1.5
    half = mean_scores(ill_with(disease, 0.5), LONG_AGO, NO_LICE, EXAMINATION)
    assert (half - healthy)[0] == pytest.approx(0.5 * np.asarray(SIGNS[disease]))


def test_moves_wear_fins_and_lice_graze_skin() -> None:
    still = mean_scores(ill_with(None), LONG_AGO, NO_LICE, EXAMINATION)[0]
    moved = mean_scores(ill_with(None), np.asarray([0]), NO_LICE, EXAMINATION)[0]
    lousy = mean_scores(ill_with(None), LONG_AGO, np.ones(1), EXAMINATION)[0]
    assert moved[FINS] - still[FINS] == pytest.approx(EXAMINATION.handled_fins)
    assert moved[MUCUS] - still[MUCUS] == pytest.approx(EXAMINATION.handled_mucus)
    assert lousy[WOUNDS] - still[WOUNDS] == pytest.approx(EXAMINATION.lice_damage)
    assert np.delete(lousy, WOUNDS) == pytest.approx(np.delete(still, WOUNDS))


@given(mean=st.floats(0, 6), luck=st.floats(-8, 8))
def test_scores_are_whole_and_within_their_definitions(mean: float, luck: float) -> None:
    score = scored(np.asarray([mean]), np.asarray([luck]), EXAMINATION)
    assert score.dtype.kind == "i"
    assert 0 <= score[0] <= len(SCORED[0][2]) - 1


def test_every_batch_is_visited_every_month_from_parr_on(ci_life: Life) -> None:
    fish, evenings = ci_life.log("examined_fish"), ci_life.every_evening()
    first = slice(None, None, EXAMINATION.fish)
    batch_of = dict(zip(evenings["id"].tolist(), evenings["batch"].tolist(), strict=True))
    stage_of = {
        (int(one), int(day)): int(stage)
        for one, day, stage in zip(evenings["id"], evenings["day"], evenings["stage"], strict=True)
    }
    visits: dict[int, set[int]] = {}
    for one, day in zip(fish["assignment"][first], fish["day"][first], strict=True):
        assert stage_of[int(one), int(day)] >= Stage.PARR
        visits.setdefault(batch_of[int(one)], set()).add(int(day))
    assert max(len(days) for days in visits.values()) > 12
    for days in visits.values():
        assert set(np.diff(sorted(days))) <= {EXAMINATION.interval_days}
    batches = [batch_of[int(assignment)] for assignment in fish["assignment"][first]]
    _, a_visit = np.unique([batches, fish["day"][first]], axis=1, return_counts=True)
    assert a_visit.max() == EXAMINATION.containers
