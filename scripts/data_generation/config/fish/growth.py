"""Growth: thermal growth coefficients, response to temperature, spread of weights, condition."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import at_least, between, figure

TGC = "docs/realism.md, TGC by stage"
CEILING = f"{TGC}: the most that fish reach over a stage, bad days included"
HANDELAND = (
    "docs/realism.md, temperature response: Handeland et al. 2008, Aquaculture 283:36, "
    "SGR at 6, 10, 14, 18 C turned into TGC"
)
WEIGHT = "docs/realism.md, stage weights"
CONDITION = "docs/realism.md, K-factor by stage"
SAMPLING = "weekly samples of about ten fish, the model company's practice"
SPREAD = "docs/realism.md, weight CV"


@dataclass(frozen=True, kw_only=True)
class Growth:
    """Thermal growth of fish that eat all they want, and how fish differ from it.

    W^(1/3) grows by TGC/1000 per degree-day at most. Fish that leave feed grow less.
    """

    egg_weight_g: float = figure(0.12, "g", WEIGHT, between(0.05, 0.3))
    first_feeding_weight_g: float = figure(0.17, "g", WEIGHT, between(0.1, 0.4))
    tgc_fry: float = figure(0.94, "TGC x1000 at 10 C", f"{TGC}: 0.7-1.2", between(0.1, 5))
    tgc_parr: float = figure(1.56, "TGC x1000 at 10 C", f"{TGC}: 1.3-1.8", between(0.1, 5))
    tgc_smolt: float = figure(1.90, "TGC x1000 at 10 C", f"{TGC}: 1.6-2.0", between(0.1, 5))
    tgc_post_smolt: float = figure(
        2.12,
        "TGC x1000 at 10 C",
        f"{TGC}: 1.8-2.6; low end, for 4.5-5.5 kg in 400-500 days",
        between(0.1, 5),
    )
    tgc_sea_faroe: float = figure(3.92, "TGC x1000 at 10 C", f"{CEILING}: 2.8-3.3", between(0.1, 5))
    tgc_sea_west_coast: float = figure(
        3.24,
        "TGC x1000 at 10 C",
        f"{CEILING}: 2.2-2.5 implied by weights and months at sea",
        between(0.1, 5),
    )
    tgc_sea_northern_isles: float = figure(
        3.45, "TGC x1000 at 10 C", f"{CEILING}: 2.3-2.8 accepted for Scotland", between(0.1, 5)
    )
    usual_share: tuple[float, ...] = figure(
        (0.825, 0.84, 0.82),
        "share of these TGC that fish reach off Faroe, the west coast and the northern isles",
        "appetite of an ordinary day, less what storms, bad water, delousing and illness take",
        between(0.1, 1),
    )
    temperature_knots_c: tuple[float, ...] = figure(
        (6.0, 10.0, 14.0, 18.0), "degrees C", HANDELAND, between(0, 30)
    )
    temperature_response: tuple[float, ...] = figure(
        (0.9625, 1.0, 0.8083, 0.5292), "share of the TGC at 10 C", HANDELAND, between(0, 2)
    )
    winter_depression: float = figure(
        0.07,
        "share of the TGC in the sea, amplitude over the year; lowest in late December",
        "docs/realism.md, season and first weeks in the sea: 0.85-0.95 from October to February, "
        "1.05-1.1 from April to July",
        between(0, 0.3),
    )
    transfer_dip: float = figure(
        0.35,
        "share of TGC on the first day in the sea",
        f"{TGC}: 1.0-2.0 in weeks 1-6",
        between(0, 1),
    )
    transfer_dip_days: int = figure(
        40, "days until full growth", f"{TGC}: 4-6 weeks", between(1, 90)
    )
    batch_cv: float = figure(
        0.08,
        "CV of TGC between batches and stages, before truncation",
        f"{TGC}: 7-12 % with the containers",
        between(0, 0.3),
    )
    container_cv: float = figure(
        0.025,
        "CV of TGC between containers of a batch",
        "cage effects, Persson et al. 2021",
        between(0, 0.2),
    )
    factor_limit_sd: float = figure(
        1.4,
        "sd from the mean beyond which no growth factor lies",
        "groups far from the mean are graded out",
        between(0.5, 4),
    )
    weight_cv_knots_g: tuple[float, ...] = figure(
        (0.2, 5.0, 60.0, 300.0, 2000.0, 5000.0), "g", SPREAD, at_least(0)
    )
    weight_cv: tuple[float, ...] = figure(
        (0.14, 0.16, 0.16, 0.17, 0.21, 0.23), "CV of weight in a container", SPREAD, between(0, 1)
    )
    condition_knots_g: tuple[float, ...] = figure(
        (0.2, 3.0, 10.0, 25.0, 55.0, 95.0, 150.0, 280.0, 600.0, 1e3, 2e3, 4e3, 5.5e3),
        "g",
        CONDITION,
        at_least(0),
    )
    condition: tuple[float, ...] = figure(
        (0.95, 1.08, 1.20, 1.18, 1.06, 1.02, 1.05, 1.04, 1.15, 1.22, 1.30, 1.37, 1.40),
        "K, 100 g/cm3",
        f"{CONDITION}; by weight, so that no fish gets shorter when it changes tanks",
        between(0.5, 2),
    )
    weight_skew: float = figure(
        0.1,
        "factor on the squared random number of a fish: makes weights right-skewed",
        "docs/realism.md, weight CV: near normal, slightly right-skewed",
        between(0, 0.5),
    )
    condition_sd: float = figure(0.08, "sd of K in a container", CONDITION, between(0, 0.3))
    sample_size: int = figure(10, "fish per sample", SAMPLING, between(2, 200))
    sample_interval_days: int = figure(7, "days between samples", SAMPLING, between(1, 60))

    @property
    def freshwater_tgc(self) -> tuple[float, ...]:
        """TGC x1000 of each freshwater stage, eggs first (they live on their yolk: 0)."""
        return (0.0, self.tgc_fry, self.tgc_parr, self.tgc_smolt, self.tgc_post_smolt)

    def sea_tgc(self, coast: str) -> float:
        """TGC x1000 in the sea off this coast."""
        return {
            "faroe": self.tgc_sea_faroe,
            "west_coast": self.tgc_sea_west_coast,
            "orkney": self.tgc_sea_northern_isles,
            "shetland": self.tgc_sea_northern_isles,
        }[coast]

    def usual_sea_tgc(self, coast: str) -> float:
        """TGC x1000 that fish usually realise in the sea off this coast."""
        share = dict(zip(("faroe", "west_coast", "orkney"), self.usual_share, strict=True))
        return self.sea_tgc(coast) * share.get(coast, self.usual_share[-1])
