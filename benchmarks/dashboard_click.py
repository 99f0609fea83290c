"""Dashboard: from a click on a bar to the new numbers, and to the last new chart, on the screen.

    make run                                     # with tickets in it: make sample, make import
    .venv/bin/python -m benchmarks.dashboard_click http://127.0.0.1:8501

Against as many charts and the same widgets on a bare Streamlit page, turn and turn about in one Chromium, medians of 15
clicks on the categories. 604 tickets, two busy cores: whole board 1,140 ms against 1,095 (1.04 x), first number 384 ms
against 201 (1.91 x: a bare page has no data to read).
"""

from __future__ import annotations

import sys

from benchmarks.clicking import compare

BARS = "[class*=st-key-chart_category] svg g.mark-rect path"


def main(url: str) -> None:
    """Measure and print."""
    shown = {
        "first number": "[data-testid=stMetricValue]",
        "last chart": "[class*=st-key-chart_week] svg.marks",  # the number of its fullest hour
    }
    print(compare(url, "/dashboard", "dashboard.py", BARS, shown))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501")
