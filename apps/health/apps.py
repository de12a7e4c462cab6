"""Tells Django of the app health."""

from django.apps import AppConfig


class HealthConfig(AppConfig):
    """The books of: health."""

    name = "apps.health"
    label = "health"
    verbose_name = "Health"
