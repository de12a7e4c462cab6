"""What AquaMind keeps of each person besides the account: role, geography, subsidiary and sites.

It makes such a row when an account is saved there; accounts that a run makes are saved here. These
books have no such tables, so the rows are written as AquaMind's columns.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from django.contrib.auth import get_user_model
from django.db import connection

from apps.infrastructure.models import FreshwaterStation
from aquamind.target.parts import Target, target_of
from aquamind.target.user_profiles import ALLOWED, HISTORY, PROFILE, in_target
from scripts.data_generation.array_types import Integers
from scripts.data_generation.config.company.places import Geography
from scripts.data_generation.config.company.staff import ROLES, Role
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.run_books import Books
from scripts.data_generation.simulation.company.layout_tables import SiteKind

# AquaMind's codes.
GEOGRAPHIES = {Geography.FAROE_ISLANDS: "FO", Geography.SCOTLAND: "SC"}
SUBSIDIARIES = {SiteKind.STATION: "FW", SiteKind.AREA: "FM"}


class _Person(NamedTuple):
    """An account, its work, and the sites where it signs, as the layout numbers them."""

    user: int
    role: Role
    sites: Integers


def write_profiles(books: Books, ledger: Ledger) -> None:
    """Add a profile for each account that this run made; nothing but on AquaMind's database."""
    target = target_of(connection)
    if target is None:
        return
    made = set(ledger.made.get(get_user_model()._meta.db_table, []))
    for person in _people(books):
        if person.user in made:
            profile = _write_profile(target, books, person)
            _allow(target, books, person, profile)


def _people(books: Books) -> Iterator[_Person]:
    for role in ROLES:
        by_site = np.asarray(books.master.staff[role.name], dtype=np.int64)
        for user in dict.fromkeys(by_site.tolist()):
            yield _Person(user, role, np.flatnonzero(by_site == user))


def _write_profile(target: Target, books: Books, person: _Person) -> int:
    """Add the profile and its first row of history; its key."""
    sites, role = books.layout.sites, person.role
    first = int(person.sites[0])
    facts = {
        "job_title": role.title,
        "department": role.department,
        "geography": GEOGRAPHIES[Geography(int(sites.geography[first]))],
        "subsidiary": role.subsidiary or SUBSIDIARIES[SiteKind(int(sites.kind[first]))],
        "role": role.code,
        "language_preference": "en",
        "date_format_preference": "DMY",
    }
    columns = ", ".join(facts)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {in_target(target, PROFILE)}"
            f" (user_id, full_name, created_at, updated_at, {columns})"
            " SELECT id, trim(first_name || ' ' || last_name), date_joined, date_joined,"
            f" {', '.join(['%s'] * len(facts))} FROM {in_target(target, 'auth_user')}"
            " WHERE id = %s RETURNING id",
            [*facts.values(), person.user],
        )
        (profile,) = cursor.fetchone()
        kept = f"id, user_id, full_name, created_at, updated_at, {columns}"
        cursor.execute(
            f"INSERT INTO {in_target(target, HISTORY)} ({kept}, history_date, history_type)"
            f" SELECT {kept}, created_at, '+' FROM {in_target(target, PROFILE)} WHERE id = %s",
            [profile],
        )
    return int(profile)


def _allow(target: Target, books: Books, person: _Person, profile: int) -> None:
    """Let somebody see the sites he works at; a whole country is his geography's affair."""
    if person.role.sites_a_person == 0:
        return
    kinds = books.layout.sites.kind[person.sites]
    stations = person.sites[kinds == SiteKind.STATION]
    areas = person.sites[kinds == SiteKind.AREA]
    keys = (books.keys_of_index(FreshwaterStation, stations), books.areas(areas))
    with connection.cursor() as cursor:
        for (table, column), allowed in zip(ALLOWED, keys, strict=True):
            cursor.executemany(
                f"INSERT INTO {in_target(target, table)} (userprofile_id, {column})"
                " VALUES (%s, %s)",
                [(profile, key) for key in allowed.tolist()],
            )
