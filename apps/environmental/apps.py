"""The configuration of the app environmental, for Django."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class EnvironmentalConfig(AppConfig):
    """The domain environment of the books."""

    name = "apps.environmental"
    label = "environmental"
    verbose_name = "Environment"

    def ready(self) -> None:
        """Let the hypertables be compressed as soon as a server's licence allows it."""
        post_migrate.connect(_settle, sender=self, dispatch_uid="environmental.compression")


def _settle(using: str, **more: Any) -> None:
    """Receive `post_migrate`; what it needs has models, which can be read by now."""
    from apps.environmental.compression import settle_layouts  # noqa: PLC0415

    settle_layouts(connections[using])
