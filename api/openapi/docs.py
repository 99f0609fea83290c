"""Serve the OpenAPI schema, and Swagger UI from a package: nothing is fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path

import fastapi_offline
from fastapi import APIRouter, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import FileResponse, JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from api.guard import session_cookie
from api.openapi.document import openapi_document
from services.settings import settings

FILES = ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png")
STATIC = Path(fastapi_offline.__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

router = APIRouter(include_in_schema=False)


@router.get("/openapi.json")
def schema(request: Request) -> JSONResponse:
    """The OpenAPI document, with the categories of the moment, and what one has to bring here."""
    configuration = settings()
    secure = session_cookie.is_secure(request.scope, configuration)
    cookie = session_cookie.cookie_name(session_cookie.SESSION, secure=secure) if configuration.oidc_issuer else None
    is_open = not (configuration.has_sign_in and configuration.require_sign_in)
    return JSONResponse(openapi_document(request.app, request.scope["root_path"], session=cookie, is_open=is_open))


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Swagger UI."""
    root = request.scope["root_path"]
    page = get_swagger_ui_html(
        openapi_url=f"{root}/openapi.json",
        title="Triage Desk API",
        swagger_js_url=f"{root}/docs/{FILES[0]}",
        swagger_css_url=f"{root}/docs/{FILES[1]}",
        swagger_favicon_url=f"{root}/docs/{FILES[2]}",
        swagger_ui_parameters={"validatorUrl": None, "tryItOutEnabled": True, "defaultModelsExpandDepth": 0},
    )
    page.headers["Content-Security-Policy"] = POLICY
    return page


@router.get("/docs/{name}")
def docs_file(name: str) -> Response:
    """One of Swagger UI's own files."""
    if name not in FILES:
        raise HTTPException(404)
    return FileResponse(STATIC / name, headers={"Cache-Control": "max-age=86400"})
