"""Change history of tables of which AquaMind keeps more than these books do.

The server copies what was just written: a row of AquaMind's history has the columns of its table.
When something happened, and who wrote it down, the rows say themselves.
"""

from datetime import date

from django.contrib.auth import get_user_model
from django.db import connection, models

from apps.batch.models import (
    BatchTransferWorkflow,
    GrowthSample,
    IndividualGrowthObservation,
    MortalityEvent,
)
from apps.broodstock.models import BatchParentage, EggProduction, ExternalEggBatch
from apps.environmental.models import PhotoperiodData, StageTransitionEnvironmental
from apps.health.models import (
    FishParameterScore,
    HealthLabSample,
    HealthSamplingEvent,
    IndividualFishObservation,
    JournalEntry,
    LiceCount,
    MortalityRecord,
)
from apps.inventory.models import BatchFeedingSummary, ContainerFeedingSummary, FeedingEvent
from aquamind.target.parts import base_table, other_history
from scripts.data_generation.array_types import Integers

CREATED, CHANGED = "+", "~"
# What a clerk enters without a time of its own is entered when the day's work is done.
EVENING = "16:00"


def _evening_of(day: str) -> str:
    """The moment at which a day's rows are entered."""
    return f"(({day}) + TIME '{EVENING}') AT TIME ZONE 'UTC'"


# When a row was written, as SQL; `r` is the row.
_WHEN: dict[type[models.Model], str] = {
    MortalityEvent: _evening_of("r.event_date"),
    GrowthSample: _evening_of("r.sample_date"),
    IndividualGrowthObservation: _evening_of(
        "SELECT sample_date FROM {growth_sample} AS s WHERE s.id = r.growth_sample_id"
    ),
    PhotoperiodData: _evening_of("r.date"),
    StageTransitionEnvironmental: _evening_of(
        "SELECT COALESCE(actual_start_date, planned_start_date) FROM {workflow} AS w"
        " WHERE w.id = r.batch_transfer_workflow_id"
    ),
    FeedingEvent: "(r.feeding_date + r.feeding_time) AT TIME ZONE 'UTC'",
    ContainerFeedingSummary: _evening_of("r.period_end"),
    BatchFeedingSummary: _evening_of("r.period_end"),
    JournalEntry: "r.entry_date",
    HealthLabSample: _evening_of("r.sample_date"),
    LiceCount: "r.count_date",
    MortalityRecord: "r.event_date",
    HealthSamplingEvent: _evening_of("r.sampling_date"),
    IndividualFishObservation: _evening_of(
        "SELECT sampling_date FROM {sampling} AS e WHERE e.id = r.sampling_event_id"
    ),
    FishParameterScore: _evening_of(
        "SELECT sampling_date FROM {sampling} AS e JOIN {fish} AS f ON f.sampling_event_id = e.id"
        " WHERE f.id = r.individual_fish_observation_id"
    ),
    EggProduction: "r.production_date",
    ExternalEggBatch: "(SELECT production_date FROM {eggs} AS p WHERE p.id = r.egg_production_id)",
    BatchParentage: "r.assignment_date",
    get_user_model(): "r.date_joined",
}
# When it was changed. An entry of the journal is settled at the next weekly visit.
_CHANGED_WHEN: dict[type[models.Model], str] = {
    HealthLabSample: _evening_of("COALESCE(r.date_results_received, r.sample_date)"),
    JournalEntry: "r.entry_date + interval '7 days'",
}
# The column that says who did; without one nobody is named.
_WHO: dict[type[models.Model], str] = {
    FeedingEvent: "recorded_by_id",
    JournalEntry: "user_id",
    HealthLabSample: "recorded_by_id",
    LiceCount: "user_id",
    HealthSamplingEvent: "sampled_by_id",
}


def keep_history(
    model: type[models.Model], keys: Integers, kind: str, begins: date | None = None
) -> None:
    """Add a row of history of `kind` for each of these rows, where AquaMind alone keeps any.

    What has no date of its own was written when the company began, at `begins`.
    """
    history = other_history(connection, model)
    if history is None or len(keys) == 0:
        return
    columns = _columns_of_both(base_table(connection, model), history)
    start = f"TIMESTAMP '{begins}' AT TIME ZONE 'UTC'" if begins else "r.created_at"
    when = _WHEN.get(model, start)
    if kind == CHANGED:
        when = _CHANGED_WHEN.get(model, when)
    who = f"r.{_WHO[model]}" if model in _WHO else "NULL::integer"
    which, values = _among(keys)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {history} ({', '.join(columns)}, history_date, history_type,"
            f" history_user_id) SELECT {', '.join(f'r.{column}' for column in columns)},"
            f" {when.format(**_parents())}, %s, {who}"
            f" FROM {base_table(connection, model)} AS r WHERE {which}",
            [kind, *values],
        )


def _among(keys: Integers) -> tuple[str, list[int | list[int]]]:
    """The condition that a row is one of these, and its values."""
    low, high = int(keys.min()), int(keys.max())
    if high - low + 1 == len(keys):
        return "r.id BETWEEN %s AND %s", [low, high]
    return "r.id = ANY (%s)", [keys.tolist()]


def _columns_of_both(table: str, history: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = %s::regclass"
            " AND attnum > 0 AND NOT attisdropped AND attname IN (SELECT attname"
            " FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0) ORDER BY attnum",
            [table, history],
        )
        return [name for (name,) in cursor.fetchall()]


def _parents() -> dict[str, str]:
    words: dict[str, type[models.Model]] = {
        "growth_sample": GrowthSample,
        "workflow": BatchTransferWorkflow,
        "sampling": HealthSamplingEvent,
        "fish": IndividualFishObservation,
        "eggs": EggProduction,
    }
    return {word: base_table(connection, model) for word, model in words.items()}
