"""Nothing phones home: the addresses that the server looks up or connects to, while a person works on every page."""

from __future__ import annotations

import os
import re
from pathlib import Path

import psutil
from playwright.sync_api import Page, expect

from tests.e2e.support.app_process import COMMAND, ROOT, START_SECONDS, AppProcess
from tests.e2e.support.form import Form
from tests.watching import outside, watch


def test_the_server_connects_to_nobody_and_a_deep_link_opened_first_has_its_frame(folder: Path, page: Page) -> None:
    # The very first start is watched too.
    environment = watch(folder) | {"DATA_DIR": str(folder / "new")}
    app = AppProcess(folder, environment=environment, command=COMMAND, started_in=Path("/"))
    app.start()
    try:
        # The first page of all is a deep link: in Streamlit's older way with pages it would come without the router.
        page.goto(f"{app.url}/dashboard")
        expect(page).to_have_title(re.compile("Triage Desk"))
        expect(page.get_by_test_id("stTopNavLink").filter(has_text="New ticket")).to_be_visible()
        form = Form(page, app).open()
        form.write("Watched")
        expect(form.category).to_have_value("billing")
        form.submit.click()
        form.expect_filed()
        for path, heading in (("/tickets", "Tickets"), ("/dashboard", "Dashboard"), ("/classifier", "Classifier")):
            page.goto(app.url + path)
            expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        connections = psutil.Process(app.pid).net_connections("inet")
    finally:
        app.stop()
    assert outside(folder) == set()
    assert {connection.laddr.ip for connection in connections} == {"127.0.0.1"}
    assert {connection.raddr.ip for connection in connections if connection.raddr} <= {"127.0.0.1"}


def test_no_usage_statistics_and_no_error_details_wherever_it_is_started() -> None:
    code = (
        "import app, streamlit as st; "
        "print(st.get_option('browser.gatherUsageStats'), st.get_option('client.showErrorDetails'))"
    )
    done = _python(code, cwd="/")
    assert done.split() == ["False", "none"]


def _python(code: str, *, cwd: str) -> str:
    import subprocess
    import sys

    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=True,
    ).stdout
