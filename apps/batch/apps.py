"""The configuration of the app batch, for Django."""

from django.apps import AppConfig


class BatchConfig(AppConfig):
    """The domain batch of the books."""

    name = "apps.batch"
    label = "batch"
    verbose_name = "Batch"
