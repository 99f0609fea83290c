"""Who is signed in, above every page, with the way in and out; and a sentence in place of a page they may not use."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.navigation import NavigationPage
from pages.widgets.chips import esc
from pages.widgets.component import component
from services import access
from services.errors import DatabaseAway, NotAllowed
from services.settings import settings

_sign_link = component(__file__)


def who_line(place: DeltaGenerator) -> None:
    """Name and role of whoever looks; nothing where nobody signs in."""
    if not settings().has_sign_in:
        return
    try:
        who = access.asker()
    except DatabaseAway:
        return  # the page says so
    said = f"{esc(who.name or '')} ({who.role})" if who else "Not signed in: you may read"
    with place.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        st.caption(said, width="content")
        if settings().oidc_issuer:
            _sign_link(key="sign_link", data={"signed_in": who is not None}, width="content")


def may_open(pages: Sequence[NavigationPage], path: str, run: Callable[[], None]) -> None:
    """Draw the page, or say who may use it."""
    row = next((row for row in pages if row.url_path == path), pages[0])
    if row.action != "read":
        try:
            access.require(row.action)
        except NotAllowed as error:
            st.title(row.title, anchor=False)
            st.info(esc(str(error)), icon=":material/lock:")
            return
    run()
