"""Tables of feed: lots in the stores, meals, shortages, and weeks of feed against growth."""

from scripts.data_generation.simulation.ledger.table import (
    BooleanColumn,
    FloatColumn,
    IntegerColumn,
    Table,
    column,
)


class Lots(Table):
    """One row a lot of feed that was ordered and is not used up; by id the oldest come first."""

    id: IntegerColumn = column("id", "the lot")
    store: IntegerColumn = column("index", "feed store that it lies in or is meant for")
    feed: IntegerColumn = column("code", "place in FEEDS")
    supplier: IntegerColumn = column("code", "place in the list of suppliers")
    ordered_day: IntegerColumn = column("day", "of the order")
    arrival_day: IntegerColumn = column("day", "of the delivery, past or to come")
    expiry_day: IntegerColumn = column("day", "from which it is thrown away")
    price_cents: IntegerColumn = column("cents/kg", "paid")
    ordered_units: IntegerColumn = column("0.01 kg", "ordered")
    left_units: IntegerColumn = column("0.01 kg", "left; of a lot on its way, what will come")
    arrived: BooleanColumn = column("flag", "it lies in its store")


class LotsClosed(Lots):
    """A lot used up or past its date, with what was left of it to be thrown away."""

    day: IntegerColumn = column("day", "on which it was closed")
    minute: IntegerColumn = column("minute", "at which it was closed")


class Meals(Table):
    """One row a meal and lot: a meal that uses up a lot and begins the next one is two rows."""

    day: IntegerColumn = column("day", "of the meal")
    minute: IntegerColumn = column("minute", "of the meal")
    batch: IntegerColumn = column("id", "that was fed")
    assignment: IntegerColumn = column("id", "that was fed")
    container: IntegerColumn = column("index", "where")
    feed: IntegerColumn = column("code", "place in FEEDS")
    lot: IntegerColumn = column("id", "that the feed was taken from")
    units: IntegerColumn = column("0.01 kg", "fed")
    cost_cents: IntegerColumn = column("cents", "that the feed had cost")
    biomass_kg: FloatColumn = column("kg", "of the fish in the container")


class Shortages(Table):
    """Feed that fish of a store would have eaten on a day and that was not there."""

    day: IntegerColumn = column("day", "on which it lacked")
    store: IntegerColumn = column("index", "feed store")
    feed: IntegerColumn = column("code", "place in FEEDS")
    units: IntegerColumn = column("0.01 kg", "that lacked")


class FeedingWeeks(Table):
    """One row an assignment that was fed in this week.

    Those closed within the week stay until the week of their batch is written.
    """

    assignment: IntegerColumn = column("id", "that was fed")
    batch: IntegerColumn = column("id", "of the assignment")
    since: IntegerColumn = column("day", "the first of the week that it had")
    end_day: IntegerColumn = column("day", "the last of the week that it has had so far")
    start_kg: FloatColumn = column("kg", "biomass on the evening before `since`")
    end_kg: FloatColumn = column("kg", "biomass on the evening of `end_day`; 0 once closed")
    units: IntegerColumn = column("0.01 kg", "feed eaten")
    gain_kg: FloatColumn = column("kg", "grown")
    biomass_days: FloatColumn = column("kg days", "sum of its evenings' biomass")
    weighings: IntegerColumn = column("count", "growth samples in the week")
    weighed_day: IntegerColumn = column("day", "of the last growth sample; 0 before the first")
    open: BooleanColumn = column("flag", "its fish are still there")


class ContainerWeeks(Table):
    """Feed against growth of an assignment over a week or the part of it that it had."""

    assignment: IntegerColumn = column("id", "that was fed")
    batch: IntegerColumn = column("id", "of the assignment")
    since: IntegerColumn = column("day", "the first")
    end_day: IntegerColumn = column("day", "the last")
    start_kg: FloatColumn = column("kg", "biomass on the evening before `since`")
    end_kg: FloatColumn = column("kg", "biomass on the evening of `end_day`")
    units: IntegerColumn = column("0.01 kg", "feed eaten")
    gain_kg: FloatColumn = column("kg", "grown")
    weighings: IntegerColumn = column("count", "growth samples in these days")
    confidence: IntegerColumn = column("code", "0 very high to 3 low")
    method: IntegerColumn = column("code", "of the weights: 0 interpolated, 1 mixed, 2 measured")


class BatchWeeks(Table):
    """Feed against growth of a batch over a week or the part of it that it had."""

    batch: IntegerColumn = column("id", "that was fed")
    since: IntegerColumn = column("day", "the first")
    end_day: IntegerColumn = column("day", "the last")
    start_kg: FloatColumn = column("kg", "biomass on the evening before `since`")
    end_kg: FloatColumn = column("kg", "biomass on the evening of `end_day`")
    units: IntegerColumn = column("0.01 kg", "feed eaten")
    gain_kg: FloatColumn = column("kg", "grown")
    biomass_days: FloatColumn = column("kg days", "sum of its evenings' biomass")
    containers: IntegerColumn = column("count", "containers that fed it")
    confidence: IntegerColumn = column("code", "0 very high to 3 low, of its worst container")
    method: IntegerColumn = column("code", "of the weights: 0 interpolated, 1 mixed, 2 measured")
