"""A hint for an unknown name: the nearest known one."""

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """The valid name nearest to a misspelt one, or all valid ones if none is near."""
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else f"valid are: {', '.join(names)}"
