"""The batch domain, second half: transfer workflows and their actions, with history."""

from typing import Any

import numpy as np

from apps.batch.models import (
    Batch,
    BatchContainerAssignment,
    BatchTransferWorkflow,
    TransferAction,
)
from apps.infrastructure.models import Container
from scripts.data_generation.config.life_cycle import Stage
from scripts.data_generation.generators.books import Books
from scripts.data_generation.generators.calendar import dates, moments
from scripts.data_generation.generators.ledger import CREATED, Ledger
from scripts.data_generation.simulation.events import ChunkEvents
from scripts.data_generation.simulation.table import Table

PLANNED_MINUTE = 6 * 60
FRESHWATER, FARMING = "FW", "FM"


def write_transfers(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add the chunk's workflows and actions, all planned and carried out."""
    workflows, actions = events.workflows, events.actions
    site = books.site_of_body(workflows["body"])
    staff = books.staff("hatchery", site)
    workflow_columns = _workflow_columns(books, workflows, staff)
    ledger.insert(BatchTransferWorkflow, **workflow_columns)
    ledger.insert_history(
        BatchTransferWorkflow, CREATED, moments(workflows["day"], PLANNED_MINUTE),
        **workflow_columns,
    )  # fmt: skip
    of_action = np.searchsorted(workflows["id"], actions["workflow"])
    source_stage = workflows["source_stage"][of_action]
    action_columns = _action_columns(books, actions, staff[of_action], source_stage)
    ledger.insert(TransferAction, **action_columns)
    finished = actions["start_minute"] + actions["minutes"]
    ledger.insert_history(
        TransferAction, CREATED, moments(actions["day"], finished), **action_columns
    )


def _workflow_columns(books: Books, rows: Table, staff: Any) -> dict[str, Any]:
    count = len(rows)
    kinds = BatchTransferWorkflow.WorkflowType
    within_stage = rows["source_stage"] == rows["dest_stage"]
    day = dates(rows["day"])
    years = day.astype("datetime64[Y]").astype(np.int64) + 1970
    numbers = [f"TRF-{y}-{n:05d}" for y, n in zip(years, rows["id"], strict=True)]
    return {
        "id": books.keys(BatchTransferWorkflow, rows["id"]),
        "workflow_number": np.asarray(numbers, dtype=object),
        "batch_id": books.keys(Batch, rows["batch"]),
        "workflow_type": np.where(
            within_stage, kinds.CONTAINER_REDISTRIBUTION, kinds.LIFECYCLE_TRANSITION
        ).astype(object),
        "status": BatchTransferWorkflow.Status.COMPLETED,
        "source_lifecycle_stage_id": books.stages(rows["source_stage"]),
        "dest_lifecycle_stage_id": books.stages(rows["dest_stage"]),
        "planned_start_date": day,
        "planned_completion_date": day,
        "actual_start_date": day,
        "actual_completion_date": day,
        "total_source_count": rows["source_count"],
        "total_transferred_count": rows["transferred"],
        "total_mortality_count": rows["died"],
        "total_biomass_kg": rows["biomass_kg"],
        "total_actions_planned": rows["actions"],
        "actions_completed": rows["actions"],
        "completion_percentage": np.full(count, 100.0),
        "is_intercompany": rows["to_sea"],
        "source_subsidiary": _to_sea_only(rows, FRESHWATER),
        "dest_subsidiary": _to_sea_only(rows, FARMING),
        "initiated_by_id": staff,
        "completed_by_id": staff,
    }


def _to_sea_only(rows: Table, subsidiary: str) -> Any:
    """The subsidiary for moves to the sea, null for moves within a station."""
    return np.asarray([subsidiary if to_sea else None for to_sea in rows["to_sea"]], dtype=object)


def _action_columns(books: Books, rows: Table, staff: Any, source_stage: Any) -> dict[str, Any]:
    methods = TransferAction.TransferMethod
    # Alevins run down a hose with the water of their trays; everything larger is pumped.
    method = np.where(source_stage == Stage.EGG_ALEVIN, methods.GRAVITY, methods.PUMP)
    day = dates(rows["day"])
    sample = books.world.parameters.growth.sample_size
    return {
        "id": books.keys(TransferAction, rows["id"]),
        "workflow_id": books.keys(BatchTransferWorkflow, rows["workflow"]),
        "action_number": rows["number"],
        "status": TransferAction.Status.COMPLETED,
        "source_assignment_id": books.keys(BatchContainerAssignment, rows["source"]),
        "dest_assignment_id": books.keys(BatchContainerAssignment, rows["dest"]),
        "dest_container_id": books.keys_of_index(Container, rows["dest_container"]),
        "source_population_before": rows["before"],
        "transferred_count": rows["transferred"],
        "mortality_during_transfer": rows["died"],
        "transferred_biomass_kg": rows["transferred"] * rows["weight_g"] / 1000.0,
        "planned_date": day,
        "actual_execution_date": day,
        "executed_at": moments(rows["day"], rows["start_minute"]),
        "executed_by_id": staff,
        "execution_duration_minutes": rows["minutes"],
        "transfer_method": method.astype(object),
        "water_temp_c": rows["temperature_c"],
        "oxygen_level": rows["oxygen_mg_per_l"],
        "measured_sample_size": np.full(len(rows), sample),
        "measured_avg_weight_g": rows["measured_g"],
        "measured_std_dev_weight_g": rows["measured_sd_g"],
        "measured_avg_length_cm": rows["measured_cm"],
    }
