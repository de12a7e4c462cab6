"""Grading: how the fish of an emptied cage divide into grades, and what they weigh as product."""

import numpy as np

from scripts.data_generation.config.fish.weighing import WEIGHING
from scripts.data_generation.config.units import GRAMS_A_KG
from scripts.data_generation.simulation.company.world import World
from scripts.data_generation.simulation.ledger.events import ChunkEvents
from scripts.data_generation.simulation.ledger.farm_state import FarmState
from scripts.data_generation.simulation.ledger.move_tables import HarvestLots, Harvests
from scripts.data_generation.simulation.logistics.stocking import even_split


def grade_cages(world: World, state: FarmState, events: ChunkEvents, harvests: Harvests) -> None:
    """Log one lot a harvest and grade that has fish; the lots' live weight is the cage's biomass.

    Grades by shares that vary between cages, gutted and fillet weight by yields of live weight.
    """
    figures = world.parameters.harvest
    usual = np.asarray(figures.grade_shares)
    grades = np.arange(len(usual))
    luck = world.streams["harvest grade"].normal(harvests.id[:, None], 0, grades[None, 1:])
    odds = np.tile(usual, (len(harvests), 1))
    odds[:, 1:] *= np.exp(figures.grade_sd * luck - figures.grade_sd**2 / 2)
    fish = np.asarray(
        [even_split(int(n), row) for n, row in zip(harvests.count, odds, strict=True)]
    )
    parts = fish * np.asarray(figures.grade_weights)
    biomass_kg = harvests.count * harvests.weight_g / GRAMS_A_KG
    live_kg = parts / parts.sum(axis=1, keepdims=True) * biomass_kg[:, None]
    spread = world.streams["gutted yield"].normal(harvests.id)
    limit = WEIGHING.gutted_limit_sd
    gutted = figures.gutted_yield + figures.gutted_yield_sd * np.clip(spread, -limit, limit)
    fillet = figures.fillet_yield * gutted / figures.gutted_yield
    rows, grade = np.nonzero(fish)
    events.harvest_lots.append(
        HarvestLots(
            id=state.numbers("harvest_lot", len(rows)),
            harvest=harvests.id[rows],
            grade=grade,
            count=fish[rows, grade],
            live_kg=live_kg[rows, grade],
            gutted_kg=(live_kg * gutted[:, None])[rows, grade],
            fillet_kg=(live_kg * fillet[:, None])[rows, grade],
        )
    )
