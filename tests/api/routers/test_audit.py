"""The audit log by the API: read in pages by leads, and as CSV."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from services.access import audit, tokens
from services.access.asking import Asker

LEA = Asker("lea@example.com", "lead", "10.0.0.7")


def test_it_is_read_in_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "PAGE", 2)
    for number in range(3):
        audit.note_alone("token", f"{number}", who=LEA)
    first = client.get("/api/audit/?action=token&actor=lea@example.com").json()
    assert [one["what"] for one in first["results"]] == ["2", "1"]
    second = client.get(first["next"]).json()
    assert ([one["what"] for one in second["results"]], second["next"]) == (["0"], None)
    file = client.get("/api/audit/file/?action=token")
    assert file.headers["content-type"].startswith("text/csv")
    assert len(file.content.splitlines()) == 4


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("action=x", "action"),
        ("before=0", "before"),
        ("before=x", "before"),
        ("actor=a&actor=b", "actor"),
        ("page=2", "page"),
        (f"actor={'a' * 501}", "actor"),
    ],
)
@pytest.mark.parametrize("path", ["/api/audit/", "/api/audit/file/"])
def test_a_bad_parameter_is_named(client: TestClient, path: str, query: str, field: str) -> None:
    answer = client.get(f"{path}?{query}")
    assert (answer.status_code, list(answer.json())) == (400, [field])


@pytest.mark.parametrize("path", ["/api/audit/", "/api/audit/file/"])
def test_programs_need_a_token_of_a_lead(client: TestClient, path: str) -> None:
    write, admin = (tokens.make_token(scope, scope, days=1)[1] for scope in ("write", "admin"))
    assert client.get(path, headers={"Authorization": f"Bearer {write}"}).status_code == 403
    assert client.get(path, headers={"Authorization": f"Bearer {admin}"}).status_code == 200


def test_the_head_of_the_file_is_for_leads_too(client: TestClient) -> None:
    write = tokens.make_token("write", "write", days=1)[1]
    answer = client.head("/api/audit/file/", headers={"Authorization": f"Bearer {write}"})
    assert (answer.status_code, client.head("/api/audit/file/").status_code) == (403, 200)
