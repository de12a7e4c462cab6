"""The people who sign the books: accounts by role, each for some neighbouring sites."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model

from scripts.data_generation.config.company.places import Geography
from scripts.data_generation.config.company.staff import (
    COUNTRY_CODES,
    FAMILY_NAMES,
    GIVEN_NAMES,
    ROLES,
    Role,
)
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.named_rows import known_key, remember
from scripts.data_generation.simulation.company.layout_tables import SiteKind, Sites

# The word in an account's name for the sites that its person works at.
PLACES = {SiteKind.STATION: "station", SiteKind.AREA: "sea"}

# No such domain can exist (RFC 2606).
MAIL_DOMAIN = "staff.invalid"
JOINED_BEFORE = timedelta(days=90)

Person = tuple[str, str, str]


def ensure_staff(sites: Sites, first_day: date, ledger: Ledger) -> dict[str, tuple[int, ...]]:
    """Find or make every account; role -> the key of who signs for each site.

    Nobody can log in with these accounts: they have no usable password, and their mail goes
    nowhere. They joined before the first day, when the sites were fitted out.
    """
    wanted = {role.name: list(people(role, sites)) for role in ROLES}
    users: Any = get_user_model()
    joined = datetime.combine(first_day, time(), tzinfo=UTC) - JOINED_BEFORE
    names = {person[0] for signers in wanted.values() for person in signers}
    keys = dict(users.objects.filter(username__in=names).values_list("username", "pk"))
    for name in names:
        key = known_key(users, ledger, {"username": name}) or keys.get(name)
        if key is not None:
            keys[name] = remember(users, ledger, {"username": name}, key)
    for signers in wanted.values():
        for username, given, family in signers:
            if username not in keys:
                user = users(
                    username=username,
                    first_name=given,
                    last_name=family,
                    email=f"{username}@{MAIL_DOMAIN}",
                    date_joined=joined,
                )
                user.set_unusable_password()
                user.save()
                ledger.note_made(user)
                keys[username] = remember(users, ledger, {"username": username}, user.pk)
    return {
        role: tuple(int(keys[username]) for username, _, _ in signers)
        for role, signers in wanted.items()
    }


def people(role: Role, sites: Sites) -> Iterator[Person]:
    """Account, given and family name of who signs in this role for each site, in their order."""
    seen: dict[tuple[int, int], int] = {}
    for kind, geography in zip(sites.kind.tolist(), sites.geography.tolist(), strict=True):
        country = Geography(geography)
        if role.sites_a_person == 0:
            yield f"{role.name}.{COUNTRY_CODES[country]}", role.title, country.label
            continue
        rank = seen[kind, geography] = seen.get((kind, geography), -1) + 1
        yield _person(role, country, SiteKind(kind), rank // role.sites_a_person)


def _person(role: Role, country: Geography, kind: SiteKind, number: int) -> Person:
    """The `number`-th person, from 0, of this role at sites of this kind in this country."""
    given, family = GIVEN_NAMES[country], FAMILY_NAMES[country]
    place = 3 * [r.name for r in ROLES].index(role.name) + 5 * kind + number
    username = f"{role.name}.{COUNTRY_CODES[country]}.{PLACES[kind]}.{number + 1}"
    return username, given[place % len(given)], family[(place * 4 + number) % len(family)]
