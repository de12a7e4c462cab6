"""What each column means, in a sentence: from `meanings.toml` beside the models of each app.

They are data beside the models and no help texts of theirs, so that better words need no migration.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps

from aquamind.fields import AnyField

FILE = "meanings.toml"


def meaning_of(field: AnyField) -> str:
    """The sentence that says what a column means; "" where nobody wrote one.

    A column of a history means what it means in the table that it is the history of.
    """
    model: Any = field.model
    tracked = getattr(model, "instance_type", None) or model
    own = meanings_of(tracked._meta.app_label).get(tracked.__name__, {})
    return str(own.get(field.name) or shared().get(field.name, ""))


@cache
def meanings_of(app_label: str) -> dict[str, dict[str, str]]:
    """Model -> column -> sentence, of one app; empty for an app that is not ours."""
    path = Path(apps.get_app_config(app_label).path) / FILE
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


@cache
def shared() -> dict[str, str]:
    """Column -> sentence, for the columns that many tables have."""
    return dict(tomllib.loads((Path(__file__).parent / FILE).read_text("utf-8")))
