"""The configuration of the app infrastructure, for Django."""

from django.apps import AppConfig


class InfrastructureConfig(AppConfig):
    """The domain infrastructure of the books."""

    name = "apps.infrastructure"
    label = "infrastructure"
    verbose_name = "Infrastructure"
