"""Tells Django of the project itself: its system checks, and the settings of its sessions."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.backends.signals import connection_created

from aquamind.checks import check_compressed_pieces, check_hypertables, check_secret_key
from aquamind.session_settings import settle


class AquamindConfig(AppConfig):
    """What all apps of the books share."""

    name = "aquamind"
    label = "aquamind"
    verbose_name = "AquaMind"

    def ready(self) -> None:
        """Register the checks, and what a session of PostgreSQL is told."""
        connection_created.connect(settle, dispatch_uid="aquamind.session_settings")
        register(check_hypertables, Tags.database)
        register(check_compressed_pieces, Tags.database)
        register(check_secret_key, Tags.security, deploy=True)
