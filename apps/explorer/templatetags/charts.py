"""{% chart %} and {% listing %}: a figure with its data for the page's script, and a table."""

from typing import Any

from django import template
from django.template.context import Context

from apps.explorer.answers import address_of_csv
from apps.explorer.charts import AnyChart
from apps.explorer.listings import Link, Listing

register = template.Library()

# Rows of a table under a chart; its CSV file has them all.
MOST_ROWS = 200


@register.inclusion_tag("explorer/chart.html", takes_context=True)
def chart(context: Context, one: AnyChart) -> dict[str, Any]:
    """The figure of one chart."""
    table = one.table()
    return {
        "chart": one,
        "data_id": f"data-{one.key}",
        "json": one.as_json(),
        "listing": Listing(table.head, table.rows[:MOST_ROWS]),
        "left_out": max(len(table.rows) - MOST_ROWS, 0),
        "csv": address_of_csv(context["request"], one.key),
    }


@register.inclusion_tag("explorer/table.html", takes_context=True)
def listing(context: Context, rows: Listing, name: str) -> dict[str, Any]:
    """A table, with its CSV file where it has a key."""
    csv = address_of_csv(context["request"], rows.key) if rows.key and rows.rows else ""
    return {"listing": rows, "name": name, "csv": csv}


@register.filter
def figure(value: Any) -> str:
    """A number as people read it: thousands apart, no more digits than help; a dash for none."""
    if value is None or value == "":
        return "\N{EN DASH}"
    if isinstance(value, str | Link):
        return str(value)
    number = float(value)
    if number.is_integer() or abs(number) >= 1000:
        return f"{number:,.0f}"
    return f"{number:,.2f}" if abs(number) < 10 else f"{number:,.1f}"
