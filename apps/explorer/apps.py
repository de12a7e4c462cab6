"""Tells Django of the explorer."""

from django.apps import AppConfig


class ExplorerConfig(AppConfig):
    """Pages over the books."""

    name = "apps.explorer"
    label = "explorer"
    verbose_name = "Explorer"
