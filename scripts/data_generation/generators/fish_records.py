"""The batch domain's daily records: deaths, and growth samples with the fish in them."""

import numpy as np

from apps.batch.models import (
    Batch,
    BatchContainerAssignment,
    GrowthSample,
    IndividualGrowthObservation,
    MortalityEvent,
)
from scripts.data_generation.array_types import Floats
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.generators.calendar import dates
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.ledger.events import ChunkEvents

# What whoever collects the dead writes beside the cause: eggs and alevins, tanks, cages.
REMARKS = {
    "DISEASE": ("Fungus on dead eggs", "Moribund fish, skin and gill changes", "Moribund fish"),
    "HANDLING": ("Dead after picking", "Injuries after grading or moving", "Crowding injuries"),
    "PREDATION": ("Predation", "Predation", "Seal or bird bites"),
    "ENVIRONMENTAL": ("Water flow in the tray", "Water quality", "Water quality in the cage"),
    "UNKNOWN": ("White eggs picked", "Daily dead, no signs", "Daily dead, no signs"),
    "OTHER": ("Deformed alevins", "Runts and deformed fish", "Failed smolts and maturing fish"),
}


def write_deaths(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add one row for each container and day with dead fish."""
    deaths = events.deaths
    codes = np.asarray(CAUSE_CODES, dtype=object)
    remarks = np.asarray([REMARKS[code] for code in CAUSE_CODES], dtype=object)
    water = np.select([deaths.stage == Stage.EGG_ALEVIN, deaths.stage == Stage.ADULT], [0, 2], 1)
    ledger.insert(
        MortalityEvent,
        batch_id=books.keys(Batch, deaths.batch),
        assignment_id=books.keys(BatchContainerAssignment, deaths.assignment),
        event_date=dates(deaths.day),
        count=deaths.count,
        biomass_kg=deaths.count * deaths.weight_g / 1000.0,
        cause=codes[deaths.cause],
        description=remarks[deaths.cause, water],
    )


def write_growth_samples(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add the samples, their statistics computed from the fish in them, and the fish."""
    fish = events.sampled_fish
    size = books.world.parameters.growth.sample_size
    first = slice(None, None, size)
    weights, lengths = fish.weight_g.reshape(-1, size), fish.length_cm.reshape(-1, size)
    samples = books.keys(GrowthSample, fish.sample)
    ledger.insert(
        GrowthSample,
        id=samples[first],
        assignment_id=books.keys(BatchContainerAssignment, fish.assignment[first]),
        sample_date=dates(fish.day[first]),
        sample_size=np.full(len(weights), size),
        avg_weight_g=weights.mean(axis=1),
        avg_length_cm=lengths.mean(axis=1),
        std_deviation_weight=weights.std(axis=1, ddof=1),
        std_deviation_length=lengths.std(axis=1, ddof=1),
        min_weight_g=weights.min(axis=1),
        max_weight_g=weights.max(axis=1),
        condition_factor=mean_condition(weights, lengths),
    )
    ledger.insert(
        IndividualGrowthObservation,
        growth_sample_id=samples,
        fish_identifier=np.asarray([f"Fish {n}" for n in fish.fish], dtype=object),
        weight_g=fish.weight_g,
        length_cm=fish.length_cm,
    )


def mean_condition(weights_g: Floats, lengths_cm: Floats) -> Floats:
    """Mean K-factor of each sample, shape (samples,), from fish of shape (samples, fish)."""
    return np.asarray((100.0 * weights_g / lengths_cm**3).mean(axis=1))
