"""Who works for the company: roles, sites per person, and names of people."""

from dataclasses import dataclass

from scripts.data_generation.config.company.places import Geography
from scripts.data_generation.config.figures import at_least, figure

CREWS = "docs/realism.md, staff"


@dataclass(frozen=True, kw_only=True)
class Role:
    """A kind of work. One account signs it for `sites_a_person` neighbouring sites of a kind."""

    name: str = figure("", "word that begins the account's name", CREWS)
    title: str = figure("", "name of the account where it stands for no single person", CREWS)
    sites_a_person: int = figure(
        0, "stations or sea areas; 0: one account per country", CREWS, at_least(0)
    )
    code: str = figure("OPR", "AquaMind's vocabulary of roles", "AquaMind")
    subsidiary: str = figure("", "AquaMind's vocabulary; empty: that of the sites", "AquaMind")
    department: str = figure("", "name", CREWS)


ROLES = (
    Role(name="hatchery", title="Hatchery", subsidiary="FW", department="Hatchery"),
    Role(name="farming", title="Sea farming", subsidiary="FM", department="Sea farming"),
    Role(
        name="veterinarian",
        title="Veterinarian",
        sites_a_person=7,
        code="VET",
        subsidiary="ALL",
        department="Fish health",
    ),
    Role(
        name="manager", title="Site manager", sites_a_person=2, code="MGR", department="Production"
    ),
    Role(name="feeder", title="Feeder", sites_a_person=1, department="Feeding"),
)

COUNTRY_CODES = {Geography.FAROE_ISLANDS: "faroe", Geography.SCOTLAND: "scotland"}


def _names(text: str) -> tuple[str, ...]:
    """The words of a text, in its order."""
    return tuple(text.split())


# Common given and family names of each country; a person's number picks one of each.
GIVEN_NAMES = {
    Geography.FAROE_ISLANDS: _names(
        "Jógvan Sólrun Hanus Marjun Bárður Turið Høgni Elin Páll Rannvá Rói Anna Jákup"
    ),
    Geography.SCOTLAND: _names(
        "Callum Eilidh Iain Morag Ewan Fiona Hamish Catriona Angus Isla Ruaridh Kirsty Murdo"
    ),
}
FAMILY_NAMES = {
    Geography.FAROE_ISLANDS: _names(
        "Joensen Hansen Jacobsen Olsen Poulsen Petersen "
        "Djurhuus Mortensen Thomsen Niclasen Johannesen"
    ),
    Geography.SCOTLAND: _names(
        "MacLeod Campbell Morrison MacDonald Fraser Mackenzie Sinclair Stewart MacKay Ross Leask"
    ),
}
