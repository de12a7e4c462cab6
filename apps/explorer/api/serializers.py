"""What the API answers, field by field, for its schema."""

from typing import Any

from rest_framework import serializers

from apps.batch.models import Batch


class BatchSerializer(serializers.ModelSerializer[Batch]):
    """A batch and what lives of it now."""

    stage = serializers.CharField(source="lifecycle_stage.name", help_text="Stage of life")
    fish = serializers.IntegerField(allow_null=True, help_text="Living fish")
    biomass_kg = serializers.DecimalField(
        source="kg", max_digits=14, decimal_places=2, allow_null=True, help_text="[kg]"
    )
    containers = serializers.IntegerField(help_text="Containers it lives in now")

    class Meta:
        model = Batch
        fields = (
            "id",
            "batch_number",
            "status",
            "stage",
            "start_date",
            "expected_end_date",
            "actual_end_date",
            "containers",
            "fish",
            "biomass_kg",
        )


class SiteSerializer(serializers.Serializer[Any]):
    """A freshwater station or a sea area, and what lives there now."""

    kind = serializers.ChoiceField(choices=("area", "station"))
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    country = serializers.CharField()
    latitude = serializers.FloatField(help_text="[degrees north]")
    longitude = serializers.FloatField(help_text="[degrees east]")
    containers = serializers.IntegerField()
    occupied = serializers.IntegerField(help_text="Containers that hold fish")
    fish = serializers.IntegerField()
    biomass_t = serializers.FloatField(help_text="[t]")


class SeriesSerializer(serializers.Serializer[Any]):
    """One row of points."""

    name = serializers.CharField()
    points = serializers.ListField(
        child=serializers.ListField(), help_text="(x, y), of a band (x, lowest, highest)"
    )
    drawn = serializers.CharField(help_text="How the pages draw it")
    axis = serializers.IntegerField(help_text="Which of y_names it is measured on")
    stack = serializers.CharField(help_text="Series of one stack add up")


class LevelSerializer(serializers.Serializer[Any]):
    """A limit across a chart."""

    name = serializers.CharField()
    value = serializers.FloatField()


class PeriodSerializer(serializers.Serializer[Any]):
    """Days on which something went on."""

    name = serializers.CharField()
    first = serializers.DateField()
    last = serializers.DateField()


class ChartSerializer(serializers.Serializer[Any]):
    """Series with the names and units of their axes."""

    key = serializers.CharField()
    title = serializers.CharField()
    says = serializers.CharField(help_text="What there is to see, in words")
    x = serializers.ChoiceField(choices=("time", "category", "value"))
    y_names = serializers.ListField(child=serializers.CharField(), help_text="With units")
    series = SeriesSerializer(many=True)
    levels = LevelSerializer(many=True)
    periods = PeriodSerializer(many=True)


class BarSerializer(serializers.Serializer[Any]):
    """One stay."""

    row = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    first = serializers.DateField()
    last = serializers.DateField()


class GanttSerializer(serializers.Serializer[Any]):
    """Stays over time."""

    key = serializers.CharField()
    title = serializers.CharField()
    says = serializers.CharField()
    rows = serializers.ListField(child=serializers.CharField())
    bars = BarSerializer(many=True)


class ValidationSerializer(serializers.Serializer[Any]):
    """What the last validation found."""

    at = serializers.DateTimeField(help_text="[UTC]")
    seconds = serializers.FloatField()
    totals = serializers.DictField(child=serializers.IntegerField())
    checks = serializers.ListField(child=serializers.DictField())
