"""What lice need to know of the sea areas: distances, room, exposure of cages, days of counting."""

from dataclasses import dataclass

import numpy as np

from scripts.data_generation.array_types import Booleans, Floats, Integers
from scripts.data_generation.config.company.places import Geography
from scripts.data_generation.config.company.working_day import WORKING_DAY
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.parameters import Parameters
from scripts.data_generation.config.units import DAYS_A_WEEK, GRAMS_A_KG
from scripts.data_generation.simulation.biology.lice import larval_reach
from scripts.data_generation.simulation.biology.mortality import frailty
from scripts.data_generation.simulation.company.layout import Layout
from scripts.data_generation.simulation.ledger.randomness import Streams
from scripts.data_generation.simulation.water.water_bodies import halls_of


@dataclass(frozen=True)
class LiceWaters:
    """Fixed facts of the sea areas, in their order; an area's water body is `halls` + its place."""

    halls: int
    first_site: int
    reach: Floats
    full_fish: Floats
    cages: Integers
    faroe: Booleans
    # Copepodids a fish and day from outside the farms, mean of the year.
    wild_pressure: Floats
    count_offset: Integers
    # By container, 1 for trays and tanks.
    exposure: Floats

    @classmethod
    def of(
        cls, layout: Layout, areas_km: Floats, parameters: Parameters, streams: Streams
    ) -> "LiceWaters":
        """The waters of a layout; `areas_km` from each area to each, shape (areas, areas)."""
        sites, areas, lice = layout.sites, layout.areas, parameters.lice
        first = len(layout.stations)
        in_sea = layout.containers.site >= first
        place = layout.containers.site[in_sea] - first
        room_kg = np.bincount(
            place, weights=layout.containers.max_biomass_kg[in_sea], minlength=len(areas)
        )
        planned_kg = parameters.life_cycle.planned_weight_g[Stage.ADULT] / GRAMS_A_KG
        exposure = np.ones(len(layout.containers))
        exposure[in_sea] = frailty(
            streams["lice exposure"].normal(np.flatnonzero(in_sea)), lice.cage_sd
        )
        faroe = sites.geography[areas] == Geography.FAROE_ISLANDS
        # Proleptic day 1 was a Monday.
        workdays = [
            day
            for day in range(lice.count_interval_days)
            if (day - 1) % DAYS_A_WEEK < WORKING_DAY.workdays_a_week
        ]
        turn = np.arange(len(areas)) * WORKING_DAY.count_step_workdays
        return cls(
            halls=halls_of(first),
            first_site=first,
            reach=larval_reach(areas_km, lice),
            full_fish=room_kg / planned_kg,
            cages=np.bincount(place, minlength=len(areas)),
            faroe=faroe,
            wild_pressure=np.where(faroe, lice.wild_pressure_faroe, lice.wild_pressure_scotland),
            count_offset=np.asarray(workdays)[turn % len(workdays)],
            exposure=exposure,
        )
