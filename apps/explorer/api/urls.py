"""The API's addresses, its schema, and a page to try it."""

from django.contrib.auth.decorators import login_required
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from apps.explorer.api import resources, series

app_name = "api"

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    # The script has an address of its own: the content security policy takes none in the page.
    path(
        "docs/",
        # A page for people: who is not logged in is led to the login, as on all others.
        login_required(
            SpectacularSwaggerSplitView.as_view(
                url_name="api:schema", template_name="explorer/api.html"
            )
        ),
        name="docs",
    ),
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
