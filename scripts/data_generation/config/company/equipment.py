"""Equipment: trays, tanks, cages and feed stores, with the densities they may carry.

Sizes follow from the plan. At the end of each stage the largest batch has a published density, and
at least a tenth of the capacity of its containers is free.
"""

from dataclasses import dataclass
from enum import IntEnum

from scripts.data_generation.config.figures import between, figure
from scripts.data_generation.config.fish.life_cycle import Stage
from scripts.data_generation.config.scales import Scale

TANKS = "docs/realism.md, sites, cages and density"
CAGES = "docs/realism.md, sites, cages and density: 160 m circumference x 20 m depth = 40,700 m3"
DEEP = "circular tank, depth a quarter of its diameter, and as much floor again for water treatment"
STORES = "docs/realism.md, feed stores: two to five weeks at the stage's highest ration"


class ContainerKind(IntEnum):
    """The kinds of container, in the order a batch passes them."""

    TRAY = 0
    FRY_TANK = 1
    PARR_TANK = 2
    SMOLT_TANK = 3
    POST_SMOLT_TANK = 4
    PRE_TRANSFER_TANK = 5
    CAGE = 6


KINDS = tuple(ContainerKind)
FRESHWATER_KINDS = KINDS[: ContainerKind.CAGE]

# The kind of container of each stage; pre-transfer tanks take a share of the post-smolts.
KIND_OF_STAGE = (
    ContainerKind.TRAY,
    ContainerKind.FRY_TANK,
    ContainerKind.PARR_TANK,
    ContainerKind.SMOLT_TANK,
    ContainerKind.POST_SMOLT_TANK,
    ContainerKind.CAGE,
)

# The stage whose fish live in each kind; pre-transfer tanks stand in the post-smolt hall.
STAGE_OF_KIND = (
    Stage.EGG_ALEVIN,
    Stage.FRY,
    Stage.PARR,
    Stage.SMOLT,
    Stage.POST_SMOLT,
    Stage.POST_SMOLT,
    Stage.ADULT,
)


@dataclass(frozen=True, kw_only=True)
class ContainerType:
    """How a kind of container is named in the books."""

    name: str = figure("", "name", "the company's register of equipment")
    category: str = figure("TANK", "AquaMind's vocabulary: TANK, PEN or TRAY", "AquaMind")
    word: str = figure("", "the word in a container's name", "the company's register of equipment")
    description: str = figure("", "text", "the company's register of equipment")


# In the order of ContainerKind.
CONTAINER_TYPES = tuple(
    ContainerType(name=name, category=category, word=word, description=description)
    for name, category, word, description in (
        ("Hatching Tray", "TRAY", "Tray", "Egg and alevin tray unit with upwelling water"),
        ("Fry Tank", "TANK", "Fry", "Circular first-feeding tank, 10 m3"),
        ("Parr Tank", "TANK", "Parr", "Circular recirculation tank, 80 m3"),
        ("Smolt Tank", "TANK", "Smolt", "Circular recirculation tank, 520 m3"),
        ("Post-Smolt Tank", "TANK", "Post-Smolt", "Circular recirculation tank, 1,200 m3"),
        ("Pre-Transfer Tank", "TANK", "Pre-Transfer", "Delivery tank beside the quay, 1,200 m3"),
        ("Ring Pen", "PEN", "Cage", "Circular cage, 160 m circumference, 20 m deep"),
    )
)


