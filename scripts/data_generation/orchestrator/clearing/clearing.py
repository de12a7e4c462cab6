"""Deleting what a run made, and nothing else, in steps of which each may be the last one.

The first step marks the run: from then on it is carried on by another `--clear` alone. The last one
removes the run itself. What is in between can be done again at no harm.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction

from aquamind.tables.foreign_keys import prove_foreign_keys
from aquamind.tables.key_sequences import give_back_keys
from aquamind.target.user_profiles import forget_sites
from scripts.data_generation.generators.keys import RESERVED_MODELS, block_of
from scripts.data_generation.models import GenerationChunk, GenerationRun, Progress
from scripts.data_generation.orchestrator.checkpoint_manager import CheckpointManager
from scripts.data_generation.orchestrator.clearing.deletes import (
    PACE,
    AnyModel,
    Pace,
    children_first,
    delete_block,
    delete_unpointed,
    emptied_whole,
    empty_whole,
    may,
)
from scripts.data_generation.orchestrator.errors import GenerationError
from scripts.data_generation.orchestrator.runs.run_rows import Pointing, RunRows, TableCount
from scripts.data_generation.orchestrator.writing.chunk_writer import EVENT_TABLES


@dataclass(frozen=True)
class ClearingPlan:
    """What a clearing would delete (`made`), keep (`others`), and what stands in its way."""

    rows: RunRows
    counts: list[TableCount]
    pointing: list[Pointing]

    @property
    def run(self) -> GenerationRun:
        """The run whose rows they are."""
        return self.rows.run

    @property
    def is_whole(self) -> bool:
        """Whether the books hold no row but the run's."""
        accounts = get_user_model()
        return not any(count.others for count in self.counts if count.model is not accounts)


@dataclass
class Cleared:
    """Rows by table: what was deleted, and the run's master data that others point to."""

    deleted: Counter[str] = field(default_factory=Counter)
    kept: dict[str, int] = field(default_factory=dict)


def plan_clearing(run: GenerationRun) -> ClearingPlan:
    """Count the run's rows and those of others, and find who points where; nothing is changed."""
    rows = RunRows(run)
    counts = rows.counts()
    return ClearingPlan(rows, counts, rows.pointing(counts))


def refuse_pointing(plan: ClearingPlan) -> None:
    """GenerationError when rows of others would point nowhere; it lists them."""
    if plan.pointing:
        found = "; ".join(map(str, plan.pointing))
        raise GenerationError(
            f"nothing was deleted: rows that no run made point to generated ones: {found}; "
            "delete them or point them elsewhere first"
        )


def refuse_mixed(plan: ClearingPlan) -> None:
    """GenerationError when the books hold rows of others, which --quick has no eye for."""
    if not plan.is_whole:
        accounts = get_user_model()
        mixed = [c for c in plan.counts if c.others and c.model is not accounts]
        found = ", ".join(f"{count.table} {count.others:,}" for count in mixed)
        raise GenerationError(
            f"nothing was deleted: this database holds rows that no run made ({found}); "
            "'generate_data --clear' deletes the generated ones and keeps those"
        )


def clear_run(plan: ClearingPlan, pace: Pace = PACE) -> Cleared:
    """Delete the run's rows at this pace, and in the end the run."""
    run, done = plan.run, Cleared()
    _refuse_what_is_not_permitted(plan)
    # By the sessions, which go with the mark.
    CheckpointManager(run).remove_mirrors()
    _mark(run)
    _delete_own_rows(run)
    forget_sites(connection, plan.rows.master.get(get_user_model(), []))
    whole = empty_whole(plan.rows, emptied_whole(plan.rows), pace)
    done.deleted.update({c.table: c.made for c in plan.counts if c.made and c.model in whole})
    rest = [block for block in plan.rows.blocks.values() if block.model not in whole]
    for block in children_first(rest):
        for rows in delete_block(block, pace):
            done.deleted[block.model._meta.db_table] += rows
    _finish(plan, done)
    _give_keys_back(run)
    _give_room_back()
    return done


def _refuse_what_is_not_permitted(plan: ClearingPlan) -> None:
    """GenerationError, before anything is marked, where this role may not delete all of it."""
    models_of_run: list[AnyModel] = [GenerationRun]
    models_of_run += [count.model for count in plan.counts if count.made]
    models_of_run += [one.related_model for one in GenerationRun._meta.related_objects]
    lacking = sorted(model._meta.db_table for model in models_of_run if not may(model, "DELETE"))
    if lacking:
        raise GenerationError(
            f"nothing was deleted: the database's user may not delete rows of {lacking[0]}"
            f"{f' and {len(lacking) - 1} other tables' if len(lacking) > 1 else ''}; give the user "
            "the right"
        )


@transaction.atomic
def _mark(run: GenerationRun) -> None:
    """Note that the run is no longer whole, and let no worker that is still about write for it."""
    run.status, run.completed_at = Progress.CLEARING, None
    run.save(update_fields=["status", "completed_at"])
    # A worker's block points to its chunk: who is writing one is waited for, who comes later fails.
    list(GenerationChunk.objects.select_for_update().filter(session__run=run).values_list("pk"))
    run.sessions.all().delete()


def _delete_own_rows(run: GenerationRun) -> None:
    """The generator's own rows about the run."""
    for relation in GenerationRun._meta.related_objects:
        own = relation.related_model
        own._base_manager.filter(**{relation.field.name: run}).delete()


@transaction.atomic
def _finish(plan: ClearingPlan, done: Cleared) -> None:
    """Master data that nobody needs, and the run itself: all or nothing."""
    done.kept = delete_unpointed(plan.rows.master, done.deleted)
    prove_foreign_keys(connection, EVENT_TABLES)
    plan.run.delete()


def _give_keys_back(run: GenerationRun) -> None:
    """Each table on its own: whoever adds rows then waits for one table at most."""
    for model in RESERVED_MODELS:
        give_back_keys(connection, model, run.key_bases[model._meta.db_table], block_of(model))


def _give_room_back() -> None:
    """SQLite keeps the room of deleted rows in its file until it is told to shrink."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        try:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")
        except DatabaseError:
            # Somebody is reading, or the disk has no room for the copy: all rows are gone anyway.
            return
