"""Tells Django of the app batch."""

from django.apps import AppConfig


class BatchConfig(AppConfig):
    """The books of: batch."""

    name = "apps.batch"
    label = "batch"
    verbose_name = "Batch"
