"""The fields on a page whose every rerun takes two seconds; the e2e tests serve it with ``streamlit run``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from pages.new_ticket.draft.draft import Draft
from pages.new_ticket.draft.draft_fields import DraftField, draft_fields, reported

FIELDS = (DraftField("description", "Description", "", "area", max=20_000, height=140),)

draft: Draft = st.session_state.setdefault("draft", Draft())
draft.apply_report(reported("text"))
time.sleep(2)
draft_fields(draft, FIELDS, key="text", reports=True)
st.text(f"heard: {draft.written.texts['description']}")
