"""Batches, sites and the last validation, as JSON."""

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.exceptions import NotFound
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.batch.models import Batch
from apps.explorer.api.serializers import BatchSerializer, SiteSerializer, ValidationSerializer
from apps.explorer.figures import batches
from apps.explorer.figures.places import sites
from apps.explorer.generation import facts

FILTERS = [OpenApiParameter(name, str) for name in ("status", "stage", "country")]


@extend_schema_view(get=extend_schema(operation_id="batches", parameters=FILTERS))
class BatchList(ListAPIView[Batch]):
    """All batches, the youngest first, by status, stage and country."""

    serializer_class = BatchSerializer

    def get_queryset(self) -> "QuerySet[Batch]":
        """Those that pass the filters."""
        asked = self.request.query_params
        return batches.found(
            batches.Filters(*(asked.get(name, "") for name in ("status", "stage", "country")))
        )


@extend_schema_view(get=extend_schema(operation_id="batch"))
class BatchDetail(RetrieveAPIView[Batch]):
    """One batch."""

    serializer_class = BatchSerializer

    def get_queryset(self) -> "QuerySet[Batch]":
        """All of them."""
        return batches.found(batches.Filters())


class SiteList(APIView):
    """Sites."""

    @extend_schema(operation_id="sites", responses=SiteSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Every station and area."""
        return Response(SiteSerializer(sites.all_sites(), many=True).data)


class LastValidation(APIView):
    """Data quality."""

    @extend_schema(operation_id="validation", responses=ValidationSerializer)
    def get(self, request: Request) -> Response:
        """What the last validation found; 404 when there has been none."""
        found = facts().last_validation()
        if found is None:
            raise NotFound("These books have not been checked yet.")
        return Response(ValidationSerializer(found).data)
