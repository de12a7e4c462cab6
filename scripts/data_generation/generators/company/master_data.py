"""What a company's books hold before its first batch: species, stages, parameters, feeds, staff.

Rows that an AquaMind already has are found by name and used as they are.
"""

from datetime import date

from apps.batch.models import LifecycleStage, Species
from apps.broodstock.models import EggSupplier
from apps.environmental.models import EnvironmentalParameter
from apps.harvest.models import ProductGrade
from apps.health.models import LiceType, VaccinationType
from apps.infrastructure.models import ContainerType, Geography
from apps.inventory.models import Feed
from scripts.data_generation.config.company import places
from scripts.data_generation.config.company.egg_supply import EGG_SUPPLIERS
from scripts.data_generation.config.company.equipment import CONTAINER_TYPES, KINDS
from scripts.data_generation.config.feed.feeding import FEEDS
from scripts.data_generation.config.fish.harvest import GRADES
from scripts.data_generation.config.fish.life_cycle import STAGE_LABELS, Stage
from scripts.data_generation.config.health.lice import LICE_SPECIES, LICE_TYPES
from scripts.data_generation.config.health.products import PRODUCTS, VACCINES
from scripts.data_generation.config.parameters import Parameters
from scripts.data_generation.config.water.instruments import INSTRUMENTS
from scripts.data_generation.generators.company.staff import ensure_staff
from scripts.data_generation.generators.health.vocabulary import (
    ensure_reasons,
    ensure_sample_types,
    ensure_scored_signs,
)
from scripts.data_generation.generators.ledger import Ledger
from scripts.data_generation.generators.named_rows import ensure, ensure_with_history
from scripts.data_generation.generators.run_books import MasterData
from scripts.data_generation.simulation.company.layout_tables import Sites

SPECIES = "Atlantic Salmon"


def ensure_master_data(
    parameters: Parameters, sites: Sites, first_day: date, ledger: Ledger
) -> MasterData:
    """Find or make every row; new rows with history are dated to the first day of the run."""
    species = ensure(
        Species,
        ledger,
        {"name": SPECIES},
        scientific_name="Salmo salar",
        description="Farmed Atlantic salmon",
        optimal_temperature_min=6,
        optimal_temperature_max=14,
        optimal_oxygen_min=7,
        optimal_ph_min="6.2",
        optimal_ph_max="8.3",
    )
    return MasterData(
        geographies=_geographies(parameters, first_day, ledger),
        container_types=_container_types(parameters, first_day, ledger),
        species=species,
        stages=_stages(parameters, species, ledger),
        parameters=_parameters(ledger),
        feeds=_feeds(ledger),
        reasons=ensure_reasons(ledger),
        sample_types=ensure_sample_types(ledger),
        scored=ensure_scored_signs(ledger),
        staff=ensure_staff(sites, first_day, ledger),
        grades=_grades(ledger),
        egg_suppliers=_egg_suppliers(ledger),
        lice_types=_lice_types(ledger),
        vaccines=_vaccines(parameters, ledger),
    )


def _countries(parameters: Parameters) -> tuple[places.Geography, ...]:
    """Where a company of this scale has sites."""
    scale = parameters.scale
    stations = zip(places.Geography, (scale.faroe_stations, scale.scotland_stations), strict=True)
    return tuple(country for country, count in stations if count)


def _geographies(parameters: Parameters, first_day: date, ledger: Ledger) -> dict[int, int]:
    return {
        int(country): ensure_with_history(
            Geography,
            ledger,
            first_day,
            {"name": country.label},
            description=f"The company's stations and sea areas in {country.label}",
        )
        for country in _countries(parameters)
    }


def _container_types(parameters: Parameters, first_day: date, ledger: Ledger) -> tuple[int, ...]:
    return tuple(
        ensure_with_history(
            ContainerType,
            ledger,
            first_day,
            {"name": CONTAINER_TYPES[kind].name},
            category=CONTAINER_TYPES[kind].category,
            description=CONTAINER_TYPES[kind].description,
            max_volume_m3=parameters.equipment.volumes_m3[kind],
        )
        for kind in KINDS
    )


def _stages(parameters: Parameters, species: int, ledger: Ledger) -> tuple[int, ...]:
    cycle, growth = parameters.life_cycle, parameters.growth
    starts = (growth.egg_weight_g, *cycle.planned_weight_g[:-1])
    grow_out = (cycle.grow_out_days_min + cycle.grow_out_days_max) // 2
    in_tanks = (cycle.stage_days_min + cycle.stage_days_max) // 2
    return tuple(
        ensure(
            LifecycleStage,
            ledger,
            {"species_id": species, "name": label},
            order=stage + 1,
            description="In the sea" if stage == Stage.ADULT else "In fresh water",
            expected_weight_min_g=round(starts[stage], 2),
            expected_weight_max_g=cycle.planned_weight_g[stage],
            typical_duration_days=grow_out if stage == Stage.ADULT else in_tanks,
        )
        for stage, label in enumerate(STAGE_LABELS)
    )


def _parameters(ledger: Ledger) -> tuple[int, ...]:
    return tuple(
        ensure(
            EnvironmentalParameter,
            ledger,
            {"name": instrument.label},
            unit=instrument.unit,
            min_value=instrument.low,
            max_value=instrument.high,
            optimal_min=instrument.optimal_low,
            optimal_max=instrument.optimal_high,
        )
        for instrument in INSTRUMENTS
    )


def _feeds(ledger: Ledger) -> tuple[int, ...]:
    return tuple(
        ensure(
            Feed,
            ledger,
            {"name": feed.name, "brand": feed.brand},
            size_category=feed.size_category,
            pellet_size_mm=feed.pellet_mm,
            protein_percentage=feed.protein,
            fat_percentage=feed.fat,
            carbohydrate_percentage=feed.carbohydrate,
        )
        for feed in FEEDS
    )


def _grades(ledger: Ledger) -> tuple[int, ...]:
    return tuple(
        ensure(ProductGrade, ledger, {"code": code}, name=name, description=description)
        for code, name, description in GRADES
    )


def _egg_suppliers(ledger: Ledger) -> tuple[int, ...]:
    return tuple(
        ensure(
            EggSupplier,
            ledger,
            {"name": supplier.name},
            contact_details=supplier.contact,
            certifications=supplier.certifications,
        )
        for supplier in EGG_SUPPLIERS
    )


def _lice_types(ledger: Ledger) -> tuple[int, ...]:
    return tuple(
        ensure(
            LiceType,
            ledger,
            {"species": LICE_SPECIES, "gender": gender, "development_stage": stage},
            description=description,
        )
        for gender, stage, description in LICE_TYPES
    )


def _vaccines(parameters: Parameters, ledger: Ledger) -> tuple[int, ...]:
    dose = f"{parameters.vaccination.dose_ml:g}"
    facts = [PRODUCTS[product] for product in VACCINES]
    return tuple(
        ensure(
            VaccinationType,
            ledger,
            {"name": vaccine.name},
            manufacturer=vaccine.manufacturer,
            dosage=vaccine.dosage.format(dose=dose),
            description=vaccine.description,
        )
        for vaccine in facts
    )
