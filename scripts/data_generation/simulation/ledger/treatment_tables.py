"""Tables of treatments and of the lice that most of them are given against."""

from scripts.data_generation.simulation.ledger.table import (
    FloatColumn,
    IntegerColumn,
    Table,
    column,
)


class Treatments(Table):
    """A treatment of one container as it was given."""

    id: IntegerColumn = column("id", "the treatment")
    day: IntegerColumn = column("day", "on which it was given")
    minute: IntegerColumn = column("minute", "at which it was given")
    batch: IntegerColumn = column("id", "that was treated")
    assignment: IntegerColumn = column("id", "that was treated")
    container: IntegerColumn = column("index", "where")
    product: IntegerColumn = column("code", "what was given (Product)")
    dose: FloatColumn = column("as in the product's dosage text", "given")
    duration_days: IntegerColumn = column("days", "that it lasts")
    withholding_days: IntegerColumn = column("days", "after it without harvest")
    cost_cents: IntegerColumn = column("cents", "that it cost")
    outcome: IntegerColumn = column("code", "how it went (Outcome), as far as is known")


class PendingTreatments(Treatments):
    """One row a treatment whose outcome is still to be measured."""

    due_day: IntegerColumn = column("day", "from which on it is measured")
    before: FloatColumn = column("fish, or lice a fish", "its measure on the day it was given")


class TreatmentOutcomes(Treatments):
    """A treatment of an earlier day with the outcome that was measured."""

    decided_day: IntegerColumn = column("day", "on which it was measured")


class LiceCounts(Table):
    """A cage's count: lice found on all `fish` together."""

    day: IntegerColumn = column("day", "of the count")
    minute: IntegerColumn = column("minute", "of the count")
    batch: IntegerColumn = column("id", "whose fish were looked at")
    assignment: IntegerColumn = column("id", "whose fish were looked at")
    container: IntegerColumn = column("index", "where")
    fish: IntegerColumn = column("fish", "looked at")
    attached: IntegerColumn = column("lice", "copepodids and chalimus found")
    mobile: IntegerColumn = column("lice", "preadults found")
    males: IntegerColumn = column("lice", "adult males found")
    females: IntegerColumn = column("lice", "adult females found")
