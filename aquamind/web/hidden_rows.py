"""What a page says whose readings the server cannot read: a line, and not half of the readings."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from aquamind.tables.compression import HiddenRowsError

UNAVAILABLE = 503


class HiddenRowsMiddleware:
    """Answers for views that were refused by `refuse_hidden_rows`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing but what the others do."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A line of text for this error; other errors are somebody else's."""
        if not isinstance(error, HiddenRowsError):
            return None
        return HttpResponse(f"{error}\n", status=UNAVAILABLE, content_type="text/plain")
