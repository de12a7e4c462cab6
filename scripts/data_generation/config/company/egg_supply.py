"""Egg supply: who sells eyed eggs, and how many batches grow from the company's own eggs."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import between, figure

PLAN = "docs/realism.md, egg supply: 60 % external suppliers, 40 % own broodstock"


@dataclass(frozen=True, kw_only=True)
class EggSupply:
    """Where the eggs of the batches come from."""

    external_of_five: int = figure(
        3, "batches of each five that grow from bought eggs", PLAN, between(0, 5)
    )
    eyed_days: int = figure(
        41,
        "days from fertilisation to delivery",
        "docs/realism.md, egg supply: Crisp 1988, eyed at 250 degree-days, at 6 C",
        between(10, 120),
    )


@dataclass(frozen=True, kw_only=True)
class EggSupplier:
    """A company that sells eyed eggs; invented."""

    name: str = figure("", "name", "invented")
    contact: str = figure("", "text", "invented")
    certifications: str = figure("", "text", "certificates that such companies hold")
    code: str = figure("", "letters of its batch numbers", "invented")
    strain: str = figure("", "text", "invented")


EGG_SUPPLIERS = (
    EggSupplier(
        name="Nordrogn Ova",
        contact="sales@nordrogn.example",
        certifications="GLOBALG.A.P., RSPCA Assured",
        code="NRO",
        strain="Nordrogn, QTL for IPN resistance",
    ),
    EggSupplier(
        name="Vestfold Stamfisk",
        contact="egg@vestfold-stamfisk.example",
        certifications="GLOBALG.A.P.",
        code="VSF",
        strain="Vestfold late-maturing line",
    ),
    EggSupplier(
        name="Hólmur Breeding",
        contact="orders@holmur.example",
        certifications="GLOBALG.A.P., ISO 9001",
        code="HBR",
        strain="Hólmur, all-year eggs from land-based broodstock",
    ),
)