@dataclass(frozen=True, kw_only=True)
class Equipment:
    """Sizes and limits of containers, halls, areas and feed stores."""

    tray_volume_m3: float = figure(
        0.4, "m3", "80,000 eyed eggs at 5,000-6,500 a litre lie in 12-16 L of it", between(0.05, 5)
    )
    fry_tank_volume_m3: float = figure(10.0, "m3", f"{TANKS}: 2-10 m3", between(1, 50))
    parr_tank_volume_m3: float = figure(80.0, "m3", f"{TANKS}: 50-200 m3", between(10, 500))
    smolt_tank_volume_m3: float = figure(
        520.0,
        "m3",
        f"{TANKS}: between parr (50-200) and post-smolt (500-2,000 m3)",
        between(50, 2000),
    )
    post_smolt_tank_volume_m3: float = figure(
        1200.0, "m3", f"{TANKS}: 500-2,000 m3", between(100, 5000)
    )
    pre_transfer_tank_volume_m3: float = figure(
        1200.0, "m3", f"{TANKS}: 500-2,000 m3", between(100, 5000)
    )
    cage_volume_m3: float = figure(40_700.0, "m3", CAGES, between(1000, 100_000))

    tray_max_density: float = figure(
        40.0,
        "kg/m3",
        "docs/realism.md, sites, cages and density: the upper end for fry",
        between(1, 100),
    )
    fry_tank_max_density: float = figure(40.0, "kg/m3", f"{TANKS}: 20-40", between(1, 100))
    parr_tank_max_density: float = figure(60.0, "kg/m3", f"{TANKS}: 30-60", between(1, 100))
    smolt_tank_max_density: float = figure(60.0, "kg/m3", f"{TANKS}: 40-60", between(1, 100))
    post_smolt_tank_max_density: float = figure(75.0, "kg/m3", f"{TANKS}: 40-75", between(1, 100))
    pre_transfer_tank_max_density: float = figure(75.0, "kg/m3", f"{TANKS}: 40-75", between(1, 100))
    cage_max_density: float = figure(
        25.0, "kg/m3", f"{TANKS}: practice 15-20, limit 25", between(1, 40)
    )
    area_share_of_cages: float = figure(
        0.90,
        "licensed biomass of an area, as a share of what its cages may carry together",
        "docs/realism.md, sites, cages and density: never all cages at their limit",
        between(0.1, 1),
    )

    tray_floor_m2: float = figure(4.0, "m2", "tray racks and their aisles", between(0.5, 50))
    fry_tank_floor_m2: float = figure(22.0, "m2", DEEP, between(1, 200))
    parr_tank_floor_m2: float = figure(86.0, "m2", DEEP, between(5, 500))
    smolt_tank_floor_m2: float = figure(300.0, "m2", DEEP, between(20, 2000))
    post_smolt_tank_floor_m2: float = figure(525.0, "m2", DEEP, between(50, 5000))
    pre_transfer_tank_floor_m2: float = figure(525.0, "m2", DEEP, between(50, 5000))

    silos: tuple[int, ...] = figure(
        (1, 2, 2, 2, 2), "silos per hall, by stage", f"{STORES}; eggs are not fed", between(1, 2)
    )
    silo_capacity_kg: tuple[float, ...] = figure(
        (2_000.0, 4_000.0, 22_000.0, 65_000.0, 140_000.0),
        "kg per silo, by the hall's stage",
        STORES,
        between(100, 500_000),
    )
    cages_per_barge: int = figure(
        7,
        "cages per feed barge; an area has 2 or 3 barges",
        "feed barges of 6 to 12 lines",
        between(1, 40),
    )
    barge_capacity_kg: float = figure(
        650_000.0, "kg", f"{STORES}; barges of 400-800 t are common", between(10_000, 2_000_000)
    )

    @property
    def volumes_m3(self) -> tuple[float, ...]:
        """Volume of one container, in the order of ContainerKind."""
        return (
            self.tray_volume_m3,
            self.fry_tank_volume_m3,
            self.parr_tank_volume_m3,
            self.smolt_tank_volume_m3,
            self.post_smolt_tank_volume_m3,
            self.pre_transfer_tank_volume_m3,
            self.cage_volume_m3,
        )

    @property
    def max_densities(self) -> tuple[float, ...]:
        """Highest density in kg/m3, in the order of ContainerKind."""
        return (
            self.tray_max_density,
            self.fry_tank_max_density,
            self.parr_tank_max_density,
            self.smolt_tank_max_density,
            self.post_smolt_tank_max_density,
            self.pre_transfer_tank_max_density,
            self.cage_max_density,
        )

    @property
    def max_biomass_kg(self) -> tuple[float, ...]:
        """Most fish one container may carry, in the order of ContainerKind."""
        return tuple(
            round(volume * density, 2)
            for volume, density in zip(self.volumes_m3, self.max_densities, strict=True)
        )

    @property
    def floors_m2(self) -> tuple[float, ...]:
        """Hall floor of one container, in the order of ContainerKind; a cage has none."""
        return (
            self.tray_floor_m2,
            self.fry_tank_floor_m2,
            self.parr_tank_floor_m2,
            self.smolt_tank_floor_m2,
            self.post_smolt_tank_floor_m2,
            self.pre_transfer_tank_floor_m2,
            0.0,
        )

    def barges(self, cages: int) -> int:
        """Feed barges of an area with this many cages: 2 or 3."""
        return min(max(-(-cages // self.cages_per_barge), 2), 3)

    def area_max_biomass_kg(self, cages: int) -> float:
        """Licensed biomass of an area with this many cages, kg."""
        return round(cages * self.max_biomass_kg[ContainerKind.CAGE] * self.area_share_of_cages, 2)


def containers_per_site(scale: Scale) -> tuple[int, ...]:
    """Containers of one station, and cages of one area, in the order of ContainerKind."""
    return (
        scale.trays,
        scale.fry_tanks,
        scale.parr_tanks,
        scale.smolt_tanks,
        scale.post_smolt_tanks,
        scale.pre_transfer_tanks,
        scale.cages_per_area,
    )


def capacity_kg(scale: Scale, equipment: Equipment, kind: ContainerKind) -> float:
    """Most fish that all containers of this kind at one site may carry, kg."""
    return containers_per_site(scale)[kind] * equipment.max_biomass_kg[kind]
