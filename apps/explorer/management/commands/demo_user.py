"""`manage.py demo_user`: an account that sees everything and changes nothing, for a first look."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction

from aquamind.line_command import LineCommand

NAME = "demo"
# 12 bytes: 16 characters that nobody guesses.
PASSWORD_BYTES = 12
# Apps about people and their sessions, not about the farm.
NOT_SHOWN = ("auth", "sessions", "admin", "contenttypes", "axes")


class Command(LineCommand):
    """Makes the account, and prints its password the one time that it is known."""

    help = "Make the account 'demo', which may look at everything, and print its password once."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument(
            "--new-password", action="store_true", help="give the account that is there another one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account, or say that it is there."""
        try:
            with transaction.atomic():
                self._make(options["new_password"])
        except OSError as error:
            raise CommandError(
                f"the password could not be shown, and nothing was changed: {error.strerror}"
            ) from error
        except DatabaseError as error:
            raise CommandError(_why_not(error)) from error

    def _make(self, new_password: bool) -> None:
        user, made = get_user_model().objects.get_or_create(
            username=NAME, defaults={"is_staff": True}
        )
        if not made and not new_password:
            self.stdout.write(
                f"log in as '{NAME}' with the password printed when the account was made; "
                "'python manage.py demo_user --new-password' makes another"
            )
            return
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        user.set_password(password)
        user.save()
        views = Permission.objects.filter(codename__startswith="view_")
        user.user_permissions.set(views.exclude(content_type__app_label__in=NOT_SHOWN))
        self.stdout.write(f"log in as '{NAME}' with the password {password} (shown this once)")
        # Where it cannot be shown, nobody is to have it.
        self.stdout.flush()


def _why_not(error: DatabaseError) -> str:
    """Nobody answers, no longer, or there are no tables of accounts; else what it says."""
    said = str(error).strip().splitlines()[0]
    if connection.connection is None:
        return f"the database cannot be reached ({said}); see that it runs"
    try:
        has_accounts = get_user_model()._meta.db_table in connection.introspection.table_names()
    except (DatabaseError, InterfaceError):
        return f"the connection to the database broke ({said}); see that the server runs"
    if not has_accounts:
        return "this database has no accounts; run 'python manage.py migrate' first"
    if connection.vendor == "postgresql" and isinstance(error, OperationalError):
        return f"the connection to the database broke ({said}); see that the server runs"
    return f"the database does not make the account: {said}"
