"""What the admin pages of all books share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from aquamind.pagination import BoundedPaginator
from aquamind.tables.compression import refuse_hidden_rows
from aquamind.tables.pointing_rows import pointing_lines

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    AnyUserAdmin = UserAdmin[User]
else:
    AnyModelAdmin = admin.ModelAdmin
    AnyUserAdmin = UserAdmin

admin.site.site_header = "AquaMind"
admin.site.site_title = "AquaMind"
admin.site.index_title = "The books"


def _is_a_key(model: Any, text: str) -> bool:
    """Whether a row of the model can be known by this."""
    try:
        model._meta.pk.to_python(text)
    except ValidationError:
        return False
    return True


def _must_be_a_key(model: Any, text: str) -> None:
    """Http404 for what no row can be known by: the library of histories asks the database."""
    if not _is_a_key(model, unquote(text)):
        raise Http404(f"{text!r} is no key")


class FoundByParameters(ChangeList):
    """The rows of a list; parameters that no row can have lead back to the whole list.

    Django leads back by itself for most of them, but not for numbers and years out of range.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().__init__(*args, **kwargs)
        except (OverflowError, ValueError) as error:
            raise IncorrectLookupParameters(error) from error


class SearchedSelect(AutocompleteSelect):
    """A choice that is searched for; what was sent and is no key has no row to be shown again."""

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> Any:
        """The choices, among them what was sent."""
        keys = [one for one in value if not one or _is_a_key(self.field.related_model, one)]
        return super().optgroups(name, keys, attrs)


class CountedPointers(AnyModelAdmin):
    """A table whose rows many others point to."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would go along; where rows are in the way, how many of which tables."""
        if lines := list(pointing_lines(list(objs))):
            return [], {}, set(), lines
        return super().get_deleted_objects(objs, request)


class BookAdmin(CountedPointers):
    """A table of the books."""

    list_per_page = 50

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """How the list finds its rows."""
        return FoundByParameters

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The field of a form that names a row of another table."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SearchedSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class AccountAdmin(CountedPointers, AnyUserAdmin):
    """Accounts, of people and of the staff that a history has."""


admin.site.unregister(User)
admin.site.register(User, AccountAdmin)


class HistoryAdmin(SimpleHistoryAdmin, BookAdmin):  # type: ignore[misc]
    """A table with change history, which can be read and never turned back."""

    object_history_list_template = "admin/history_rows.html"

    def history_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The versions of a row."""
        _must_be_a_key(self.model, object_id)
        response: HttpResponse = super().history_view(request, object_id, *args, **kwargs)
        return response

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """One version of a row. The page has no button, so a POST was made by hand."""
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        _must_be_a_key(self.model, object_id)
        _must_be_a_key(self.model.history.model, version_id)
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """All rows, where the server sees them."""
        refuse_hidden_rows(connection)
        return super().get_queryset(request)

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
