"""The series of the pages, as JSON: of the company, of feed and health, of a batch, of a site."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.explorer.api.days import PARAMETERS, days_asked_for
from apps.explorer.api.serializers import ChartSerializer, GanttSerializer
from apps.explorer.charts import AnyChart
from apps.explorer.figures import batch_health, batches, company, feed, health, lice
from apps.explorer.figures.history import days_of_the_books
from apps.explorer.figures.places import sites
from apps.explorer.figures.places.water import water
from apps.explorer.periods import Days

OF_THE_COMPANY: dict[str, Callable[[Days], AnyChart]] = {
    "biomass": company.biomass,
    "harvest": company.harvest,
    "starts": company.starts,
    "feed-stock": feed.stock,
    "feed-price": feed.price,
    "feed-deliveries": feed.by_feed,
    "lice": lice.by_week,
    "treatments": health.treatments,
    "deaths": health.deaths,
    "outbreaks": health.outbreaks,
}
OF_A_BATCH: dict[str, Callable[[Any], AnyChart]] = {
    "weight": batches.weight,
    "deaths": batches.deaths,
    "feeding": batches.feeding,
    "lice": batch_health.lice,
    "containers": lambda one: batches.containers(one, days_of_the_books().last),
}


def _of(table: dict[str, Any], name: str) -> Any:
    if name not in table:
        raise NotFound(f"There is no series {name!r}; there are {', '.join(sorted(table))}.")
    return table[name]


def _names(table: dict[str, Any]) -> OpenApiParameter:
    return OpenApiParameter("name", str, OpenApiParameter.PATH, enum=sorted(table))


class CompanySeries(APIView):
    """Series of the whole company."""

    @extend_schema(
        operation_id="company_series",
        parameters=[_names(OF_THE_COMPANY), *PARAMETERS],
        responses=ChartSerializer,
    )
    def get(self, request: Request, name: str) -> Response:
        """One series over a range of days."""
        figures = _of(OF_THE_COMPANY, name)
        return Response(figures(days_asked_for(request, all_by_default=True)).as_json())


class BatchSeries(APIView):
    """Series of one batch."""

    @extend_schema(
        operation_id="batch_series", parameters=[_names(OF_A_BATCH)], responses=ChartSerializer
    )
    def get(self, request: Request, pk: int, name: str) -> Response:
        """One series over the batch's whole life."""
        return Response(_of(OF_A_BATCH, name)(batches.batch(pk)).as_json())


KIND = OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=["area", "station"])


class SiteWater(APIView):
    """The water of one site."""

    @extend_schema(
        operation_id="site_water",
        parameters=[KIND, *PARAMETERS],
        responses=ChartSerializer(many=True),
    )
    def get(self, request: Request, kind: sites.Kind, pk: int) -> Response:
        """Means of temperature, oxygen, salinity and pH, with the events of these days."""
        found, days = sites.site(kind, pk), days_asked_for(request)
        charts = water(sites.waters_of(found, days), days, pk if kind == "area" else None)
        return Response([chart.as_json() for chart in charts])


class SiteOccupancy(APIView):
    """Who lived where at one site."""

    @extend_schema(
        operation_id="site_occupancy", parameters=[KIND, *PARAMETERS], responses=GanttSerializer
    )
    def get(self, request: Request, kind: sites.Kind, pk: int) -> Response:
        """Batches in the site's containers on these days."""
        return Response(sites.occupancy(sites.site(kind, pk), days_asked_for(request)).as_json())
