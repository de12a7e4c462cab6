"""Weighing: how a sample of fish is read off scales and boards."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import figure

SCALES = "a choice: usual scales read 0.01 g for fry, 0.1 g for parr and smolts, 1 g above"
BOARDS = "a choice: usual boards read 0.1 mm for fry and 1 mm above"
GRADED = "a choice: fish further from the mean were graded out"


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """What scales and boards show. These figures are not parameters of a run."""

    fine_scale_below_g: float = figure(20.0, "g; lighter fish are read to 0.01 g", SCALES)
    bench_scale_below_g: float = figure(500.0, "g; lighter fish are read to 0.1 g", SCALES)
    least_g: float = figure(0.01, "g that a scale shows at least", SCALES)
    fine_board_below_cm: float = figure(15.0, "cm; shorter fish are read to 0.01 cm", BOARDS)
    limit_sd: float = figure(3.0, "standard deviations from the mean at most", GRADED)
    gutted_limit_sd: float = figure(
        3.0,
        "standard deviations of `Harvest.gutted_yield_sd` at most",
        "docs/realism.md, harvest grades and yields; a choice",
    )
    confidence_below_days: tuple[int, ...] = figure(
        (10, 20, 40),
        "days since the last weighing below which confidence is very high, high, medium",
        "docs/realism.md, feeding summaries: as in AquaMind",
    )


WEIGHING = Weighing()
