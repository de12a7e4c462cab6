"""The batch domain, second half: transfers, their actions and their water, with history."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.batch.models import (
    Batch,
    BatchContainerAssignment,
    BatchTransferWorkflow,
    TransferAction,
)
from apps.environmental.models import StageTransitionEnvironmental
from apps.infrastructure.models import Container
from scripts.data_generation.array_types import Booleans
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.generators.calendar import dates, dates_or_null, moments
from scripts.data_generation.generators.ledger import CHANGED, CREATED, Ledger, rows_of
from scripts.data_generation.generators.null_columns import nulls
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.move_tables import (
    Actions,
    Pipes,
    PlannedActions,
    Transitions,
    WorkflowChanges,
)
from scripts.data_generation.simulation.logistics.transfers import CANCELLED, COMPLETED, PLANNED

PLANNED_MINUTE = 6 * 60
WRITTEN_UP_MINUTE = 18 * 60 + 30
FRESHWATER, FARMING = "FW", "FM"
GAVE_WAY = "No pre-transfer tank was free before the batch was due in the sea."

_STATUS = BatchTransferWorkflow.Status
# As numbered in simulation/logistics/transfers.py.
STATUSES = np.asarray(
    [_STATUS.PLANNED, _STATUS.IN_PROGRESS, _STATUS.COMPLETED, _STATUS.CANCELLED], dtype=object
)
CHANGING = (
    "status",
    "actual_start_date",
    "actual_completion_date",
    "total_source_count",
    "total_transferred_count",
    "total_mortality_count",
    "total_biomass_kg",
    "total_actions_planned",
    "actions_completed",
    "completion_percentage",
    "completed_by",
    "cancellation_reason",
)
DONE_LATER = (
    "status",
    "dest_assignment",
    "source_population_before",
    "transferred_count",
    "mortality_during_transfer",
    "transferred_biomass_kg",
    "actual_execution_date",
    "executed_at",
    "executed_by",
    "execution_duration_minutes",
    "water_temp_c",
    "oxygen_level",
    "measured_sample_size",
    "measured_avg_weight_g",
    "measured_std_dev_weight_g",
    "measured_avg_length_cm",
)


def write_transfers(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Add what was planned and done in the chunk; bring transfers of older chunks up to date."""
    _write_workflows(books, events.workflows, ledger)
    _write_actions(books, events, ledger)
    _write_water(books, events.transitions, ledger)


def _write_workflows(books: Books, changes: WorkflowChanges, ledger: Ledger) -> None:
    columns = _workflow_columns(books, changes)
    is_plan = changes.status == PLANNED
    newest = np.zeros(len(changes), dtype=bool)
    backwards = changes.id[::-1]
    newest[len(changes) - 1 - np.unique(backwards, return_index=True)[1]] = True
    new = np.isin(changes.id, changes.id[is_plan])
    ledger.insert(BatchTransferWorkflow, **rows_of(columns, newest & new))
    ledger.update(BatchTransferWorkflow, CHANGING, **rows_of(columns, newest & ~new))
    for kind, which, minute in (
        (CREATED, is_plan, PLANNED_MINUTE),
        (CHANGED, ~is_plan, WRITTEN_UP_MINUTE),
    ):
        when = moments(changes.day[which], minute)
        ledger.insert_history(BatchTransferWorkflow, kind, when, **rows_of(columns, which))


def _workflow_columns(books: Books, workflows: WorkflowChanges) -> dict[str, Any]:
    kinds = BatchTransferWorkflow.WorkflowType
    within_stage = workflows.source_stage == workflows.dest_stage
    to_sea = workflows.dest_stage == Stage.ADULT
    staff = books.staff("hatchery", books.site_of_body(workflows.body))
    planned = dates(workflows.planned_start)
    years = planned.astype("datetime64[Y]").astype(np.int64) + 1970
    numbers = [f"TRF-{y}-{n:05d}" for y, n in zip(years, workflows.id, strict=True)]
    completed = workflows.status == COMPLETED
    cancelled = workflows.status == CANCELLED
    return {
        "id": books.keys(BatchTransferWorkflow, workflows.id),
        "workflow_number": np.asarray(numbers, dtype=object),
        "batch_id": books.keys(Batch, workflows.batch),
        "workflow_type": np.where(
            within_stage, kinds.CONTAINER_REDISTRIBUTION, kinds.LIFECYCLE_TRANSITION
        ).astype(object),
        "status": STATUSES[workflows.status],
        "source_lifecycle_stage_id": books.stages(workflows.source_stage),
        "dest_lifecycle_stage_id": books.stages(workflows.dest_stage),
        "planned_start_date": planned,
        "planned_completion_date": dates(workflows.planned_end),
        "actual_start_date": dates_or_null(workflows.actual_start),
        "actual_completion_date": dates_or_null(workflows.actual_end),
        "estimated_total_count": workflows.estimated_count,
        "estimated_total_biomass_kg": workflows.estimated_kg,
        "total_source_count": workflows.source_count,
        "total_transferred_count": workflows.transferred,
        "total_mortality_count": workflows.died,
        "total_biomass_kg": workflows.biomass_kg,
        "total_actions_planned": workflows.actions,
        "actions_completed": workflows.actions_done,
        "completion_percentage": 100.0 * workflows.actions_done / np.maximum(workflows.actions, 1),
        "is_intercompany": to_sea,
        "source_subsidiary": _where(to_sea, FRESHWATER),
        "dest_subsidiary": _where(to_sea, FARMING),
        "initiated_by_id": staff,
        "completed_by_id": np.ma.masked_array(staff, mask=~completed),
        "cancellation_reason": np.where(cancelled, GAVE_WAY, "").astype(object),
    }


