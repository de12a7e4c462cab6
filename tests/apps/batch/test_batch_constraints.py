"""What the database refuses of batches, assignments, transfers, deaths and samples."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from apps.batch.models import Batch, BatchContainerAssignment, IndividualGrowthObservation
from tests.apps import books
from tests.apps.refusals import refused

pytestmark = pytest.mark.django_db


def test_a_container_has_at_most_one_active_assignment() -> None:
    first = books.assignment()
    with refused("assignment_one_active_per_container"):
        books.assignment(container=first.container)
    first.is_active, first.departure_date = False, "2024-05-01"
    first.save()
    books.assignment(container=first.container, assignment_date="2024-05-20")
    books.assignment(container=first.container, is_active=False, departure_date="2024-06-01")


def test_an_active_assignment_has_not_departed() -> None:
    with refused("assignment_active_has_not_departed"):
        books.assignment(departure_date="2024-04-01", is_active=True)


def test_fish_leave_on_or_after_the_day_they_came() -> None:
    books.assignment(departure_date=books.DAY, is_active=False)
    with refused("assignment_assignment_date_to_departure_date"):
        books.assignment(departure_date="2024-02-29", is_active=False)


@pytest.mark.parametrize(
    ("make", "field", "constraint"),
    [
        (books.assignment, "population_count", "population_count"),
        (books.assignment, "initial_population_count", "initial_population_count"),
        (books.assignment, "biomass_kg", "assignment_biomass_kg_not_negative"),
        (books.assignment, "avg_weight_g", "assignment_avg_weight_g_not_negative"),
        (books.workflow, "total_source_count", "total_source_count"),
        (books.workflow, "total_mortality_count", "total_mortality_count"),
        (books.workflow, "total_biomass_kg", "workflow_total_biomass_kg_not_negative"),
        (books.action, "transferred_count", "transferred_count"),
        (books.action, "mortality_during_transfer", "mortality_during_transfer"),
        (books.action, "transferred_biomass_kg", "action_transferred_biomass_kg_not_negative"),
        (books.deaths, "count", "count"),
        (books.deaths, "biomass_kg", "mortality_event_biomass_kg_not_negative"),
        (books.growth_sample, "sample_size", "sample_size"),
        (books.growth_sample, "avg_weight_g", "growth_sample_avg_weight_g_not_negative"),
        (books.stage, "order", "order"),
    ],
)
def test_counts_and_weights_are_not_negative(
    make: Callable[..., Any], field: str, constraint: str
) -> None:
    with refused(constraint):
        make(**{field: -1})


@pytest.mark.parametrize("field", ["expected_end_date", "actual_end_date"])
def test_a_batch_ends_after_it_begins(field: str) -> None:
    with refused(f"batch_start_date_to_{field}"):
        books.batch(**{field: "2024-02-29"})


def test_numbers_are_unique() -> None:
    batch = books.batch(batch_number="B-1")
    with refused("batch_number"):
        books.batch(batch_number="B-1")
    books.workflow(workflow_number="W-1", batch=batch)
    with refused("workflow_number"):
        books.workflow(workflow_number="W-1", batch=batch)


def test_actions_are_numbered_in_their_workflow() -> None:
    action = books.action()
    books.action(action_number=1)
    with refused("action_number_in_workflow"):
        books.action(workflow=action.workflow, source_assignment=action.source_assignment)


def test_stages_have_one_name_and_one_place_in_a_species() -> None:
    stage = books.stage(name="Fry", order=2)
    books.stage(name="Fry", order=2)
    with refused("stage_name_in_species"):
        books.stage(species=stage.species, name="Fry", order=3)
    with refused("stage_order_in_species"):
        books.stage(species=stage.species, name="Parr", order=2)


def test_species_ranges_are_in_order() -> None:
    with refused("species_optimal_ph_min_to_optimal_ph_max"):
        books.species(optimal_ph_min=8, optimal_ph_max=6)
    with refused("name"):
        books.species(name=books.species(name="Salmon").name)


def test_a_workflow_is_at_most_complete() -> None:
    with refused("workflow_completion_percentage_range"):
        books.workflow(completion_percentage=101)


@pytest.mark.parametrize("when", ["planned", "actual"])
def test_a_workflow_ends_after_it_begins(when: str) -> None:
    days = {f"{when}_start_date": "2024-03-02", f"{when}_completion_date": "2024-03-01"}
    with refused(f"workflow_{when}_start_date_to_{when}_completion_date"):
        books.workflow(**days)


def test_a_fish_is_measured_once_in_a_sample() -> None:
    fish = {
        "growth_sample": books.growth_sample(),
        "fish_identifier": "7",
        "weight_g": 50,
        "length_cm": 15,
    }
    IndividualGrowthObservation.objects.create(**fish)
    with refused("growth_fish_in_sample"):
        IndividualGrowthObservation.objects.create(**fish)


def test_defaults_are_those_of_a_new_batch() -> None:
    batch = Batch()
    assert (batch.status, batch.batch_type) == ("ACTIVE", "STANDARD")
    assert BatchContainerAssignment().initial_population_count == 0


def test_an_unknown_status_is_not_valid() -> None:
    with pytest.raises(ValidationError, match="SLEEPING"):
        books.batch(status="SLEEPING").full_clean()
