"""Constants of published formulas. They belong to a formula, so a run cannot choose them."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import figure

IWAMA = "docs/realism.md, TGC by stage: Iwama & Tautz 1981, W^(1/3) grows by TGC/1000 a degree-day"
FULTON = "docs/realism.md, K-factor by stage: Fulton 1904, K = 100 W / L^3"
STIEN = "docs/realism.md, development of lice: Stien et al. 2005, MEPS 290:263"
JONSWAP = "docs/realism.md, waves: JONSWAP, Hasselmann et al. 1973"
FORSYTHE = (
    "docs/realism.md, day length and light: Forsythe et al. 1995, doi 10.1016/0304-3800(94)00034-F"
)
KASTEN = "docs/realism.md, day length and light: Kasten & Czeplak 1980, Solar Energy 24:177"
LIGHT = "docs/realism.md, day length and light"
TEOS = "docs/realism.md, oxygen solubility: TEOS-10"


@dataclass(frozen=True, kw_only=True)
class FishShape:
    """Weight over time and over length: W = (W0^(1/3) + TGC/1000 * sum T)^3, K = 100 W / L^3."""

    weight_power: int = figure(3, "power of the sum that gives the weight", IWAMA)
    tgc_scale: float = figure(1000.0, "TGC is written times this number", IWAMA)
    condition_scale: float = figure(100.0, "K is written times this number", FULTON)


@dataclass(frozen=True, kw_only=True)
class LiceDevelopment:
    """Days of eggs and nauplii: [b1 / (T - 10 + b1 b2)]^2."""

    reference_c: float = figure(10.0, "degrees C", STIEN)
    least_warmth: float = figure(
        0.5, "least value of T - 10 + b1 b2", f"{STIEN}; colder than -3 C it has no meaning"
    )


@dataclass(frozen=True, kw_only=True)
class WindSea:
    """Waves of a wind U, m/s, over a fetch F, m.

    Hs = 0.0016 U sqrt(F/g) and gT/U = 0.286 (gF/U^2)^(1/3).
    """

    height: float = figure(0.0016, "no unit", JONSWAP)
    period: float = figure(0.286, "no unit", JONSWAP)
    gravity: float = figure(9.81, "m/s2", JONSWAP)
    least_wind_m_s: float = figure(0.1, "m/s, so that a calm has a period", "a choice")


@dataclass(frozen=True, kw_only=True)
class Sunlight:
    """Where the sun stands on a day and hour, and how much of its light reaches the ground."""

    horizon_deg: float = figure(
        0.8333, "degrees below the horizon at which the sun's middle rises and sets", FORSYTHE
    )
    revolution_start: float = figure(0.2163108, "radians", FORSYTHE)
    revolution_shape: float = figure(0.9671396, "no unit", FORSYTHE)
    revolution_a_day: float = figure(0.00860, "radians a day", FORSYTHE)
    revolution_day: float = figure(186.0, "day of the year", FORSYTHE)
    tilt: float = figure(0.39795, "sine of the tilt of the earth's axis", FORSYTHE)
    noon_hour: float = figure(12.0, "hour UTC at longitude 0", "the equation of time is left out")
    clear_w_m2: float = figure(910.0, "W/m2 times the sine of the sun's height", KASTEN)
    clear_loss_w_m2: float = figure(30.0, "W/m2", KASTEN)
    cloud_loss: float = figure(0.75, "share that a full cloud cover takes", KASTEN)
    cloud_power: float = figure(3.4, "power of the share of the sky under cloud", KASTEN)
    photosynthetic_share: float = figure(0.45, "share of sunlight", f"{LIGHT}: McCree 1972")
    photons_umol_per_j: float = figure(4.57, "umol/J", f"{LIGHT}: McCree 1972")
    lumen_per_w: float = figure(110.0, "lm/W", f"{LIGHT}: 100-120, Littlefair 1985")


@dataclass(frozen=True, kw_only=True)
class SeaWater:
    """From umol of oxygen a kg of water to mg/L, and from practical to absolute salinity."""

    oxygen_g_per_mol: float = figure(31.9988, "g/mol", TEOS)
    grams_a_microgram: float = figure(1e-6, "g/ug", TEOS)
    absolute_salinity: float = figure(35.16504, "g/kg", f"{TEOS}: Millero et al. 2008")
    practical_salinity: float = figure(
        35.0, "PSU of the same water", f"{TEOS}: Millero et al. 2008"
    )


FISH_SHAPE = FishShape()
LICE_DEVELOPMENT = LiceDevelopment()
WIND_SEA = WindSea()
SUNLIGHT = Sunlight()
SEA_WATER = SeaWater()
