"""Every address that the project answers to, as its patterns of addresses say."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver

PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
# What Django's admin and the schema's page write as regular expressions.
GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")


def routes() -> list[str]:
    """Every pattern of an address, with its places as <kind:name>, in their order."""
    return sorted("/" + GROUP.sub(r"<\1>", route) for route in _below(get_resolver()))


def _below(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern).lstrip("^").removesuffix("$").removesuffix(r"\Z")
        if isinstance(one, URLPattern):
            yield here
        else:
            yield from _below(one, here)


def places(route: str) -> list[str]:
    """The names of a pattern's places."""
    return [name for _, name in PLACE.findall(route)]


def filled(route: str, values: dict[str, str], otherwise: str) -> str:
    """The address of a pattern whose places hold these values, or another one."""
    return PLACE.sub(lambda place: quoted(values.get(place[2], otherwise)), route)


def quoted(text: str) -> str:
    """A text as an address holds it, surrogates and all."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")
