"""{% chart %}: a figure with its data for the page's script, and the same data as a table."""

from typing import Any

from django import template

from apps.explorer.charts import AnyChart

register = template.Library()

# Rows of a table under a chart; the API has them all.
MOST_ROWS = 200


@register.inclusion_tag("explorer/chart.html")
def chart(one: AnyChart) -> dict[str, Any]:
    """The figure of one chart."""
    table = one.table()
    return {
        "chart": one,
        "data_id": f"data-{one.key}",
        "json": one.as_json(),
        "head": table.head,
        "rows": table.rows[:MOST_ROWS],
        "left_out": max(len(table.rows) - MOST_ROWS, 0),
    }


@register.filter
def figure(value: Any) -> str:
    """A number as people read it: thousands apart, no more digits than help; a dash for none."""
    if value is None or value == "":
        return "\N{EN DASH}"
    if isinstance(value, str):
        return value
    number = float(value)
    if number.is_integer() or abs(number) >= 1000:
        return f"{number:,.0f}"
    return f"{number:,.2f}" if abs(number) < 10 else f"{number:,.1f}"
