"""Shapes: how waves, gusts, events and sensors depart from the figures of their sections."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import figure

CHOICE = "a choice"
EVENTS = "docs/realism.md, water events"
WAVES = "docs/realism.md, waves"
STRESS = "docs/realism.md, appetite and deaths in bad water"


@dataclass(frozen=True, kw_only=True)
class WaterShapes:
    """Fixed figures of weather, water events and sensors. They are not parameters of a run."""

    gust_limit_sd: float = figure(2.5, "standard deviations of the gust factor at most", CHOICE)
    swell_least_m: float = figure(0.05, "m of swell at least, so that a calm has a period", WAVES)
    swell_period_power: float = figure(
        0.1, "power of the swell's height, m, in its period", f"{WAVES}; a choice"
    )
    air_wave_when_clear: float = figure(
        1.3,
        "times `Weather.air_diurnal_c` under a clear sky; less by the share of cloud",
        "docs/realism.md, air and rain; a choice",
    )
    windows: int = figure(
        4,
        "windows of a season; in each an event of a kind begins or not",
        f"{EVENTS}: so two of one kind seldom meet",
    )
    harmful_from: float = figure(0.7, "strength from which a bloom is harmful", EVENTS)
    longest_storm_days: int = figure(
        40, "days, longer than any storm", f"{EVENTS}: 15-45 storm days a year"
    )
    bloom_swing_power: float = figure(
        1.5, "power of a bloom's strength in what it adds to the daily wave", f"{EVENTS}; a choice"
    )
    want_step_percent: float = figure(
        20.0,
        "% of saturation below the critical one at which `depletion_hazard` holds",
        STRESS,
    )
    most_want: float = figure(3.0, "times this step at most", f"{STRESS}; a choice")
    light_depth_m: float = figure(5.0, "m below the surface", "docs/realism.md, other sensors")
    bias_share_of_noise: float = figure(
        0.5, "sd between sensors as a share of `Instrument.noise_sd`", CHOICE
    )
    fault_block_days: int = figure(
        30, "days in which a sensor has one fault at most", "docs/realism.md, sensor faults"
    )


WATER_SHAPES = WaterShapes()
