"""Tables of fish: batches, the containers that they stand in, the dead and the weighed."""

from scripts.data_generation.simulation.ledger.table import (
    BooleanColumn,
    FloatColumn,
    IntegerColumn,
    Table,
    TextColumn,
    column,
)


class Batches(Table):
    """One row a batch that is alive, in order of their ids."""

    id: IntegerColumn = column("id", "the batch")
    number: TextColumn = column("text", "the batch's number in the books")
    station: IntegerColumn = column("index", "site of its freshwater station")
    area: IntegerColumn = column("index", "site of its sea area; -1 until it has one")
    start_day: IntegerColumn = column("day", "its eggs were received")
    expected_end_day: IntegerColumn = column("day", "its harvest is expected to be over")
    eggs: IntegerColumn = column("eggs", "received")
    stage: IntegerColumn = column("code", "stage (Stage) of its fish that have come farthest")
    stage_day: IntegerColumn = column("day", "that stage began")
    stage_days: IntegerColumn = column("days", "planned in it; 0: by degree-days or weight")
    degree_days: FloatColumn = column("degree-days", "warmth that its eggs and alevins have had")
    staged: BooleanColumn = column("flag", "it has been spread out over its last tanks")
    harvest_weight_g: FloatColumn = column("g", "mean weight at which it is harvested")
    harvest_from: IntegerColumn = column("day", "first day of its harvest; 0 until it is settled")
    vaccinated_day: IntegerColumn = column("day", "of vaccination: planned while `vaccine` is 0")
    vaccine: IntegerColumn = column("code", "protocol: 0 none yet, 1 standard, 2 enhanced")
    workflow: IntegerColumn = column("id", "its open transfer; 0 without one")
    egg_source: IntegerColumn = column("code", "of its eggs; 0 is the company's own broodstock")
    placed_stage: IntegerColumn = column("code", "stage that a scenario ends on `placed_day`")
    placed_day: IntegerColumn = column("day", "`placed_stage` is to end; 0 without a scenario")


class BatchChanges(Batches):
    """A batch as it stood after a change of stage or status; the first row is its arrival."""

    day: IntegerColumn = column("day", "of the change")
    completed: BooleanColumn = column("flag", "its last fish were harvested")


class Assignments(Table):
    """One row a container that holds fish, in order of their ids."""

    id: IntegerColumn = column("id", "the assignment")
    batch: IntegerColumn = column("id", "whose fish these are")
    container: IntegerColumn = column("index", "where they stand")
    body: IntegerColumn = column("index", "body of water of the container")
    stage: IntegerColumn = column("code", "of the fish (Stage)")
    arrival_day: IntegerColumn = column("day", "the fish came into the container")
    stage_day: IntegerColumn = column("day", "their stage began")
    initial_count: IntegerColumn = column("fish", "on arrival")
    count: IntegerColumn = column("fish", "alive")
    weight_g: FloatColumn = column("g", "mean weight")
    growth: FloatColumn = column("factor", "of growth, around 1")
    frailty: FloatColumn = column("factor", "of mortality, around 1")
    weighed_day: IntegerColumn = column("day", "of the last growth sample; 0 before the first")
    withhold_until: IntegerColumn = column("day", "up to which no fish may be harvested; 0: none")
    feed_course_until: IntegerColumn = column("day", "up to which functional feed protects them")
    cleaner_until: IntegerColumn = column("day", "up to which cleaner fish graze on their lice")
    skirt_until: IntegerColumn = column("day", "up to which a skirt keeps lice off")
    lice_copepodid: FloatColumn = column("lice a fish", "copepodids")
    lice_chalimus_1: FloatColumn = column("lice a fish", "first chalimus stage")
    lice_chalimus_2: FloatColumn = column("lice a fish", "second chalimus stage")
    lice_preadult_1: FloatColumn = column("lice a fish", "first preadult stage")
    lice_preadult_2: FloatColumn = column("lice a fish", "second preadult stage")
    lice_male: FloatColumn = column("lice a fish", "adult males")
    lice_female: FloatColumn = column("lice a fish", "adult females")
    lice_counted: FloatColumn = column("lice a fish", "adult females found in the last count")
    counted_day: IntegerColumn = column("day", "of the last lice count; 0 before the first")
    treat_day: IntegerColumn = column("day", "for which delousing is planned; 0: it is not")
    treat_method: IntegerColumn = column("code", "of the delousing planned or done (METHODS)")
    treated_day: IntegerColumn = column("day", "of the last delousing; 0 before the first")
    control_day: IntegerColumn = column("day", "of the count that measures it; 0: none is due")
    delousing_hazard: FloatColumn = column("1/day", "hazard left over from the last delousing")
    medicated_until: IntegerColumn = column("day", "up to which medicated feed works; 0: none")
    medicated_kill: FloatColumn = column("share a day", "of the lice that medicated feed kills")


class AssignmentChanges(Assignments):
    """An assignment as it stood when it opened, closed, or (last evening) while it goes on."""

    day: IntegerColumn = column("day", "on which it stood so")


class Occupancy(Table):
    """Days that an assignment held its container within the chunk: [first_day, end_day)."""

    assignment: IntegerColumn = column("id", "whose container this is")
    batch: IntegerColumn = column("id", "of the assignment")
    container: IntegerColumn = column("index", "held")
    body: IntegerColumn = column("index", "body of water of the container")
    stage: IntegerColumn = column("code", "of the fish (Stage)")
    first_day: IntegerColumn = column("day", "from which it was held in the chunk")
    end_day: IntegerColumn = column("day", "from which it was not any more")


class Deaths(Table):
    """One row a container and day with dead fish."""

    day: IntegerColumn = column("day", "of death")
    batch: IntegerColumn = column("id", "whose fish died")
    assignment: IntegerColumn = column("id", "whose fish died")
    container: IntegerColumn = column("index", "where")
    stage: IntegerColumn = column("code", "of the fish (Stage)")
    count: IntegerColumn = column("fish", "dead")
    weight_g: FloatColumn = column("g", "mean weight of the container's fish")
    cause: IntegerColumn = column("code", "place in CAUSE_CODES")
    reason: IntegerColumn = column("code", "Reason where something of the day names it, else -1")


class SampledFish(Table):
    """One row a fish of a growth sample; a sample is a run of rows with one `sample` number."""

    sample: IntegerColumn = column("id", "the growth sample")
    day: IntegerColumn = column("day", "of the sample")
    assignment: IntegerColumn = column("id", "whose fish these are")
    fish: IntegerColumn = column("number", "of the fish in its sample, from 1")
    weight_g: FloatColumn = column("g", "as read off the scale")
    length_cm: FloatColumn = column("cm", "as read off the board")
