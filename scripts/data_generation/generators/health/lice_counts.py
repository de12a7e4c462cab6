"""The health domain: lice counts, one row a cage and type of louse."""

import numpy as np

from apps.batch.models import Batch, BatchContainerAssignment
from apps.health.models import LiceCount
from apps.infrastructure.models import Container
from scripts.data_generation.config.health.lice import LICE_TYPES
from scripts.data_generation.generators.calendar import moments
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.treatment_tables import LiceCounts

# Of the log, in the order of LICE_TYPES.
FOUND = (LiceCounts.attached, LiceCounts.mobile, LiceCounts.males, LiceCounts.females)
# A mean of ten fish is a rougher guess than one of twenty.
SURE_FROM_FISH = 20
SURE, UNSURE = 0.90, 0.80


def write_lice_counts(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add the chunk's counts.

    A row says how many of its type were found; the columns by gender hold the same number where
    it is theirs, so that sums over either agree.
    """
    lice_counts, types = events.lice_counts, len(LICE_TYPES)
    found = np.stack([lice_counts[kind] for kind in FOUND])
    # Each row of the unit matrix keeps one type and blanks the others.
    attached, mobile, males, females = (
        np.where(one_type[:, None], found, 0) for one_type in np.eye(types)
    )
    of_each = lice_counts.where(np.tile(np.arange(len(lice_counts)), types))
    sites = books.layout.containers.site[of_each.container]
    ledger.insert(
        LiceCount,
        batch_id=books.keys(Batch, of_each.batch),
        assignment_id=books.keys(BatchContainerAssignment, of_each.assignment),
        container_id=books.keys_of_index(Container, of_each.container),
        user_id=books.staff("manager", sites),
        count_date=moments(of_each.day, of_each.minute),
        fish_sampled=of_each.fish,
        adult_female_count=females.ravel(),
        adult_male_count=males.ravel(),
        juvenile_count=(attached + mobile).ravel(),
        lice_type_id=np.repeat(
            np.asarray(books.master.lice_types, dtype=np.int64), len(lice_counts)
        ),
        count_value=found.ravel(),
        detection_method=LiceCount.DetectionMethod.MANUAL,
        confidence_level=np.where(of_each.fish >= SURE_FROM_FISH, SURE, UNSURE),
        notes="",
    )
