"""The palette: any two colours are told apart, whatever colours a reader's eyes tell apart."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from apps.batch.models import MortalityEvent
from apps.explorer import palette
from apps.health.models import Treatment

pytestmark = pytest.mark.no_database

CSS = Path(palette.__file__).parent / "static" / "explorer" / "palette.css"
GROUNDS = {"light": (palette.LIGHT, "#ffffff"), "dark": (palette.DARK, "#182429")}
# What linear red, green and blue become for people who lack one kind of cone: Machado, Oliveira
# and Fernandes (2009), severity 1.0.
EYES = {
    "all colours": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
# To OKLab (Ottosson, 2020), in which equal distances look equally far apart; 0.02 is just seen.
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
LEAST_DISTANCE = 0.09
LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11: parts of graphics


def linear(tint: str) -> np.ndarray:
    """Linear red, green and blue, 0 to 1, of a colour as a style sheet writes it."""
    values = np.array([int(tint[n : n + 2], 16) for n in (1, 3, 5)]) / 255.0
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def distance(one: str, other: str, eyes: np.ndarray) -> float:
    """How far apart two colours look to these eyes."""
    labs = [TO_LAB @ np.cbrt(TO_CONES @ np.clip(eyes @ linear(t), 0, 1)) for t in (one, other)]
    return float(np.linalg.norm(labs[0] - labs[1]))


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours, 1 to 21."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    low, high = sorted(float(weights @ linear(t)) + 0.05 for t in (one, other))
    return high / low


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_any_two_colours_are_told_apart(ground: str, eyes: str) -> None:
    tints, _ = GROUNDS[ground]
    near = {
        (a, b): round(distance(tints[a], tints[b], EYES[eyes]), 3)
        for a, b in combinations(tints, 2)
    }
    assert {pair: far for pair, far in near.items() if far < LEAST_DISTANCE} == {}


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_colour_stands_out_from_its_ground(ground: str) -> None:
    tints, below = GROUNDS[ground]
    assert {n: t for n, t in tints.items() if contrast(t, below) < LEAST_CONTRAST} == {}


def test_a_distance_sees_what_colour_blind_people_do_not() -> None:
    assert distance("#d00000", "#408000", EYES["all colours"]) > 0.2
    assert distance("#c04e00", "#7a6a00", EYES["protanopia"]) < LEAST_DISTANCE


@pytest.mark.parametrize(
    ("meanings", "values"),
    [
        (palette.CAUSES, MortalityEvent.Cause.values),
        (palette.OUTCOMES, Treatment.Outcome.values),
    ],
)
def test_every_kind_has_a_colour_of_its_own(meanings, values) -> None:
    assert set(meanings) == set(values)
    assert len(set(meanings.values())) == len(meanings)
    assert set(meanings.values()) <= set(palette.NAMES)
    assert len(set(palette.STAGES)) == len(palette.STAGES)


def test_the_style_sheet_has_the_palette() -> None:
    assert CSS.read_text("utf-8") == palette.as_css()
