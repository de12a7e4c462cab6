"""AquaMind's tables about people: which they are, and what of them goes with an account."""

from collections.abc import Collection

from django.db.backends.base.base import BaseDatabaseWrapper

from aquamind.target.parts import Target, target_of

PROFILE = "users_userprofile"
HISTORY = "users_historicaluserprofile"
# Where AquaMind keeps which stations and areas somebody may see, and the column of each.
ALLOWED = (
    (f"{PROFILE}_allowed_stations", "freshwaterstation_id"),
    (f"{PROFILE}_allowed_areas", "area_id"),
)
ALLOWED_TABLES = (*(table for table, _ in ALLOWED), f"{PROFILE}_allowed_containers")


def delete_profiles(connection: BaseDatabaseWrapper, users: Collection[int]) -> None:
    """Delete what AquaMind keeps of these accounts, which are about to be deleted themselves."""
    target = target_of(connection)
    if target is None or not users:
        return
    forget_sites(connection, users)
    with connection.cursor() as cursor:
        for table in (HISTORY, PROFILE):
            cursor.execute(
                f"DELETE FROM {in_target(target, table)} WHERE user_id = ANY (%s)", [list(users)]
            )


def forget_sites(connection: BaseDatabaseWrapper, users: Collection[int]) -> None:
    """Let these accounts see no site in particular; the sites can be deleted then."""
    target = target_of(connection)
    if target is None or not users:
        return
    with connection.cursor() as cursor:
        for table in ALLOWED_TABLES:
            cursor.execute(
                f"DELETE FROM {in_target(target, table)} WHERE userprofile_id IN"
                f" (SELECT id FROM {in_target(target, PROFILE)} WHERE user_id = ANY (%s))",
                [list(users)],
            )


def in_target(target: Target, table: str) -> str:
    """The name, quoted, of one of AquaMind's tables."""
    return f'"{target.schema}"."{table}"'
