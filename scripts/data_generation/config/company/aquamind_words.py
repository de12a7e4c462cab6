"""What an AquaMind calls what this program knows by another name; two names of one thing.

Its migrations, its own set-up and people who began by hand use different words. A row that means
the same is used, whatever it is called.
"""

# The program's name: names that mean the same. Case, signs and a plural's s make no difference.
OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "Atlantic Salmon": ("Salmo salar", "Salmon"),
    "Hatching Tray": ("Incubation Trays", "Egg & Alevin Trays"),
    "Fry Tank": ("Small Tanks - Fry",),
    "Parr Tank": ("Medium Tanks - Parr",),
    "Smolt Tank": ("Large Tanks - Smolt",),
    "Pre-Transfer Tank": ("Pre-Transfer Tanks - Post-Smolt",),
    "Ring Pen": ("Sea Rings", "Sea Cage", "Adult Sea Cages"),
    "Dissolved Oxygen": ("Oxygen", "DO"),
    "Carbon Dioxide (CO2)": ("CO2", "Carbon Dioxide"),
    "Total Ammonia Nitrogen": ("Ammonia", "NH4", "TAN"),
    "Nitrite (NO2)": ("Nitrite", "NO2", "Nitrite Nitrogen"),
    "Nitrate (NO3)": ("Nitrate", "NO3", "Nitrate Nitrogen"),
    "Gill Condition": ("Gill Health",),
    "Wounds/Lesions": ("Wounds and Skin Condition", "Skin Condition"),
    "Appetite": ("Appetite and Feeding Response",),
    "Mucous Membrane": ("Mucous Membrane Condition",),
    "Color/Pigmentation": ("Color and Pigmentation",),
    "Swimming Behavior": ("Swimming Behaviour",),
    "Infectious": ("Disease",),
    "Predators": ("Predation",),
    "Environment": ("Environmental",),
    "Faeces": ("Fecal", "Faecal"),
}
# Units that say the same; others make it another quantity.
OTHER_UNITS: dict[str, tuple[str, ...]] = {
    "PSU": ("ppt", "g/kg", "‰"),
    "°C": ("C", "deg C"),
    "pH": ("", "-"),
    "%": ("% sat", "%sat"),
}


def means(name: str, other: str) -> bool:
    """Whether a row that is called `other` is what this program calls `name`."""
    return _plain(other) in {_plain(word) for word in (name, *OTHER_WORDS.get(name, ()))}


def same_unit(unit: str, other: str) -> bool:
    """Whether two units are one."""
    return other.casefold() in {word.casefold() for word in (unit, *OTHER_UNITS.get(unit, ()))}


def _plain(name: str) -> str:
    """The words of a name without case, signs and a plural's s."""
    letters = "".join(letter if letter.isalnum() else " " for letter in name.casefold())
    return " ".join(word.removesuffix("s") for word in letters.split())
