"""The sections of a run's parameters: one dataclass of `config/` each."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from scripts.data_generation.config.company.egg_supply import EggSupply
from scripts.data_generation.config.company.equipment import Equipment
from scripts.data_generation.config.company.records import Records
from scripts.data_generation.config.feed.feed_supply import FeedSupply
from scripts.data_generation.config.feed.feeding import Feeding
from scripts.data_generation.config.fish.growth import Growth
from scripts.data_generation.config.fish.harvest import Harvest
from scripts.data_generation.config.fish.life_cycle import LifeCycle
from scripts.data_generation.config.fish.mortality import Mortality
from scripts.data_generation.config.health.delousing import Delousing
from scripts.data_generation.config.health.examination import Examination
from scripts.data_generation.config.health.laboratory import Laboratory
from scripts.data_generation.config.health.lice import Lice
from scripts.data_generation.config.health.outbreaks import Outbreaks
from scripts.data_generation.config.health.prevention import Prevention
from scripts.data_generation.config.health.surveillance import Surveillance
from scripts.data_generation.config.health.vaccination import Vaccination
from scripts.data_generation.config.scales import Scale
from scripts.data_generation.config.scenario import Scenario
from scripts.data_generation.config.water.daily_water import Water
from scripts.data_generation.config.water.water_events import WaterEvents
from scripts.data_generation.config.water.weather import Weather


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """The sections of a run's parameters. A new section is one more field here."""

    scale: Scale
    equipment: Equipment = field(default_factory=Equipment)
    life_cycle: LifeCycle = field(default_factory=LifeCycle)
    growth: Growth = field(default_factory=Growth)
    mortality: Mortality = field(default_factory=Mortality)
    feeding: Feeding = field(default_factory=Feeding)
    feed_supply: FeedSupply = field(default_factory=FeedSupply)
    water: Water = field(default_factory=Water)
    weather: Weather = field(default_factory=Weather)
    records: Records = field(default_factory=Records)
    water_events: WaterEvents = field(default_factory=WaterEvents)
    vaccination: Vaccination = field(default_factory=Vaccination)
    prevention: Prevention = field(default_factory=Prevention)
    outbreaks: Outbreaks = field(default_factory=Outbreaks)
    examination: Examination = field(default_factory=Examination)
    laboratory: Laboratory = field(default_factory=Laboratory)
    surveillance: Surveillance = field(default_factory=Surveillance)
    harvest: Harvest = field(default_factory=Harvest)
    egg_supply: EggSupply = field(default_factory=EggSupply)
    scenario: Scenario = field(default_factory=Scenario)
    lice: Lice = field(default_factory=Lice)
    delousing: Delousing = field(default_factory=Delousing)


SECTIONS = tuple(section.name for section in fields(Parameters))


def sections(parameters: Parameters) -> Iterator[tuple[str, Any]]:
    """Name and figures of every section."""
    return ((name, getattr(parameters, name)) for name in SECTIONS)


def keys(section: type) -> tuple[str, ...]:
    """Names of a section's figures."""
    return tuple(item.name for item in fields(section))
