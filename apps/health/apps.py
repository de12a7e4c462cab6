"""The configuration of the app health, for Django."""

from django.apps import AppConfig


class HealthConfig(AppConfig):
    """The domain health of the books."""

    name = "apps.health"
    label = "health"
    verbose_name = "Health"
