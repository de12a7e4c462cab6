"""Admin pages of feed: purchases, stock, meals and summaries."""

from django.contrib import admin

from apps.inventory import models
from aquamind.admin import BookAdmin, EventAdmin, HistoryAdmin


@admin.register(models.Feed)
class FeedAdmin(BookAdmin):
    """Feeds."""

    list_display = ["name", "brand", "size_category", "pellet_size_mm", "protein_percentage"]
    list_filter = ["size_category", "brand", "is_active"]
    search_fields = ["name", "brand"]


@admin.register(models.FeedPurchase)
class FeedPurchaseAdmin(HistoryAdmin):
    """Purchases."""

    list_display = ["purchase_date", "feed", "quantity_kg", "cost_per_kg", "supplier"]
    list_filter = ["feed", "supplier"]
    list_select_related = ["feed"]
    search_fields = ["supplier", "batch_number", "feed__name"]
    date_hierarchy = "purchase_date"
    autocomplete_fields = ["feed"]


@admin.register(models.FeedContainerStock)
class FeedContainerStockAdmin(HistoryAdmin):
    """Stock."""

    list_display = [
        "feed_container",
        "feed_purchase",
        "initial_quantity_kg",
        "quantity_kg",
        "written_off_kg",
        "entry_date",
    ]
    list_filter = ["feed_container__container_type"]
    list_select_related = ["feed_container", "feed_purchase"]
    search_fields = ["feed_container__name", "feed_purchase__batch_number"]
    date_hierarchy = "entry_date"
    raw_id_fields = ["feed_container", "feed_purchase"]


@admin.register(models.FeedingEvent)
class FeedingEventAdmin(EventAdmin):
    """Meals."""

    list_display = [
        "feeding_date",
        "feeding_time",
        "batch",
        "container",
        "feed",
        "amount_kg",
        "feeding_percentage",
    ]
    list_filter = ["method", "feed"]
    list_select_related = ["batch", "container", "feed"]
    search_fields = ["batch__batch_number", "container__name"]
    date_hierarchy = "feeding_date"
    raw_id_fields = [
        "batch",
        "batch_assignment",
        "container",
        "feed",
        "feed_stock",
        "recorded_by",
    ]


@admin.register(models.ContainerFeedingSummary)
class ContainerFeedingSummaryAdmin(EventAdmin):
    """Feed against growth, by container."""

    list_display = [
        "container_assignment",
        "period_start",
        "period_end",
        "total_feed_kg",
        "growth_kg",
        "fcr",
        "confidence_level",
    ]
    list_filter = ["confidence_level", "estimation_method"]
    list_select_related = ["container_assignment"]
    search_fields = ["batch__batch_number"]
    date_hierarchy = "period_start"
    raw_id_fields = ["batch", "container_assignment"]


@admin.register(models.BatchFeedingSummary)
class BatchFeedingSummaryAdmin(BookAdmin):
    """Feed against growth, by batch."""

    list_display = [
        "batch",
        "period_start",
        "period_end",
        "total_feed_kg",
        "total_growth_kg",
        "weighted_avg_fcr",
        "overall_confidence_level",
    ]
    list_filter = ["overall_confidence_level", "estimation_method"]
    list_select_related = ["batch"]
    search_fields = ["batch__batch_number"]
    date_hierarchy = "period_start"
    raw_id_fields = ["batch"]
