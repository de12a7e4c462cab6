"""The health domain: examinations, their fish, and the score of each sign on each fish."""

from typing import Any

import numpy as np

from apps.batch.models import BatchContainerAssignment
from apps.health.models import FishParameterScore, HealthSamplingEvent, IndividualFishObservation
from scripts.data_generation.config.health.examination import SCORED
from scripts.data_generation.generators.calendar import dates
from scripts.data_generation.generators.fish_records import mean_condition
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.health_tables import SCORE_COLUMNS


def write_examinations(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add examinations with statistics computed from their fish, the fish, and their scores."""
    fish = events.examined_fish
    size = books.world.parameters.examination.fish
    first = slice(None, None, size)
    number = fish.examination
    ledger.insert(
        HealthSamplingEvent,
        id=books.keys(HealthSamplingEvent, number[first]),
        assignment_id=books.keys(BatchContainerAssignment, fish.assignment[first]),
        sampling_date=dates(fish.day[first]),
        number_of_fish_sampled=np.full(len(number[first]), size),
        calculated_sample_size=np.full(len(number[first]), size),
        **_statistics(fish.weight_g.reshape(-1, size), fish.length_cm.reshape(-1, size)),
        sampled_by_id=books.staff(
            "veterinarian", books.layout.containers.site[fish.container[first]]
        ),
        notes="",
    )
    # Fish are numbered through all examinations, so that scores can point to them.
    observations = (number - 1) * size + fish.fish_number
    keys = books.keys(IndividualFishObservation, observations)
    ledger.insert(
        IndividualFishObservation,
        id=keys,
        sampling_event_id=books.keys(HealthSamplingEvent, number),
        fish_identifier=np.asarray([f"Fish {n}" for n in fish.fish_number], dtype=object),
        weight_g=fish.weight_g,
        length_cm=fish.length_cm,
    )
    ledger.insert(
        FishParameterScore,
        individual_fish_observation_id=np.repeat(keys, len(SCORED)),
        parameter_id=np.tile(np.asarray(books.master.scored, dtype=np.int64), len(keys)),
        score=np.stack([fish[score] for score in SCORE_COLUMNS], axis=1).ravel(),
    )


def _statistics(weights: Any, lengths: Any) -> dict[str, Any]:
    """Columns computed from weights, g, and lengths, cm, of shape (examinations, fish)."""
    columns = {"avg_k_factor": mean_condition(weights, lengths)}
    for name, values in (("weight_g", weights), ("length_cm", lengths)):
        columns |= {
            f"avg_{name}": values.mean(axis=1),
            f"std_dev_{name}": values.std(axis=1, ddof=1),
            f"min_{name}": values.min(axis=1),
            f"max_{name}": values.max(axis=1),
        }
    return columns
