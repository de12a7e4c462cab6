"""Tells Django of the app environmental."""

from django.apps import AppConfig


class EnvironmentalConfig(AppConfig):
    """The books of: environment."""

    name = "apps.environmental"
    label = "environmental"
    verbose_name = "Environment"
