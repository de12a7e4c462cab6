"""Tells Django of the app broodstock."""

from django.apps import AppConfig


class BroodstockConfig(AppConfig):
    """The books of: broodstock."""

    name = "apps.broodstock"
    label = "broodstock"
    verbose_name = "Broodstock"
