"""Why fish died: what the day named, or a reason that is usual for their cause and water."""

from functools import cache

import numpy as np

from scripts.data_generation.array_types import Floats, Integers
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.fish.mortality import CAUSE_CODES
from scripts.data_generation.config.fish.mortality_reasons import ORDINARY, REASONS
from scripts.data_generation.simulation.biology.mortality import chosen
from scripts.data_generation.simulation.ledger.fish_tables import Deaths
from scripts.data_generation.simulation.ledger.randomness import Streams


def reasons_of(streams: Streams, deaths: Deaths) -> Integers:
    """The reason of each row of a log of deaths, as Reason; addressed by assignment and day."""
    stage = deaths.stage
    water = np.select([stage == Stage.EGG_ALEVIN, stage == Stage.ADULT], [0, 2], 1)
    luck = streams["death reason"].uniform(deaths.assignment, deaths.day)
    usual = chosen(luck, _usual()[deaths.cause, water])
    return np.where(deaths.reason >= 0, deaths.reason, usual)


@cache
def _usual() -> Floats:
    """How often each reason is named, shape (causes, waters, reasons)."""
    waters = len(ORDINARY[CAUSE_CODES[0]])
    shares = np.zeros((len(CAUSE_CODES), waters, len(REASONS)))
    for cause, code in enumerate(CAUSE_CODES):
        for water, named in enumerate(ORDINARY[code]):
            for reason, share in named:
                shares[cause, water, reason] = share
    return shares
