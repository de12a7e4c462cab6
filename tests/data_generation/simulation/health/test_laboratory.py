"""The laboratory: as right and as wrong as stated, and never before its time."""

import numpy as np
import pytest
from scipy.stats import binom

from scripts.data_generation.config.health.disease_profiles import PROFILES
from scripts.data_generation.config.health.laboratory import TESTED, Laboratory, SampleKind
from scripts.data_generation.simulation.health.laboratory import NOT_TESTED, cycle_thresholds
from scripts.data_generation.simulation.ledger.health_tables import CT_COLUMNS
from scripts.data_generation.simulation.ledger.randomness import Streams
from tests.data_generation.simulation.farms import Life

pytestmark = pytest.mark.no_database

LABORATORY = Laboratory()
SAMPLES = 20_000


@pytest.mark.parametrize("kind", SampleKind)
@pytest.mark.parametrize("ill", [0.0, 0.3, 1.0])
def test_answers_are_right_as_often_as_stated(kind: SampleKind, ill: float) -> None:
    ids = np.arange(1, SAMPLES + 1)
    illness = np.full((SAMPLES, len(PROFILES)), ill)
    cts = cycle_thresholds(
        Streams(3)["laboratory answer"], ids, np.full(SAMPLES, kind), illness, LABORATORY
    )
    tested = np.asarray(TESTED, dtype=bool)[kind]
    assert (cts[:, ~tested] == NOT_TESTED).all()
    share = LABORATORY.sensitivity[kind] if ill else 1 - LABORATORY.specificity
    found, tests = int((cts[:, tested] > 0).sum()), SAMPLES * int(tested.sum())
    assert binom.ppf(1e-4, tests, share) <= found <= binom.ppf(1 - 1e-4, tests, share)
    positive = cts[cts > 0]
    assert positive.max() <= LABORATORY.ct_cut_off
    if ill == 1.0:
        assert positive.mean() == pytest.approx(LABORATORY.ct_peak, abs=0.1)


def test_every_sample_is_answered_once_in_due_time(dev_decade: Life) -> None:
    samples, answers = dev_decade.log("lab_samples"), dev_decade.log("lab_results")
    waiting = dev_decade.farm.state.at_laboratory
    assert sorted([*answers["id"], *waiting.id]) == samples["id"].tolist()
    assert (samples["sent_day"] >= samples["day"]).all()
    assert (waiting.received_day > dev_decade.farm.state.today).all()
    span = samples["received_day"] - samples["sent_day"]
    assert span.min() >= LABORATORY.answer_days_min
    assert span.max() <= LABORATORY.answer_days_max


def test_abnormal_answers_are_far_more_common_in_outbreaks(dev_decade: Life) -> None:
    answers = dev_decade.log("lab_results")
    abnormal = np.max([answers[ct.name] for ct in CT_COLUMNS], axis=0) > 0
    in_outbreak = answers["outbreak"] > 0
    assert abnormal[in_outbreak].mean() > 0.3
    # Routine meets ill fish too, and each of its tests errs two times in a thousand.
    unexplained = abnormal & ~answers["explained"] & ~in_outbreak
    assert unexplained.sum() / (~in_outbreak).sum() < 0.03
    assert answers["explained"][abnormal & in_outbreak].mean() > 0.9
