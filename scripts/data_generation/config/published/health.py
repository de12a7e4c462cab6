"""Published spread and season of lice, and frequencies of diseases, for the checks of books."""

from typing import NamedTuple

from scripts.data_generation.config.published.band import Published, around

COUNTS = "docs/realism.md, lice counts"
DISEASES = "docs/realism.md, diseases"

OVERDISPERSION = Published(
    1.0,
    20.0,
    "times Poisson's variance",
    COUNTS,
    "negative binomial on farms (Jeong & Revie 2020; Baillie et al. 2009), so above 1; at 20 a "
    "cage's lice would sit on one fish",
)
# Dispersion k of the negative binomial of single fish, as 1/k: only its estimate has a mean.
AGGREGATION = {
    "attached": Published(1 / 2.5, 1 / 0.7, "1/k", COUNTS, "k 0.7-2.5 for chalimus"),
    "mobile": Published(1 / 3.0, 1 / 1.0, "1/k", COUNTS, "k 1-3 for mobiles"),
}
FEMALE_CENTRE = around(
    8.7,
    1.8,
    "month",
    "docs/realism.md, development of lice",
    "moulting takes 41-73 days at 10-6 °C (Hamre et al. 2019), so adult females follow the "
    "warmth of July to September; two months of difference between years",
)
SUMMER_OVER_WINTER = Published(
    1.0,
    4.0,
    "ln of summer over winter",
    "docs/realism.md, development of lice",
    "below 5 °C infection nearly stops (FHF): three to fifty times as many in July to September "
    "as in January to March, by coast and year",
)


class Incidence(NamedTuple):
    """Outbreaks a year of a site with fish, lowest and highest published; `where` it was."""

    low: float
    high: float
    where: str


# By the name of the reason of deaths in the books.
AT_SEA = {
    "Infectious pancreatic necrosis (IPN)": Incidence(0.02, 0.12, "Norway now 0.03-0.05"),
    "Pancreas disease (PD)": Incidence(0.08, 0.20, "Norway 2024 and 2012"),
    "Salmonid rickettsial septicaemia (SRS)": Incidence(0.0, 0.08, "here below 0.01, plan 0.08"),
    "Heart and skeletal muscle inflammation (HSMI)": Incidence(0.08, 0.20, "Norway 0.15-0.2"),
    "Amoebic gill disease (AGD)": Incidence(0.20, 0.70, "0.3-0.7; plan 0.25"),
    "Viral haemorrhagic septicaemia (VHS)": Incidence(0.0, 0.01, "hardly known here"),
    "Infectious haematopoietic necrosis (IHN)": Incidence(0.0, 0.01, "never found here"),
    "Infectious salmon anaemia (ISA)": Incidence(0.01, 0.04, "Norway 2024 0.02"),
    "Cardiomyopathy syndrome (CMS)": Incidence(0.10, 0.20, "Norway 0.15-0.2; plan 0.12"),
    "Winter ulcer": Incidence(0.04, 0.20, "Faroe 0.05-0.1, northern Norway more"),
}
IN_TANKS = {"Infectious pancreatic necrosis (IPN)": Incidence(0.03, 0.15, "Norway; plan 0.12")}

# Share of outbreaks of a disease that begin in these months.
SEASONS = {
    "Pancreas disease (PD)": (
        (8, 9, 10),
        Published(0.40, 0.75, "share of outbreaks", DISEASES, "57 % (Crockford et al. 1999)"),
    ),
    "Winter ulcer": (
        (11, 12, 1, 2, 3, 4, 5),
        Published(0.80, 1.0, "share of outbreaks", DISEASES, "November to May, below 8-10 °C"),
    ),
    "Amoebic gill disease (AGD)": (
        (7, 8, 9, 10, 11, 12, 1),
        Published(0.60, 1.0, "share of outbreaks", DISEASES, "late summer to January"),
    ),
}
