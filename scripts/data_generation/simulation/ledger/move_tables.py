"""Tables of transfers and harvests: what is planned, what was moved, and what was slaughtered."""

from scripts.data_generation.simulation.ledger.table import (
    FloatColumn,
    IntegerColumn,
    Table,
    column,
)


class Workflows(Table):
    """One row an open transfer of a batch, in order of their ids; days are 0 until known."""

    id: IntegerColumn = column("id", "the transfer")
    batch: IntegerColumn = column("id", "that moves")
    body: IntegerColumn = column("index", "body of water that the fish leave")
    source_stage: IntegerColumn = column("code", "of the fish before (Stage)")
    dest_stage: IntegerColumn = column("code", "of the fish after (Stage)")
    status: IntegerColumn = column("code", "0 planned, 1 in progress, 2 completed, 3 cancelled")
    planned_start: IntegerColumn = column("day", "planned as its first")
    planned_end: IntegerColumn = column("day", "planned as its last")
    actual_start: IntegerColumn = column("day", "its first action was done")
    actual_end: IntegerColumn = column("day", "its last action was done")
    estimated_count: IntegerColumn = column("fish", "to be moved when it was planned")
    estimated_kg: FloatColumn = column("kg", "to be moved when it was planned")
    source_count: IntegerColumn = column("fish", "taken out of their containers so far")
    transferred: IntegerColumn = column("fish", "that have arrived so far")
    died: IntegerColumn = column("fish", "that died on the way so far")
    biomass_kg: FloatColumn = column("kg", "that has arrived so far")
    actions: IntegerColumn = column("count", "actions planned; 0 until the first day")
    actions_done: IntegerColumn = column("count", "actions carried out so far")


class WorkflowChanges(Workflows):
    """An open transfer as it stood after a change: planned, each day of it, done or given up."""

    day: IntegerColumn = column("day", "of the change")


class Pipes(Table):
    """One row an action of an open transfer that is still to be done: container to container."""

    id: IntegerColumn = column("id", "the action")
    workflow: IntegerColumn = column("id", "transfer that it is part of")
    number: IntegerColumn = column("number", "of the action in its transfer, from 1")
    source: IntegerColumn = column("id", "assignment that the fish leave")
    dest_container: IntegerColumn = column("index", "that they go into")
    planned_day: IntegerColumn = column("day", "planned for it")
    fish: IntegerColumn = column("fish", "to be moved")
    before: IntegerColumn = column("fish", "in the source just before")
    body: IntegerColumn = column("index", "body of water that they leave")
    source_stage: IntegerColumn = column("code", "of the fish before (Stage)")


class PlannedActions(Pipes):
    """Actions as they were planned on `day`, the first of their transfer."""

    day: IntegerColumn = column("day", "on which they were planned")
    weight_g: FloatColumn = column("g", "mean weight of the source's fish")


class Actions(Pipes):
    """Actions as they were carried out; water is that of the source at that minute."""

    day: IntegerColumn = column("day", "of the action")
    start_minute: IntegerColumn = column("minute", "at which it began")
    minutes: IntegerColumn = column("min", "that it lasted")
    dest: IntegerColumn = column("id", "assignment that the fish came into")
    transferred: IntegerColumn = column("fish", "that arrived")
    died: IntegerColumn = column("fish", "that died on the way")
    weight_g: FloatColumn = column("g", "true mean weight")
    measured_g: FloatColumn = column("g", "mean weight of the sample weighed")
    measured_sd_g: FloatColumn = column("g", "standard deviation within that sample")
    measured_cm: FloatColumn = column("cm", "mean length of that sample")
    temperature_c: FloatColumn = column("°C", "of the water")
    oxygen_mg_per_l: FloatColumn = column("mg/l", "oxygen in the water")


class Transitions(Table):
    """The water that met the first fish of a transfer, and what they had left."""

    workflow: IntegerColumn = column("id", "the transfer")
    temperature_c: FloatColumn = column("°C", "of the water that met them")
    oxygen_mg_per_l: FloatColumn = column("mg/l", "oxygen in it")
    salinity_psu: FloatColumn = column("PSU", "its salinity")
    acidity_ph: FloatColumn = column("pH", "its acidity")
    left_temperature_c: FloatColumn = column("°C", "of the water that they had left")
    left_oxygen_mg_per_l: FloatColumn = column("mg/l", "oxygen in the water that they had left")


class Waits(Table):
    """A day on which a batch was ready to move and found no room."""

    day: IntegerColumn = column("day", "on which it waited")
    batch: IntegerColumn = column("id", "that waited")
    stage: IntegerColumn = column("code", "that it waited in (Stage)")


class Harvests(Table):
    """One row a cage that was emptied."""

    id: IntegerColumn = column("id", "the harvest")
    day: IntegerColumn = column("day", "of it")
    minute: IntegerColumn = column("minute", "of it")
    batch: IntegerColumn = column("id", "whose fish these were")
    assignment: IntegerColumn = column("id", "whose fish these were")
    area: IntegerColumn = column("index", "site of the cage")
    count: IntegerColumn = column("fish", "harvested")
    weight_g: FloatColumn = column("g", "mean weight")


class HarvestLots(Table):
    """The fish of one grade of one harvest."""

    id: IntegerColumn = column("id", "the lot")
    harvest: IntegerColumn = column("id", "that the fish come from")
    grade: IntegerColumn = column("code", "place in the list of product grades")
    count: IntegerColumn = column("fish", "of this grade")
    live_kg: FloatColumn = column("kg", "live weight of all of them")
    gutted_kg: FloatColumn = column("kg", "gutted weight of all of them")
    fillet_kg: FloatColumn = column("kg", "fillet weight of all of them")
