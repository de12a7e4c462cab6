"""The laboratory: which samples are sent, how long answers take, and how often tests err."""

from dataclasses import dataclass
from enum import IntEnum

from scripts.data_generation.config.figures import at_least, between, figure

LAB = "docs/realism.md, laboratory"


class SampleKind(IntEnum):
    """What is sent; the number is its place in SAMPLE_TYPES."""

    BLOOD = 0
    GILL = 1
    TISSUE = 2
    FAECES = 3
    WATER = 4


SAMPLE_TYPES = (
    ("Blood", "Heparin blood of five fish, pooled: haematology, chemistry, PCR"),
    ("Gill", "Second gill arch of five fish in RNA preservative: PCR"),
    ("Tissue", "Heart, kidney and spleen of five fish, pooled: PCR"),
    ("Faeces", "Gut content of five fish, pooled: PCR"),
    ("Water", "One litre from the container, filtered: PCR of the filter"),
)

# Which agents each kind of sample is examined for, in the order of Disease.
TESTED = (
    (0, 1, 0, 1, 0, 1, 1, 1, 0, 0),
    (0, 0, 0, 0, 1, 0, 0, 1, 0, 0),
    (1, 1, 1, 1, 0, 1, 1, 1, 1, 1),
    (1, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    (0, 1, 0, 0, 1, 0, 0, 0, 0, 0),
)

# Blood values: name, unit, healthy mean, sd, shift at the peak of each disease in sds.
BLOOD = (
    ("haematocrit", "%", 42.0, 4.0, (-2, -1, -3, -1, 0, -3, -3, -5, -1, -1)),
    ("creatine kinase", "U/l", 9_000.0, 2_500.0, (0, 8, 1, 6, 0, 1, 1, 1, 7, 0)),
    ("chloride", "mmol/l", 132.0, 5.0, (1, 1, 1, 0, 4, 2, 2, 1, 0, 3)),
    ("glucose", "mmol/l", 4.6, 0.8, (1, 1, 1, 1, 2, 1, 1, 1, 1, 2)),
)


@dataclass(frozen=True, kw_only=True)
class Laboratory:
    """Routine, outbreak samples, and the tests' errors."""

    routine_days: int = figure(91, "days between two routine samples of a batch", LAB, at_least(14))
    routine_containers: int = figure(2, "containers per batch and time", LAB, between(1, 10))
    outbreak_containers: int = figure(3, "containers sampled in an outbreak", LAB, between(1, 10))
    sensitivity: tuple[float, ...] = figure(
        (0.85, 0.92, 0.95, 0.60, 0.50),
        "share of infected containers found: blood, gill, tissue, faeces, water",
        LAB,
        between(0, 1),
    )
    specificity: float = figure(
        0.998, "share of negative tests among containers without the agent", LAB, between(0, 1)
    )
    ct_peak: float = figure(20.0, "mean Ct at the peak of an infection", LAB, between(5, 40))
    ct_faint: float = figure(
        33.0, "mean Ct at the beginning and end of an infection", LAB, between(5, 40)
    )
    ct_sd: float = figure(1.8, "sd of Ct", LAB, between(0, 10))
    ct_cut_off: float = figure(37.0, "Ct up to which a test is positive", LAB, between(20, 45))
    days_to_send_max: int = figure(2, "days from sample to sending at most", LAB, between(0, 14))
    answer_days_min: int = figure(3, "days from sending to the answer", LAB, between(1, 60))
    answer_days_max: int = figure(9, "days from sending to the answer", LAB, between(1, 60))
