"""Feed: what is bought, where it lies, who ate it, and what became of it."""

from apps.inventory.models.feed import Feed, FeedContainerStock, FeedPurchase
from apps.inventory.models.feeding import FeedingEvent
from apps.inventory.models.summaries import BatchFeedingSummary, ContainerFeedingSummary

__all__ = [
    "BatchFeedingSummary",
    "ContainerFeedingSummary",
    "Feed",
    "FeedContainerStock",
    "FeedPurchase",
    "FeedingEvent",
]
