"""Charts for everybody: marks by keyboard, names for a brush, and no toolbar of Streamlit's above a chart.

Its rules for Streamlit's own elements are an exception (docs/decisions/0047-charts-for-everybody.md): no option takes
the toolbar away, its four buttons are tab stops of every chart, and what it offers stands in the card.
"""

from __future__ import annotations

from pages.widgets.component import component

_mount = component(__file__, isolate_styles=False)


def chart_access() -> None:
    """Have the charts of this page so, whenever they are drawn."""
    _mount(key="chart_access")
