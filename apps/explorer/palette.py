"""The colours of all pages, reports and pictures: one palette, and what each colour stands for.

Chosen so that any two of the eight are told apart by people with all kinds of colour blindness,
and each stands out from its ground (contrast 3 to 1): tests/apps/explorer/test_palette.py has the
distances. `as_css` writes them for the style sheets; after a change
`python -m apps.explorer.palette > apps/explorer/static/explorer/palette.css`.
"""

import sys
from collections.abc import Mapping

# On white, and on the dark ground of the pages.
LIGHT: Mapping[str, str] = {
    "c1": "#4e8ff1",  # blue
    "c2": "#a55f1c",  # brown
    "c3": "#066058",  # sea green
    "c4": "#5b1a5a",  # plum
    "c5": "#b68b10",  # ochre
    "c6": "#367c91",  # steel
    "c7": "#8e9692",  # grey
    "c8": "#9a030c",  # red
}
DARK: Mapping[str, str] = {
    "c1": "#0c78e0",
    "c2": "#e37924",
    "c3": "#cfffd1",
    "c4": "#94578a",
    "c5": "#e7c842",
    "c6": "#98d0f1",
    "c7": "#9d979d",
    "c8": "#c53831",
}
NAMES = tuple(LIGHT)

# The stages of life in their order: Egg&Alevin, Fry, Parr, Smolt, Post-Smolt, Adult.
STAGES = ("c7", "c5", "c3", "c6", "c2", "c1")

# What fish died of, by the value in the books (MortalityEvent.Cause).
CAUSES: Mapping[str, str] = {
    "DISEASE": "c8",
    "HANDLING": "c2",
    "PREDATION": "c4",
    "ENVIRONMENTAL": "c3",
    "UNKNOWN": "c7",
    "OTHER": "c5",
}

# What came of a treatment, by the value in the books (Treatment.Outcome).
OUTCOMES: Mapping[str, str] = {
    "successful": "c3",
    "partial": "c5",
    "unsuccessful": "c8",
    "pending": "c7",
}

# What happened to the water, by the value in the generator's table (WaterEvent.kind).
WATER_EVENTS: Mapping[str, str] = {
    "STORM": "c1",
    "ALGAE_BLOOM": "c3",
    "HEAT_WAVE": "c8",
    "COLD_SNAP": "c6",
    "OXYGEN_DEPLETION": "c4",
}


def stage_colour(order: int) -> str:
    """The colour's name of a stage by its place among the stages of its species, from 1 on."""
    return STAGES[(order - 1) % len(STAGES)]


def nth(place: int) -> str:
    """The colour's name of the so-manieth of several things without a colour of their own."""
    return NAMES[place % len(NAMES)]


def as_css() -> str:
    """The palette as variables of a style sheet, light, dark and on paper."""
    light, dark = (
        "\n".join(f"{indent}--{name}: {tint};" for name, tint in tints.items())
        for tints, indent in ((LIGHT, "  "), (DARK, "    "))
    )
    return (
        "/* Written by `python -m apps.explorer.palette`, where each colour's meaning is. */\n\n"
        f":root, :root.paper {{\n{light}\n}}\n\n"
        f"@media (prefers-color-scheme: dark) {{\n  :root:not(.paper) {{\n{dark}\n  }}\n}}\n"
    )


if __name__ == "__main__":
    sys.stdout.write(as_css())
