"""Tells Django of the project itself: its system checks."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from aquamind.checks import check_hypertables, check_secret_key


class AquamindConfig(AppConfig):
    """What all apps of the books share."""

    name = "aquamind"
    label = "aquamind"
    verbose_name = "AquaMind"

    def ready(self) -> None:
        """Register the checks."""
        register(check_hypertables, Tags.database)
        register(check_secret_key, Tags.security, deploy=True)
