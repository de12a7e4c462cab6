"""When feed should have stopped in a life, told from all but its meals."""

import numpy as np

from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.simulation.ledger.table import Values
from tests.data_generation.simulation.farms import Columns, Life

DAY_ROOM = 10_000_000

# Batch, stage, first day and the day after the last.
Fast = tuple[int, int, int, int]


def keys(assignments: Values, days: Values) -> Values:
    """One number for each assignment and day."""
    return np.asarray(assignments * DAY_ROOM + days)


def fasts_of_batches(life: Life) -> list[Fast]:
    """Every fast of a life, those that last beyond its end included."""
    return [
        *_before_moves(life),
        *_before_moves_ahead(life),
        *_before_harvests(life),
        *_for_vaccinations(life),
    ]


def _before_moves(life: Life) -> list[Fast]:
    """From the lead before a transfer's first day until the fish's own turn on one of its days."""
    cycle, flows = life.world.parameters.life_cycle, life.workflows()
    lead = np.where(flows["to_sea"], cycle.fast_before_sea_days, cycle.fast_before_move_days)
    begun = (flows["source_stage"] > Stage.EGG_ALEVIN) & (flows["actual_start"] > 0)
    staging = flows["source_stage"] == flows["dest_stage"]
    # Those that stay when a share is staged are fed that evening; all others are gone by the end.
    unfinished = flows["actual_end"] == 0
    last = np.where(unfinished, life.farm.state.today + 1, flows["actual_end"])
    end = np.where(staging, flows["actual_start"], last)
    return _spans(begun, flows["batch"], flows["source_stage"], flows["actual_start"] - lead, end)


def _before_moves_ahead(life: Life) -> list[Fast]:
    """Fasts before the moves that batches in tanks have before them on the last evening."""
    cycle, today = life.world.parameters.life_cycle, life.log("batches_today")
    stage = today["stage"]
    move = today["stage_day"] + today["stage_days"]
    staging = move - cycle.pre_transfer_days
    tanks = (stage > Stage.EGG_ALEVIN) & (stage < Stage.POST_SMOLT)
    last = stage == Stage.POST_SMOLT
    return [
        *_spans(tanks, today["id"], stage, move - cycle.fast_before_move_days, move),
        *_spans(last, today["id"], stage, move - cycle.fast_before_sea_days, move),
        *_spans(last, today["id"], stage, staging - cycle.fast_before_move_days, staging),
    ]


def _before_harvests(life: Life) -> list[Fast]:
    """From the day a harvest is settled to the last cage: an emptied one has no evenings more."""
    fasts: list[Fast] = []
    for name in ("batch_changes", "batches_today"):
        log = life.log(name)
        settled_on = log["harvest_from"] - life.world.parameters.life_cycle.fast_before_harvest_days
        end = np.full(len(settled_on), life.farm.state.today + 1)
        fasts += _spans(log["harvest_from"] > 0, log["id"], log["stage"], settled_on, end)
    return fasts


def _for_vaccinations(life: Life) -> list[Fast]:
    """The days before a batch is vaccinated and the day itself, in parr or smolt."""
    lead, fasts = life.world.parameters.vaccination.fast_days, set[Fast]()
    for name in ("batch_changes", "batches_today"):
        log = life.log(name)
        day = log["vaccinated_day"]
        for stage in (Stage.PARR, Stage.SMOLT):
            stages = np.full(len(day), int(stage))
            fasts.update(_spans(day > 0, log["id"], stages, day - lead, day + 1))
    return sorted(fasts)


def _spans(rows: Values, *columns: Values) -> list[Fast]:
    batch, stage, first, end = (column[rows].tolist() for column in columns)
    return list(zip(batch, stage, first, end, strict=True))


def water_appetite(life: Life, bodies: Values, days: Values) -> Values:
    """Share of full appetite that the water of each body and day left its fish."""
    first = life.chunks[0].first_day
    water = life.world.climate.days(first, life.farm.state.today)
    return np.asarray(water.appetite[bodies, days - first])


def for_delousing(life: Life, rows: Columns) -> Values:
    """Evenings before a planned delousing that is fasted for, and of its day, row by row."""
    lead = np.asarray(life.world.parameters.delousing.fast_days)[rows["treat_method"]]
    ahead = (rows["treat_day"] > 0) & (rows["treat_day"] - rows["day"] <= lead)
    return np.asarray((lead > 0) & (ahead | (rows["treated_day"] == rows["day"])))


def is_full(life: Life, rows: Columns) -> Values:
    """Evenings on which a container stands at its limit: its fish only get what keeps it there."""
    limit = life.world.layout.containers.max_biomass_kg[rows["container"]]
    return np.asarray(rows["count"] * rows["weight_g"] / 1000.0 >= limit * 0.9995)


def fasting_keys(life: Life) -> Values:
    """`keys` of the evenings of a life, ascending, on which a container should have got no feed."""
    rows = life.every_evening()
    feeding = rows["stage"] > Stage.EGG_ALEVIN
    fasted = feeding & (water_appetite(life, rows["body"], rows["day"]) == 0.0)
    fasted |= feeding & for_delousing(life, rows)
    fasted |= feeding & is_full(life, rows)
    for batch, stage, first, end in fasts_of_batches(life):
        mine = (rows["batch"] == batch) & (rows["stage"] == stage)
        fasted |= mine & (rows["day"] >= first) & (rows["day"] < end)
    return np.sort(keys(rows["id"], rows["day"])[fasted])
