"""The generator's own books: which runs, sessions and chunks there were, and where each stands.

A GenerationChunk row is written in the transaction that writes the chunk's rows, so it exists
exactly when they do; resuming reads the last one. With several workers the readings follow in
blocks: a GenerationBlock row is written in the transaction that writes the block's rows.
What the books only show by its traces is kept here as it was: see DiseaseOutbreak.
"""

from django.db import models
from django.db.models import Q

from apps.batch.models import MortalityEvent
from apps.infrastructure.models import Area, Sensor
from aquamind.tables.records import Record
from scripts.data_generation.config.company.records import FaultKind
from scripts.data_generation.config.water.water_events import EventKind


class Progress(models.TextChoices):
    """How far a run or a session has come."""

    RUNNING = "RUNNING", "Running or interrupted"
    COMPLETED = "COMPLETED", "Completed"
    CLEARING = "CLEARING", "Being deleted"


class GenerationRun(models.Model):
    """One history of one company: everything its rows depend on, stored once, never read again."""

    seed = models.BigIntegerField(help_text="Seed of all random numbers of the run")
    scale = models.CharField(max_length=20, help_text="Name of the scale")
    start_date = models.DateField(help_text="First simulated day")
    end_date = models.DateField(help_text="Last day of the whole history")
    parameters = models.JSONField(help_text="All parameters as resolved when the run began")
    output_version = models.PositiveIntegerField(
        help_text="Version of the generator's output; another version would give other rows"
    )
    key_bases = models.JSONField(
        default=dict, help_text="Table name to the primary key just below the run's first"
    )
    founding_rows = models.JSONField(
        default=dict, help_text="Table name to rows written when the company was founded"
    )
    made_rows = models.JSONField(
        default=dict, help_text="Table name to primary keys of master data made for the run"
    )
    master_keys = models.JSONField(
        default=dict, help_text="Table name to master data: name in the run to primary key"
    )
    status = models.CharField(max_length=10, choices=Progress, default=Progress.RUNNING)
    started_at = models.DateTimeField(auto_now_add=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Run {self.pk}: {self.scale}, seed {self.seed}, {self.start_date}-{self.end_date}"


class GenerationSession(models.Model):
    """One of the run's sessions: years 1-3, 4-6, 7-9, from 10 on, ..., or years added later."""

    run = models.ForeignKey(GenerationRun, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField(help_text="From 1; of what was added later: from 5")
    first_day = models.DateField()
    last_day = models.DateField()
    chunk_days = models.PositiveIntegerField(help_text="Days a chunk, at most")
    status = models.CharField(max_length=10, choices=Progress, default=Progress.RUNNING)
    started_at = models.DateTimeField(auto_now_add=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="session_once_a_run"),
            models.CheckConstraint(
                condition=Q(last_day__gte=models.F("first_day")), name="session_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"Session {self.number} of run {self.run_id}: {self.first_day}-{self.last_day}"


class GenerationChunk(models.Model):
    """Days whose rows are in the books, and the farm as it stood on their last evening.

    Their readings are in too, unless `occupancy` is there, from which the missing ones are made.
    `seconds` run from the end of the chunk before, so that all chunks' are the session's.
    """

    session = models.ForeignKey(GenerationSession, on_delete=models.CASCADE, related_name="chunks")
    first_day = models.DateField()
    last_day = models.DateField()
    state = models.BinaryField(help_text="FarmState on the evening of last_day, as npz")
    state_version = models.PositiveIntegerField(help_text="Layout of `state`")
    occupancy = models.BinaryField(
        null=True, help_text="Who lived where, as npz, until all blocks of readings are in"
    )
    blocks = models.PositiveIntegerField(
        default=0, help_text="Blocks of readings written by workers; 0: written with the chunk"
    )
    block_rows = models.PositiveIntegerField(
        default=0, help_text="Readings a block, about; kept, so that numbers keep their meaning"
    )
    rows = models.JSONField(help_text="Table name to rows written by this chunk")
    waits = models.PositiveIntegerField(default=0, help_text="Batch-days spent waiting for room")
    shortages = models.PositiveIntegerField(
        default=0, help_text="Days on which a store lacked a feed that its fish wanted, by feed"
    )
    seconds = models.FloatField(help_text="Wall-clock seconds for the chunk")
    peak_memory_mb = models.FloatField(help_text="Peak resident memory of the process so far, MB")
    committed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "first_day"], name="chunk_once_a_session"),
        ]

    def __str__(self) -> str:
        return f"Chunk {self.first_day}-{self.last_day}"


