"""Products for treatment: vaccines, prevention and remedies, as the books name them."""

from dataclasses import dataclass
from enum import IntEnum

from scripts.data_generation.config.figures import figure

BOOKS = "AquaMind's vocabulary"
LABEL = "as the trade names and doses it; docs/realism.md, treatments"

# The vocabulary of health_treatment.outcome; the simulation's codes are positions in it.
OUTCOMES = ("pending", "successful", "partial", "unsuccessful")


class Outcome(IntEnum):
    """How a treatment went; the number is its position in OUTCOMES."""

    PENDING = 0
    SUCCESSFUL = 1
    PARTIAL = 2
    UNSUCCESSFUL = 3


class Product(IntEnum):
    """Every product; the number is its position in PRODUCTS."""

    VACCINE_STANDARD = 0
    VACCINE_ENHANCED = 1
    FUNCTIONAL_FEED = 2
    CLEANER_FISH = 3
    LICE_SKIRT = 4
    FRESHWATER_BATH = 5
    WARM_WATER = 6
    BRUSHING = 7
    AZAMETHIPHOS = 8
    EMAMECTIN = 9
    FLORFENICOL = 10
    GILL_BATH = 11
    SUPPORTIVE_CARE = 12


@dataclass(frozen=True, kw_only=True)
class ProductFacts:
    """One product: its kind, its description, and its dosage text with `{dose}` for the number."""

    name: str = figure("", "name", LABEL)
    kind: str = figure("other", "treatment type", BOOKS)
    dosage: str = figure("", "text around the number of the dose", LABEL)
    description: str = figure("", "text", LABEL)
    manufacturer: str = figure("", "name", LABEL)


PRODUCTS = (
    ProductFacts(
        name="Six-component oil vaccine",
        kind="vaccination",
        dosage="{dose} ml a fish into the body cavity",
        description="Furunculosis, vibriosis, cold-water vibriosis, winter ulcer and IPN",
        manufacturer="PHARMAQ",
    ),
    ProductFacts(
        name="Six-component oil vaccine with PD DNA vaccine",
        kind="vaccination",
        dosage="{dose} ml a fish into the body cavity and 0.05 ml into the muscle",
        description=(
            "Furunculosis, vibriosis, cold-water vibriosis, winter ulcer, IPN and pancreas disease"
        ),
        manufacturer="PHARMAQ, Elanco",
    ),
    ProductFacts(
        name="Functional feed",
        kind="other",
        dosage="{dose} % of the ration",
        description="Course of functional feed against lice and infections ahead of the season",
    ),
    ProductFacts(
        name="Cleaner fish",
        kind="other",
        dosage="{dose} lumpfish for each 100 salmon",
        description="Lumpfish stocked against sea lice",
    ),
    ProductFacts(
        name="Lice skirt",
        kind="physical",
        dosage="{dose} m deep around the cage",
        description="Tarpaulin skirt mounted around the cage against infective lice larvae",
    ),
    ProductFacts(
        name="Freshwater bath",
        kind="physical",
        dosage="{dose} hours in fresh water",
        description="Delousing by a freshwater bath in the well-boat",
    ),
    ProductFacts(
        name="Warm water",
        kind="physical",
        dosage="30 seconds in water of {dose} degrees C",
        description="Delousing by lukewarm water",
    ),
    ProductFacts(
        name="Brushing and flushing",
        kind="physical",
        dosage="flushed at {dose} bar",
        description="Mechanical delousing by brushes and water jets",
    ),
    ProductFacts(
        name="Azamethiphos",
        kind="medication",
        dosage="bath of {dose} mg/l for 60 minutes",
        description="Delousing by an azamethiphos bath",
    ),
    ProductFacts(
        name="Emamectin benzoate",
        kind="medication",
        dosage="{dose} microgram a kg of fish and day in feed",
        description="Delousing by emamectin benzoate in feed",
    ),
    ProductFacts(
        name="Florfenicol",
        kind="medication",
        dosage="{dose} mg a kg of fish and day in feed",
        description="Course of florfenicol against a bacterial infection",
    ),
    ProductFacts(
        name="Freshwater bath for gills",
        kind="physical",
        dosage="{dose} hours in fresh water",
        description="Freshwater bath in the well-boat against amoebic gill disease",
    ),
    ProductFacts(
        name="Supportive care",
        kind="other",
        dosage="{dose} of the ration as health feed",
        description="Health feed, added oxygen and no handling during an outbreak",
    ),
)

VACCINES = (Product.VACCINE_STANDARD, Product.VACCINE_ENHANCED)
