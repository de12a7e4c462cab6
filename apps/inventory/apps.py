"""The configuration of the app inventory, for Django."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    """The books of: feed inventory."""

    name = "apps.inventory"
    label = "inventory"
    verbose_name = "Feed inventory"
