"""Feed against growth: the weekly summaries recomputed from meals, weights, deaths and moves."""

from apps.batch.models import MortalityEvent, TransferAction
from apps.inventory.models import BatchFeedingSummary, ContainerFeedingSummary
from scripts.data_generation.validation.engine.case import Case
from scripts.data_generation.validation.engine.registry import Group, Outcome, check
from scripts.data_generation.validation.engine.sql import offending_rows, table_name, week

SUMMARIES = "docs/realism.md, feeding summaries"
LARGEST_RATIO = 99.999  # what the column can hold
WEEKS = table_name(ContainerFeedingSummary)
BATCH_WEEKS = table_name(BatchFeedingSummary)
DEATHS = table_name(MortalityEvent)
MOVES = table_name(TransferAction)


@check(
    "conversion of weeks",
    group=Group.RULES,
    proves="FCR of a summary = its feed / its growth; where nothing grew, it has none",
    bounds=f"{SUMMARIES}; half a unit of the last digit of growth and FCR",
)
def conversion_of_weeks(case: Case) -> Outcome:
    """Summaries of containers or batches whose ratio is not feed / growth."""
    of_assignments = ("assignment", "container_assignment_id", WEEKS, "growth_kg")
    of_batches = ("batch", "batch_id", BATCH_WEEKS, "total_growth_kg")
    return offending_rows(
        " UNION ALL ".join(
            f"""
            SELECT '{whose}' AS whose, {owner} AS owner, period_end, total_feed_kg AS feed,
                   {growth} AS growth, fcr
            FROM {summaries}
            WHERE (fcr IS NOT NULL AND {growth} <= 0)
               OR (fcr IS NULL AND {growth} > 0.01
                   AND total_feed_kg <= {LARGEST_RATIO} * ({growth} - 0.01))
               OR ABS(fcr * {growth} - total_feed_kg) > 0.00051 * {growth} + 0.00501 * (fcr + 1)
            """
            for whose, owner, summaries, growth in (of_assignments, of_batches)
        ),
        "{whose} {owner}, week to {period_end}: {feed} kg for {growth} kg is not {fcr}",
    )


@check(
    "growth of weeks",
    group=Group.RULES,
    proves="in weeks without moves, growth of a container = end - start + dead, by weight",
    bounds=f"{SUMMARIES}; half a unit of the last digit of each weight",
)
def growth_of_weeks(case: Case) -> Outcome:
    """Summaries whose growth is not what the weights of their fish and of the dead give."""
    moved = " UNION ".join(
        f"SELECT {end}_assignment_id AS stay, {week('actual_execution_date')} AS week FROM {MOVES}"
        f" WHERE status = '{TransferAction.Status.COMPLETED}'"
        for end in ("source", "dest")
    )
    return offending_rows(
        f"""
        WITH dead AS (
            SELECT assignment_id AS stay, {week("event_date")} AS week, SUM(biomass_kg) AS kg,
                   COUNT(*) AS events
            FROM {DEATHS} WHERE assignment_id IS NOT NULL
            GROUP BY assignment_id, {week("event_date")}
        ), moved AS ({moved}), weeks AS (
            SELECT container_assignment_id AS stay, {week("period_end")} AS week, period_end,
                   growth_kg, ending_biomass_kg - starting_biomass_kg AS gained
            FROM {WEEKS}
        )
        SELECT w.stay, w.period_end, w.growth_kg, w.gained, COALESCE(d.kg, 0) AS dead
        FROM weeks w LEFT JOIN dead d ON d.stay = w.stay AND d.week = w.week
        LEFT JOIN moved m ON m.stay = w.stay AND m.week = w.week
        WHERE m.stay IS NULL AND ABS(w.growth_kg - w.gained - COALESCE(d.kg, 0))
              > 0.01501 + 0.00501 * COALESCE(d.events, 0)
        """,
        "assignment {stay}, week to {period_end}: growth {growth_kg} kg, gained {gained}, dead "
        "{dead}",
    )


@check(
    "weeks of batches",
    group=Group.RULES,
    proves="growth of a batch's week = the sum of its containers' growth",
    bounds=f"{SUMMARIES}; half a unit of the last digit of each weight",
)
def weeks_of_batches(case: Case) -> Outcome:
    """Weeks in which a batch grew by more or less than its containers."""
    return offending_rows(
        f"""
        SELECT b.batch_id, b.period_end, b.total_growth_kg, own.growth
        FROM {BATCH_WEEKS} b LEFT JOIN (
            SELECT batch_id, {week("period_end")} AS week, SUM(growth_kg) AS growth,
                   COUNT(*) AS containers
            FROM {WEEKS} GROUP BY batch_id, {week("period_end")}
        ) own ON own.batch_id = b.batch_id AND own.week = {week("b.period_end")}
        WHERE own.batch_id IS NULL
           OR ABS(b.total_growth_kg - own.growth) > 0.00501 * (own.containers + 1)
        """,
        "batch {batch_id}, week to {period_end}: {total_growth_kg} kg, its containers {growth} kg",
    )


CHECKS = (conversion_of_weeks, growth_of_weeks, weeks_of_batches)
