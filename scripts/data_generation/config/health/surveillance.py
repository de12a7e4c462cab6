"""Surveillance: weekly rounds, and from how many deaths on a round is called an issue."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import at_least, between, figure

ROUNDS = "docs/realism.md, health journal"


@dataclass(frozen=True, kw_only=True)
class Surveillance:
    """Weekly rounds of the site managers."""

    round_interval_days: int = figure(7, "days between two rounds of a batch", ROUNDS, at_least(1))
    raised_fresh: float = figure(
        0.010,
        "share dead in a week from which a round is medium, up to the smolt stage",
        f"{ROUNDS}: fry lose that in the worst weeks of first feeding",
        between(0, 1),
    )
    high_fresh: float = figure(
        0.030,
        "share dead in a week from which a round is high, up to the smolt stage",
        ROUNDS,
        between(0, 1),
    )
    raised_grown: float = figure(
        0.0035,
        "share dead in a week from which a round is medium, post-smolts and in the sea",
        f"{ROUNDS}: 0.05 % a day is raised",
        between(0, 1),
    )
    high_grown: float = figure(
        0.010,
        "share dead in a week from which a round is high, post-smolts and in the sea",
        f"{ROUNDS}: nine Scottish farm-weeks of ten lie below 1 %",
        between(0, 1),
    )
