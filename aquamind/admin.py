"""What the admin pages of all books share."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from aquamind.pagination import BoundedPaginator

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
else:
    AnyModelAdmin = admin.ModelAdmin

admin.site.site_header = "AquaMind"
admin.site.site_title = "AquaMind"
admin.site.index_title = "The books"


class BookAdmin(AnyModelAdmin):
    """A table of the books."""

    list_per_page = 50


class HistoryAdmin(SimpleHistoryAdmin, BookAdmin):  # type: ignore[misc]
    """A table with change history, which can be read and never turned back."""

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """One version of a row. The page has no button, so a POST was made by hand."""
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        response: HttpResponse = super().history_form_view(
            request, object_id, version_id, *args, **kwargs
        )
        return response


class EventAdmin(BookAdmin):
    """A table of many rows: pages without a count of all of them."""

    paginator = BoundedPaginator
    show_full_result_count = False


class ReadingAdmin(EventAdmin):
    """A hypertable, to be looked at: rows have no key by which one could be found and changed."""

    list_display_links = None
    # Empty, not False: at False the admin joins whatever the list shows.
    list_select_related = ()
    sortable_by = ()
    actions = None
    list_per_page = 100
    list_max_show_all = 0

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody writes readings by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes what was measured."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes what was measured."""
        return False

    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """No page for one row: without a key, finding it would read the table."""
        raise PermissionDenied

    def history_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """No page for one row, as above."""
        raise PermissionDenied
