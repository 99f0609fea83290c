"""The pages of the desk: one row each with its room, title, icon and URL path."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavigationPage:
    """One page, ``pages/ROOM/page.py``. Its path is the name of its room unless given; the first opens at ``/``.

    A ``hidden`` page is reached by links alone.
    """

    room: str
    title: str
    icon: str
    path: str = ""
    hidden: bool = False

    @property
    def url_path(self) -> str:
        """The path of the page's URL, without a slash."""
        return self.path or self.room


PAGES = (
    NavigationPage("new_ticket", "New ticket", ":material/add_circle:"),
    NavigationPage("tickets", "Tickets", ":material/table_rows:"),
    NavigationPage("dashboard", "Dashboard", ":material/monitoring:"),
    NavigationPage("review", "Review", ":material/rate_review:"),
    NavigationPage("classifier", "Classifier", ":material/science:"),
    NavigationPage("settings", "Settings", ":material/settings:", path="admin"),
    NavigationPage("tour", "Show me", ":material/play_circle:", hidden=True),
)
