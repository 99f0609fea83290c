"""Backups on the Settings page: the newest, how often one is made and where, and one now."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.error_messages import action_message
from pages.widgets.formatting import ago, file_size, hours
from pages.widgets.jobs.job_actions import ACTOR
from pages.widgets.layout import card_header
from services.backup import folder
from services.backup.folder import StoredBackup
from services.jobs import listing, store
from services.jobs.store import Job
from services.jobs.work import backup
from services.settings import settings

BY_HAND = "no automatic backups"


def backup_card() -> None:
    """The whole card."""
    configuration, now = settings(), datetime.now(UTC)
    every, stored = configuration.backup_every, folder.stored(configuration.backups)
    card_header("Backups", f"one every {hours(every)}" if every else BY_HAND)
    st.caption(
        f"Everything in one file, made while people work, in {esc(str(configuration.backups))}. "
        "An admin restores one with make restore."
    )
    st.markdown(_newest_text(stored, now))
    failed = _last_failed(stored)
    if failed is not None:
        st.error(
            f"The last backup failed {ago(failed.created_at, now)}. {esc(failed.error or '')}", icon=":material/error:"
        )
    if folder.is_late(now, every, stored[0] if stored else None):
        st.warning(f"The newest should be at most {hours(every)} old.", icon=":material/warning:")
    if not every:
        st.caption("Set BACKUP_EVERY=24 to have one made each night.")
    if st.button("Back up now", key="back_up", disabled=store.is_open("backup")):
        _start()


def _newest_text(backups: list[StoredBackup], now: datetime) -> str:
    if not backups:
        return "There is no backup yet."
    newest, total = backups[0], sum(backup.size for backup in backups)
    tickets = newest.manifest.tickets
    said = (
        f"**Newest:** {ago(newest.manifest.made_at, now)}, {tickets:,} ticket{'' if tickets == 1 else 's'}, "
        f"{file_size(newest.size)} ({esc(newest.file.name)})."
    )
    return said if len(backups) == 1 else f"{said} {len(backups):,} are kept, {file_size(total)} in all."


def _last_failed(backups: list[StoredBackup]) -> Job | None:
    """The newest try that failed, unless a backup was made after it."""
    jobs = listing.read_page(kind="backup", state="failed", size=1).jobs
    return next((job for job in jobs if not backups or job.created_at > backups[0].manifest.made_at), None)


def _start() -> None:
    try:
        backup.start(actor=ACTOR)
    except Exception as error:  # noqa: BLE001  whatever happened, the page says so
        st.error(esc(action_message(error)), icon=":material/error:")
        return
    st.rerun()
