"""Tickets: from a click on "next page" to the next page on the screen.

    make run                                     # with tickets in it: make sample, make import
    .venv/bin/python -m benchmarks.tickets_click http://127.0.0.1:8501

Against the same widgets on a bare Streamlit page, turn and turn about in one Chromium, medians of 15 clicks. 604
tickets, two quiet cores: 136 ms against 124 (1.10 x).
"""

from __future__ import annotations

import sys

from benchmarks.clicking import compare


def main(url: str) -> None:
    """Measure and print."""
    shown = {"line under the table": "[data-testid=stCaptionContainer]"}  # 26–50 of 10,000
    print(compare(url, "/tickets", "tickets.py", "[data-testid=stPaginationNext]", shown))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501")
