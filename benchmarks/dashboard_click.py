"""Dashboard: from a click on a bar to the new numbers, and to the last new chart, on the screen.

    make run                                     # with tickets in it: make sample, make import
    .venv/bin/python -m benchmarks.dashboard_click http://127.0.0.1:8501

Against as many charts and the same widgets on a bare Streamlit page, turn and turn about in one Chromium, medians of 15
clicks on the categories. Two quiet cores. 604 tickets, four runs: whole board 583 to 690 ms against 495 to 621, 1.04 to
1.25 x. 1,000,000 tickets: 591 ms against 494, 1.20 x. The first number, 1.6 to 2.0 x, comes before all charts do: a
bare page has no data to read for it, and 100 to 150 ms are what that takes.
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
