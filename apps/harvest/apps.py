"""Tells Django of the app harvest."""

from django.apps import AppConfig


class HarvestConfig(AppConfig):
    """The books of: harvest."""

    name = "apps.harvest"
    label = "harvest"
    verbose_name = "Harvest"
