"""The API's addresses, its schema, and a page to try it."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from apps.explorer.api import resources, series
from apps.explorer.views import api_page

app_name = "api"

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", api_page.docs, name="docs"),
    path("company/series/<slug:name>/", series.CompanySeries.as_view(), name="company-series"),
    path("batches/", resources.BatchList.as_view(), name="batches"),
    path("batches/<int:pk>/", resources.BatchDetail.as_view(), name="batch"),
    path("batches/<int:pk>/series/<slug:name>/", series.BatchSeries.as_view(), name="batch-series"),
    path("sites/", resources.SiteList.as_view(), name="sites"),
    path("sites/<slug:kind>/<int:pk>/water/", series.SiteWater.as_view(), name="site-water"),
    path(
        "sites/<slug:kind>/<int:pk>/occupancy/",
        series.SiteOccupancy.as_view(),
        name="site-occupancy",
    ),
    path("validation/", resources.LastValidation.as_view(), name="validation"),
]
