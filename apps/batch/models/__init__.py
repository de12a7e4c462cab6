"""The fish: species, stages, batches, where they live, how they move, grow and die."""

from apps.batch.models.batches import Batch, BatchContainerAssignment
from apps.batch.models.events import GrowthSample, IndividualGrowthObservation, MortalityEvent
from apps.batch.models.species import LifecycleStage, Species
from apps.batch.models.transfers import BatchTransferWorkflow, TransferAction

__all__ = [
    "Batch",
    "BatchContainerAssignment",
    "BatchTransferWorkflow",
    "GrowthSample",
    "IndividualGrowthObservation",
    "LifecycleStage",
    "MortalityEvent",
    "Species",
    "TransferAction",
]
