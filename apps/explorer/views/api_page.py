"""The API's page for people: every address, what it takes, and a form to try it.

It is made of the API's own schema, so it cannot tell anything else than the API does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from apps.batch.models import Batch
from apps.explorer.answers import page
from apps.explorer.listings import Listing
from apps.infrastructure.models import Area

PARAMETER_COLUMNS = ("parameter", "where", "type", "what")


@dataclass(frozen=True)
class Operation:
    """One address, what it answers, what may be asked of it, and one that works."""

    path: str
    says: str
    asked: Listing
    fields: tuple[str, ...]
    example: str

    @property
    def key(self) -> str:
        """Its name on the page."""
        letters = (letter if letter.isalnum() else "-" for letter in self.path.strip("/"))
        return "".join(letters)

    @property
    def label(self) -> str:
        """What its table is called to those who listen."""
        return f"Parameters of {self.path}"


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """All of the API's addresses."""
    made_by: Any = SchemaGenerator
    schema = made_by().get_schema(request=None, public=True)
    return page(request, "explorer/api.html", {"operations": list(_operations(schema))})


def _operations(schema: Mapping[str, Any]) -> Iterator[Operation]:
    keys = {"id": _first(Batch), "pk": _first(Batch)}
    for path, methods in sorted(schema["paths"].items()):
        for found in methods.values():
            parameters = found.get("parameters", [])
            yield Operation(
                path,
                found.get("description") or found.get("summary", ""),
                Listing(PARAMETER_COLUMNS, [_row(one) for one in parameters]),
                tuple(one["name"] for one in parameters if one["in"] == "query"),
                _example(path, parameters, keys),
            )


def _first(model: Any) -> str:
    return str(model.objects.order_by("pk").values_list("pk", flat=True).first() or 1)


def _row(parameter: Mapping[str, Any]) -> list[str]:
    values = parameter["schema"].get("enum")
    told = [parameter.get("description", ""), f"one of {', '.join(values)}" if values else ""]
    where = {"path": "in the address", "query": "behind the ?"}[parameter["in"]]
    kind = parameter["schema"].get("type", "")
    return [parameter["name"], where, kind, "; ".join(filter(None, told))]


def _example(path: str, parameters: Any, keys: Mapping[str, str]) -> str:
    """The address with a key that there is and the first of the values that it takes."""
    for one in parameters:
        if one["in"] == "path":
            name = one["name"]
            key = _first(Area) if "sites" in path else keys.get(name, "1")
            value = (one["schema"].get("enum") or [key])[0]
            path = path.replace(f"{{{name}}}", str(value))
    return path
