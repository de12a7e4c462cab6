"""Tells Django of the project itself: its system checks, and the settings of its sessions."""

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.db.backends.signals import connection_created
from django.db.models.signals import pre_migrate

from aquamind.checks import (
    check_compressed_pieces,
    check_hypertables,
    check_owner,
    check_secret_key,
)
from aquamind.session_settings import settle
from aquamind.tables.database_owner import refuse_to_migrate


class AquamindConfig(AppConfig):
    """What all apps of the books share."""

    name = "aquamind"
    label = "aquamind"
    verbose_name = "AquaMind"

    def ready(self) -> None:
        """Register the checks, a session's settings, and the guard of migrations."""
        connection_created.connect(settle, dispatch_uid="aquamind.session_settings")
        # Sent for every app that has models, all before the first migration: once is enough.
        first = apps.get_app_config("contenttypes")
        pre_migrate.connect(refuse_to_migrate, first, dispatch_uid="aquamind.database_owner")
        register(check_owner, Tags.database)
        register(check_hypertables, Tags.database)
        register(check_compressed_pieces, Tags.database)
        register(check_secret_key, Tags.security, deploy=True)
