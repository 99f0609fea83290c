"""Print the page."""

from __future__ import annotations

from services.doctor.page import page

for line in page():
    print(line)