class GenerationBlock(models.Model):
    """The mark that one block of a chunk's readings is in the books."""

    chunk = models.ForeignKey(
        GenerationChunk, on_delete=models.CASCADE, related_name="reading_blocks"
    )
    number = models.PositiveIntegerField(help_text="0 to the chunk's blocks - 1")
    rows = models.PositiveIntegerField(help_text="Readings of the block")
    committed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chunk", "number"], name="block_once_a_chunk"),
        ]

    def __str__(self) -> str:
        return f"Block {self.number} of chunk {self.chunk_id}"


class WaterEvent(Record):
    """A storm, bloom, heat wave, cold snap or oxygen depletion that the run's water went through.

    For readers: the books show what it did, this table says why.
    """

    KINDS = tuple((kind.name, kind.label) for kind in EventKind)

    run = models.ForeignKey(GenerationRun, on_delete=models.CASCADE, related_name="water_events")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=KINDS)
    first_day = models.DateField()
    last_day = models.DateField()
    strength = models.FloatField(help_text="Greatest strength, 0 to 1")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "area", "kind", "first_day"], name="water_event_once"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=models.F("first_day")), name="water_event_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.first_day}-{self.last_day}"


class SensorFault(Record):
    """A sensor that failed: with --dirty-data, what a reader of the readings is to find.

    Faults go on while a container stands empty; then they show in no reading.
    """

    KINDS = tuple((kind.name, kind.label) for kind in FaultKind)

    run = models.ForeignKey(GenerationRun, on_delete=models.CASCADE, related_name="sensor_faults")
    # The unique (sensor, first_moment) serves what an index on sensor would.
    sensor = models.ForeignKey(Sensor, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=KINDS)
    first_moment = models.DateTimeField(help_text="Readings from then on are touched [UTC]")
    last_moment = models.DateTimeField(help_text="The last minute of it [UTC]")
    size = models.FloatField(
        help_text="In the unit of the readings: offset, drift a week, or how far spikes reach"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sensor", "first_moment"], name="sensor_fault_once"),
            models.CheckConstraint(
                condition=Q(last_moment__gte=models.F("first_moment")),
                name="sensor_fault_moments_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of sensor {self.sensor_id}, {self.first_moment:%Y-%m-%d %H:%M}"


class DiseaseOutbreak(models.Model):
    """What truly happened: one disease in one batch at one site, so that readers can be marked."""

    run = models.ForeignKey(GenerationRun, on_delete=models.CASCADE, related_name="outbreaks")
    number = models.PositiveIntegerField(help_text="The run's own number of the outbreak")
    batch_number = models.CharField(max_length=50)
    site = models.CharField(max_length=100, help_text="Station or sea area")
    disease = models.CharField(max_length=60)
    first_day = models.DateField(help_text="First day of illness in the first container")
    last_day = models.DateField(help_text="Last day; expected while the outbreak goes on")
    noticed_day = models.DateField(null=True, blank=True)
    named_day = models.DateField(null=True, blank=True, help_text="First positive answer")
    treated_day = models.DateField(null=True, blank=True)
    containers = models.PositiveIntegerField(help_text="Containers that fell ill")
    deaths = models.PositiveIntegerField(help_text="Fish that died of it")
    over = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="outbreak_once_a_run"),
        ]

    def __str__(self) -> str:
        return f"{self.disease}, {self.batch_number}, {self.first_day}"


class MonthlyDeaths(Record):
    """Dead fish by cause, of the days of one month that one chunk holds.

    Adding up millions of mortality events takes seconds, longer than anybody waits for a page.
    """

    run = models.ForeignKey(GenerationRun, on_delete=models.CASCADE, related_name="monthly_deaths")
    first_day = models.DateField(help_text="First of these days")
    cause = models.CharField(max_length=20, choices=MortalityEvent.Cause)
    fish = models.PositiveBigIntegerField(help_text="[fish]")

    class Meta:
        verbose_name_plural = "monthly deaths"
        constraints = [
            models.UniqueConstraint(
                fields=["run", "first_day", "cause"], name="monthly_deaths_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fish} dead, {self.cause}, from {self.first_day}"


class GenerationValidation(models.Model):
    """What all checks of the books said at one time, for whoever shows it later."""

    run = models.ForeignKey(
        GenerationRun,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="validations",
        help_text="None: books that no run made",
    )
    at = models.DateTimeField(auto_now_add=True)
    seconds = models.FloatField(help_text="Wall-clock seconds that all checks took")
    outcome = models.JSONField(help_text="As `generate_data --validate-only --json` writes it")

    class Meta:
        get_latest_by = ["at", "id"]

    def __str__(self) -> str:
        return f"Validation of {self.at:%Y-%m-%d %H:%M}"
