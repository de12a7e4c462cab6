"""What the database refuses of lice, reasons, examinations and laboratory samples."""

from typing import Any

import pytest

from apps.health.models import (
    FishParameterScore,
    HealthLabSample,
    LiceCount,
    MortalityRecord,
    ParameterScoreDefinition,
    SampleType,
    VaccinationType,
)
from tests.apps import books, care_books
from tests.apps.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_kind_of_louse_is_named_once() -> None:
    lice = care_books.lice_type()
    with refused("lice_type_kind"):
        care_books.lice_type(species=lice.species)


@pytest.mark.parametrize(
    "field", ["fish_sampled", "adult_female_count", "adult_male_count", "juvenile_count"]
)
def test_lice_counts_are_not_negative(field: str) -> None:
    counts = {"fish_sampled": 20, field: -1}
    with refused(field):
        LiceCount.objects.create(
            batch=books.batch(), user=books.user(), count_date=books.NOON, **counts
        )


def test_deaths_are_not_negative() -> None:
    with refused("count"):
        MortalityRecord.objects.create(
            batch=books.batch(),
            reason=care_books.mortality_reason(),
            event_date=books.NOON,
            count=-1,
        )


def test_a_reason_is_named_once_in_its_place() -> None:
    top = care_books.mortality_reason(name="Disease")
    care_books.mortality_reason(name="Gill", parent=top)
    with refused("mortality_reason_at_top"):
        care_books.mortality_reason(name="Disease")
    with refused("mortality_reason_in_parent"):
        care_books.mortality_reason(name="Gill", parent=top)


@pytest.mark.parametrize("model", [SampleType, VaccinationType])
def test_names_are_unique(model: Any) -> None:
    model.objects.create(name="Gill")
    with refused("name"):
        model.objects.create(name="Gill")


def test_a_parameter_has_one_name_and_more_than_one_score() -> None:
    parameter = care_books.health_parameter()
    with refused("name"):
        care_books.health_parameter(name=parameter.name)
    with refused("health_parameter_scores"):
        care_books.health_parameter(min_score=3, max_score=3)


def test_a_score_is_defined_once_and_given_once() -> None:
    fish, parameter = care_books.examined_fish(), care_books.health_parameter()
    definition = {"parameter": parameter, "score_value": 1, "label": "Mild"}
    ParameterScoreDefinition.objects.create(**definition)
    with refused("score_of_parameter"):
        ParameterScoreDefinition.objects.create(**definition)
    score = {"individual_fish_observation": fish, "parameter": parameter, "score": 1}
    FishParameterScore.objects.create(**score)
    with refused("score_of_fish"):
        FishParameterScore.objects.create(**score)


def test_a_fish_is_examined_once_in_an_event() -> None:
    fish = care_books.examined_fish()
    with refused("fish_in_sampling_event"):
        care_books.examined_fish(
            sampling_event=fish.sampling_event, fish_identifier=fish.fish_identifier
        )


@pytest.mark.parametrize(
    ("days", "constraint"),
    [
        ({"date_sent_to_lab": "2024-02-28"}, "lab_sample_sample_date_to_date_sent_to_lab"),
        (
            {"date_sent_to_lab": "2024-03-04", "date_results_received": "2024-03-03"},
            "lab_sample_date_sent_to_lab_to_date_results_received",
        ),
    ],
)
def test_a_sample_is_taken_sent_and_answered_in_that_order(
    days: dict[str, str], constraint: str
) -> None:
    with refused(constraint):
        HealthLabSample.objects.create(
            batch_container_assignment=books.assignment(),
            sample_type=SampleType.objects.create(name="Kidney"),
            sample_date=books.DAY,
            **days,
        )


def test_a_treatment_lasts_no_negative_time() -> None:
    with refused("duration_days"):
        care_books.treatment(duration_days=-1)