def _where(which: Booleans, text: str) -> NDArray[np.object_]:
    """The text in these rows, null in the others."""
    return np.asarray([text if here else None for here in which], dtype=object)


def _write_actions(books: Books, events: ChunkEvents, ledger: Ledger) -> None:
    """Actions done in the chunk they were planned in go in as they ended."""
    planned, done = events.planned_actions, events.actions
    pending_columns, done_columns = _pending(books, planned), _done(books, done)
    ledger.insert(TransferAction, **rows_of(pending_columns, ~np.isin(planned.id, done.id)))
    new = np.isin(done.id, planned.id)
    ledger.insert(TransferAction, **rows_of(done_columns, new))
    ledger.update(TransferAction, DONE_LATER, **rows_of(done_columns, ~new))
    when = moments(planned.day, PLANNED_MINUTE)
    ledger.insert_history(TransferAction, CREATED, when, **pending_columns)
    when = moments(done.day, done.start_minute + done.minutes)
    ledger.insert_history(TransferAction, CHANGED, when, **done_columns)


def _plan(books: Books, actions: Pipes) -> dict[str, Any]:
    """What an action's plan says of it."""
    methods = TransferAction.TransferMethod
    # Alevins run down a hose with the water of their trays; everything larger is pumped.
    method = np.where(actions.source_stage == Stage.EGG_ALEVIN, methods.GRAVITY, methods.PUMP)
    return {
        "id": books.keys(TransferAction, actions.id),
        "workflow_id": books.keys(BatchTransferWorkflow, actions.workflow),
        "action_number": actions.number,
        "source_assignment_id": books.keys(BatchContainerAssignment, actions.source),
        "dest_container_id": books.keys_of_index(Container, actions.dest_container),
        "planned_date": dates(actions.planned_day),
        "transfer_method": method.astype(object),
    }


def _pending(books: Books, actions: PlannedActions) -> dict[str, Any]:
    """Actions as planned: nobody has moved yet."""
    nothing, no_number = nulls(len(actions)), nulls(len(actions), "f8")
    return {
        **_plan(books, actions),
        "status": np.full(len(actions), TransferAction.Status.PENDING, dtype=object),
        "dest_assignment_id": nothing,
        "source_population_before": actions.before,
        "transferred_count": actions.fish,
        "mortality_during_transfer": np.zeros(len(actions), dtype=np.int64),
        "transferred_biomass_kg": actions.fish * actions.weight_g / 1000.0,
        "actual_execution_date": nulls(len(actions), "M8[D]"),
        "executed_at": nulls(len(actions), "M8[s]"),
        "executed_by_id": nothing,
        "execution_duration_minutes": nothing,
        "water_temp_c": no_number,
        "oxygen_level": no_number,
        "measured_sample_size": nothing,
        "measured_avg_weight_g": no_number,
        "measured_std_dev_weight_g": no_number,
        "measured_avg_length_cm": no_number,
    }


def _done(books: Books, actions: Actions) -> dict[str, Any]:
    """Actions as carried out, with what was measured."""
    sample = books.world.parameters.growth.sample_size
    return {
        **_plan(books, actions),
        "status": np.full(len(actions), TransferAction.Status.COMPLETED, dtype=object),
        "dest_assignment_id": books.keys(BatchContainerAssignment, actions.dest),
        "source_population_before": actions.before,
        "transferred_count": actions.transferred,
        "mortality_during_transfer": actions.died,
        "transferred_biomass_kg": actions.transferred * actions.weight_g / 1000.0,
        "actual_execution_date": dates(actions.day),
        "executed_at": moments(actions.day, actions.start_minute),
        "executed_by_id": books.staff("hatchery", books.site_of_body(actions.body)),
        "execution_duration_minutes": actions.minutes,
        "water_temp_c": actions.temperature_c,
        "oxygen_level": actions.oxygen_mg_per_l,
        "measured_sample_size": np.full(len(actions), sample),
        "measured_avg_weight_g": actions.measured_g,
        "measured_std_dev_weight_g": actions.measured_sd_g,
        "measured_avg_length_cm": actions.measured_cm,
    }


def _write_water(books: Books, transitions: Transitions, ledger: Ledger) -> None:
    """Add the water that met the first fish of each transfer, beside that which they left."""
    left = [
        {"left_temperature": round(celsius, 2), "left_oxygen": round(oxygen, 2)}
        for celsius, oxygen in zip(
            transitions.left_temperature_c.tolist(),
            transitions.left_oxygen_mg_per_l.tolist(),
            strict=True,
        )
    ]
    ledger.insert(
        StageTransitionEnvironmental,
        batch_transfer_workflow_id=books.keys(BatchTransferWorkflow, transitions.workflow),
        temperature=transitions.temperature_c,
        oxygen=transitions.oxygen_mg_per_l,
        salinity=transitions.salinity_psu,
        ph=transitions.acidity_ph,
        additional_parameters=np.asarray([*left, None], dtype=object)[:-1],
        notes=np.full(len(transitions), "", dtype=object),
    )
