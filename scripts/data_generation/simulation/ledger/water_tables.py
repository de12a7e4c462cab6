"""Tables of water events: as they were, and as they came to batches."""

from scripts.data_generation.simulation.ledger.table import (
    FloatColumn,
    IntegerColumn,
    Table,
    column,
)


class WaterEvents(Table):
    """Storms, blooms, heat waves, cold snaps and oxygen depletions over sea areas.

    One row each in the chunk in which they begin; the history's first chunk also has those that go
    on into it. All chunks together hold the same rows however days are cut.
    """

    area: IntegerColumn = column("index", "site of the sea area")
    body: IntegerColumn = column("index", "body of water of the area")
    kind: IntegerColumn = column("code", "what happens to the water (EventKind)")
    start_day: IntegerColumn = column("day", "it begins")
    end_day: IntegerColumn = column("day", "it ends")
    strength: FloatColumn = column("0 to 1", "greatest")


class WaterWatch(Table):
    """A water event that goes on where a batch stands."""

    id: IntegerColumn = column("id", "the event as it came to this batch")
    batch: IntegerColumn = column("id", "that it came to")
    site: IntegerColumn = column("index", "sea area")
    body: IntegerColumn = column("index", "body of water of the area")
    kind: IntegerColumn = column("code", "what happens to the water (EventKind)")
    first_day: IntegerColumn = column("day", "it began")
    last_day: IntegerColumn = column("day", "it ends, or the batch was gone")
    strength: FloatColumn = column("0 to 1", "greatest")
    temperature_c: FloatColumn = column("°C", "of the water on its first day")
    saturation_percent: FloatColumn = column("%", "oxygen saturation on its first day")
    dead: IntegerColumn = column("fish", "of the batch dead of environmental causes so far")
