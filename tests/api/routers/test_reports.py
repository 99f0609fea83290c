"""The report over HTTP: its formats, its parameters, and what is answered where it cannot be made."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from services.reports import rendering
from services.reports.week import last_week
from tests.services.reports.test_week import titled

ADDRESS = "/api/reports/week/"


def test_a_pdf_of_last_week_with_links_to_the_desk(client: TestClient) -> None:
    titled("Smoke", "critical", 8)
    answered = client.get(ADDRESS)
    assert (answered.status_code, answered.headers["content-type"]) == (200, "application/pdf")
    first, last = last_week(datetime.now(UTC).date())
    assert answered.headers["content-disposition"] == f'attachment; filename="tickets-{first}-to-{last}.pdf"'
    assert answered.content.startswith(b"%PDF-")
    assert b"http://localhost:8501/tickets?id=" in answered.content


@pytest.mark.parametrize(("kind", "media"), [("html", "text/html; charset=utf-8"), ("eml", "message/rfc822")])
def test_without_its_charts_html_and_a_mail_are_given(
    kind: str, media: str, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "_run", lambda _: {"charts": None, "pdf": None, "failed": ["OSError"]})
    titled("Smoke", "critical", 8)
    query = "category=billing&created_after=2026-01-01&undated=counted"
    answered = client.get(f"{ADDRESS}?format={kind}&{query}")
    assert (answered.status_code, answered.headers["content-type"]) == (200, media)
    page = answered.text
    if kind == "eml":
        body = email.message_from_bytes(answered.content, policy=email.policy.default).get_body(("html",))
        assert body is not None
        page = body.get_content()
    assert "Only billing tickets" in page
    assert rendering.NO_CHARTS in page
    assert "http://localhost:8501/tickets?id=" in page
    refused = client.get(f"{ADDRESS}?format=pdf&{query}")
    assert refused.status_code == 503
    assert refused.json() == {"detail": "The PDF could not be made. Take the report as HTML, or try again in a minute."}
    assert client.head(f"{ADDRESS}?format={kind}").headers["content-type"] == media


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("format=docx", "format"),
        ("format=pdf&format=html", "format"),
        ("undated=left", "undated"),
        ("status=lost", "status"),
        ("page=2", "page"),
    ],
)
def test_bad_parameters_are_named(query: str, field: str, client: TestClient) -> None:
    answered = client.get(f"{ADDRESS}?{query}")
    assert (answered.status_code, list(answered.json())) == (400, [field])
