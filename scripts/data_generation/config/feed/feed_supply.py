"""Feed supply: prices over time, suppliers, shelf life, and how the company decides on orders."""

from dataclasses import dataclass

from scripts.data_generation.config.figures import at_least, between, figure

PRICES = "docs/realism.md, feed prices"
SUPPLIERS = "docs/realism.md, feed suppliers and orders"
PLAN = "docs/realism.md, feed prices: the model company's plan"


@dataclass(frozen=True, kw_only=True)
class FeedSupply:
    """What feed costs, who delivers it, and when it is ordered. Classes: FEED_CLASSES."""

    base_price: tuple[float, ...] = figure(
        (2.8, 2.2, 1.9),
        "EUR/kg of starter, grower, finisher in the first year",
        PLAN,
        at_least(0.1),
    )
    quarter_factor: tuple[float, ...] = figure(
        (1.05, 0.98, 1.02, 1.08), "factor on the price in each quarter", PLAN, between(0.1, 5)
    )
    market_swing: float = figure(
        0.12, "share of the price by which the market may go up or down", PLAN, between(0, 0.9)
    )
    market_persistence: float = figure(
        0.95, "correlation of the market with the month before", PRICES, between(0, 0.999)
    )
    price_trend: float = figure(
        0.0175,
        "share by which prices rise per year of the history",
        f"{PRICES}: 1.30 in 2015 to 1.55 in 2025",
        between(-0.2, 0.5),
    )
    shelf_life_days: tuple[int, ...] = figure(
        (270, 365, 365),
        "days from order to expiry of starter, grower, finisher",
        SUPPLIERS,
        between(30, 1500),
    )
    order_step_kg: tuple[int, ...] = figure(
        (25, 100, 1000),
        "kg; orders are multiples of it: bags of starter, bulk of the others",
        SUPPLIERS,
        between(1, 50_000),
    )
    supplier_share: tuple[float, ...] = figure(
        (0.5, 0.3, 0.2), "share of the orders that are not urgent", SUPPLIERS, between(0, 1)
    )
    supplier_lead_days: tuple[int, ...] = figure(
        (3, 5, 6), "days from order to delivery", SUPPLIERS, between(1, 60)
    )
    supplier_late_chance: tuple[float, ...] = figure(
        (0.04, 0.08, 0.15), "share of the orders that come late", SUPPLIERS, between(0, 1)
    )
    supplier_late_days: tuple[int, ...] = figure(
        (1, 2, 3), "days by which a late order is late at most", SUPPLIERS, between(1, 30)
    )
    supplier_price_factor: tuple[float, ...] = figure(
        (1.02, 1.00, 0.97), "factor on the price", SUPPLIERS, between(0.1, 5)
    )
    order_weekdays: tuple[int, ...] = figure(
        (0, 3), "weekdays on which stocks are reviewed, Monday is 0", SUPPLIERS, between(0, 6)
    )
    forecast_step_days: int = figure(
        3, "days per step of the forecast of feed needed", SUPPLIERS, between(1, 14)
    )
    cover_days: int = figure(
        8,
        "days of feed in an order beyond the time until the next delivery",
        SUPPLIERS,
        between(1, 90),
    )
    safety: float = figure(
        0.22, "share of the forecast that is ordered on top of it", SUPPLIERS, between(0, 2)
    )
    move_early_days: int = figure(
        4, "days before an expected move by which its feed must be there", SUPPLIERS, between(0, 30)
    )
    move_late_days: int = figure(
        12,
        "days after an expected move for which the fish may still be in their old place",
        SUPPLIERS,
        between(0, 60),
    )
    uneven_split: float = figure(
        1.2,
        "factor on a store's even share of the expected fish",
        SUPPLIERS,
        between(1, 3),
    )


# Names in the order of the figures above. All suppliers make feed by the company's own recipes.
SUPPLIERS_BY_NAME = ("Havgarðr Fóðurverk", "Norðlýsi Feed", "Caledonian Aquafeeds")
