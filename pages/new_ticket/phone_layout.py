"""The New ticket page on a narrow screen: duplicates before the fields, Submit always in reach, no dead space.

By width, not by device: a narrow window is drawn like a phone.
"""

from __future__ import annotations

from pages.widgets.component import component

SUGGESTION = "new_ticket_suggestion"
LIST = "new_ticket_list"
ACTIONS = "new_ticket_actions"
KEYS = "new_ticket_keys"
_mount = component(__file__, isolate_styles=False)


def phone_layout() -> None:
    """Have this page drawn so where it is narrow."""
    _mount(key="phone_layout")
