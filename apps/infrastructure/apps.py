"""Tells Django of the app infrastructure."""

from django.apps import AppConfig


class InfrastructureConfig(AppConfig):
    """The books of: infrastructure."""

    name = "apps.infrastructure"
    label = "infrastructure"
    verbose_name = "Infrastructure"
