"""Samples that a laboratory examined."""

from django.conf import settings
from django.db import models

from apps.batch.models import BatchContainerAssignment
from aquamind.tables.constraints import in_order
from aquamind.tables.records import Record, StampedRecord


class SampleType(Record):
    """What is taken from a fish: gill, kidney, blood."""

    name = models.CharField(max_length=100, unique=True)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class HealthLabSample(StampedRecord):
    """A sample sent to a laboratory, and its results."""

    batch_container_assignment = models.ForeignKey(
        BatchContainerAssignment, models.PROTECT, related_name="lab_samples"
    )
    sample_type = models.ForeignKey(SampleType, models.PROTECT, related_name="lab_samples")
    sample_date = models.DateField()
    date_sent_to_lab = models.DateField(null=True, blank=True)
    date_results_received = models.DateField(null=True, blank=True)
    lab_reference_id = models.CharField(max_length=100, null=True, blank=True)
    findings_summary = models.TextField(null=True, blank=True)
    quantitative_results = models.JSONField(null=True, blank=True)
    # A name, not an upload: the company keeps the laboratory's reports elsewhere.
    attachment = models.CharField(
        max_length=100, null=True, blank=True, help_text="path or address of the report"
    )
    notes = models.TextField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            in_order("lab_sample", "sample_date", "date_sent_to_lab"),
            in_order("lab_sample", "date_sent_to_lab", "date_results_received"),
        ]

    def __str__(self) -> str:
        return f"Sample of {self.sample_date} ({self.lab_reference_id or 'no reference'})"
