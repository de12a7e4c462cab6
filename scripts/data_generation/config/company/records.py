"""Records: sensor faults, by which readings differ from what a sensor would have shown."""

from dataclasses import dataclass
from enum import IntEnum

from scripts.data_generation.config.figures import between, figure

FAULTS = "docs/realism.md, sensor faults"
LARGEST_DIRTY_RATE = 0.15


class FaultKind(IntEnum):
    """The kinds of sensor fault. The numbers are stored with runs: append, never renumber."""

    GAP = 0
    STUCK = 1
    SPIKES = 2
    DRIFT = 3
    LATE_CALIBRATION = 4

    @property
    def label(self) -> str:
        """The kind's name for readers."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, kw_only=True)
class Records:
    """Sensor faults: at most one per sensor and 30 days. Lists are in the order of FaultKind.

    Sizes are shares of the instrument's optimal range. A spike or an offset has its size at once,
    a drift per week. For oxygen that range is 6 mg/L, so a drift of 0.02 is 0.12 mg/L, or about
    1.3 % of saturation, per week.
    """

    dirty_rate: float = figure(
        0.0,
        "share of the readings that a fault changes",
        "chosen by --dirty-data",
        between(0, LARGEST_DIRTY_RATE),
    )
    fault_weights: tuple[float, ...] = figure(
        (0.35, 0.20, 0.15, 0.20, 0.10), "share of faults", f"{FAULTS}: a choice", between(0, 1)
    )
    fault_hours_min: tuple[float, ...] = figure(
        (6.0, 12.0, 4.0, 240.0, 120.0), "hours", f"{FAULTS}: a choice", between(1, 720)
    )
    fault_hours_max: tuple[float, ...] = figure(
        (72.0, 120.0, 24.0, 700.0, 480.0), "hours", f"{FAULTS}: until cleaned", between(1, 720)
    )
    fault_size_min: tuple[float, ...] = figure(
        (0.0, 0.0, 0.15, 0.008, 0.02), "share of the optimal range", FAULTS, between(0, 5)
    )
    fault_size_max: tuple[float, ...] = figure(
        (0.0, 0.0, 0.60, 0.030, 0.06),
        "share of the optimal range",
        f"{FAULTS}: 0.5-2 % of saturation a week",
        between(0, 5),
    )
