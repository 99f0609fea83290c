"""The answer where no page is: without it Streamlit would show its first page, with words and errors of its own."""

from __future__ import annotations

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.sign_in.pages import page


class _PageName(StringConvertor):
    """The name of a page; with a dot or a slash it may be a file of Streamlit's."""

    regex = r"[^./_][^./]*"


register_url_convertor("page_name", _PageName())


async def _unknown(request: Request) -> Response:
    words = f"There is no page /{request.path_params['name']} in Triage Desk. The link may be mistyped or out of date."
    return page("Page not found", words, link=("./", "Open Triage Desk"), status=404)


routes: list[BaseRoute] = [Route("/{name:page_name}", _unknown)]  # behind all others
