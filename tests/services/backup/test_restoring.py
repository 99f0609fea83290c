"""Backup and restore on a real server: every table equal, nothing lost by a kill, refused before it is touched."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import NullPool, create_engine, text

from db.engine import transaction
from db.errors import DatabaseAway
from db.migrate import _config, migrate
from db.pool import address_of
from services.access import audit, tokens
from services.backup import archive, dumping, places, restoring
from services.backup.archive import Manifest
from services.backup.errors import BackupError
from services.backup.places import Place, Standing
from services.backup.programs import ClientPrograms
from services.jobs import queue, store
from services.rollups import maintenance
from services.settings import ROOT
from services.tickets import editing
from services.tickets.editing import NewTicket
from tests import doors
from tests.e2e.support.app_process import wait_until
from tests.services.backup.support import checksums, databases, environment_of_tests, place_of_tests
from tests.services.jobs.support import scalar, some_tickets

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]


@pytest.fixture
def place(server_folder: Path, database: None) -> Iterator[Place]:
    with place_of_tests(server_folder) as found:
        yield found
        restoring.remove_leftovers(found)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.dump"


def agree(_manifest: Manifest, _standing: Standing) -> None:
    pass


def test_every_table_comes_back_while_the_desk_runs(place: Place, file: Path) -> None:
    doors.fill()
    maintenance.fold()
    before = checksums(place)
    manifest = dumping.make_backup(place.desk, file)
    assert file.stat().st_mode & 0o077 == 0
    for ticket in some_tickets(50)[::7]:
        editing.delete_ticket(ticket)
    seen: list[Standing] = []
    with pytest.raises(DatabaseAway), transaction() as held:
        held.execute(text("UPDATE ticket SET priority = 'low'"))  # somebody is in the middle of something
        restoring.restore(file, place, ask=lambda _, standing: seen.append(standing))
        held.execute(text("SELECT 1"))
    assert seen[0].tickets > manifest.tickets > 20
    after = checksums(place)
    assert {name for name in before if after[name] != before[name]} == {"audit_entry", "audit_entry_id_seq"}, "a line"
    assert maintenance.verify().differing == 0
    assert editing.create(NewTicket(title="After", description="d", category="billing", priority="low")).ticket.id
    assert not {name for name in databases(place) if "_re" in name}


def test_it_is_one_moment_while_people_work(place: Place, file: Path) -> None:
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            some_tickets(20)
            maintenance.fold()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        wait_until(lambda: scalar("SELECT count(*) FROM ticket") > 100, "they work")
        manifest = dumping.make_backup(place.desk, file)
    finally:
        over.set()
        worker.join()
    restoring.restore(file, place, ask=agree)
    assert 100 < scalar("SELECT count(*) FROM ticket") == manifest.tickets
    assert manifest.tickets % 20 == 0
    assert maintenance.verify().differing == 0


_SIGNED_IN = text(
    "INSERT INTO sign_in_session (digest, begun, issuer, subject, person, role, address, expires_at)"
    " VALUES (sha256('a'), sha256('b'), 'i', 's', 'lea@example.com', 'lead', '10.0.0.1', now() + interval '1 hour')"
)


def test_long_work_that_was_under_way_waits_for_somebody_and_people_sign_in_anew(place: Place, file: Path) -> None:
    with transaction() as session:
        session.execute(_SIGNED_IN)
    job = queue.enqueue("sample", actor="local")
    own = queue.enqueue("backup", {"file": "triage-desk-x.dump"}, actor="local")
    dumping.make_backup(place.desk, file)
    restoring.restore(file, place, ask=agree)
    found = store.find(job.id)
    assert (found.state, found.can_retry) == ("interrupted", True)
    assert scalar("SELECT count(*) FROM job WHERE id = :id", id=own.id) == 0
    assert scalar("SELECT count(*) FROM sign_in_session") == 0
    queue.retry(job.id)
    assert store.find(job.id).state == "waiting"


def test_what_was_revoked_stays_revoked_and_the_audit_log_has_no_gap(place: Place, file: Path) -> None:
    _, revoked = (tokens.make_token(name, "read", days=None)[0] for name in ("kept", "revoked"))
    dumping.make_backup(place.desk, file)
    tokens.revoke_token(revoked.id)
    before = [(entry.at, entry.what) for entry in audit.entries()]
    restoring.restore(file, place, ask=agree)
    restored, *told = audit.entries()
    assert restored.action == "restore"
    assert [(entry.at, entry.what) for entry in told] == before
    assert {token.name: token.state for token in tokens.list_tokens()} == {"kept": "active", "revoked": "revoked"}


@pytest.mark.parametrize("what", ["damaged", "newer", "not asked for"])
def test_what_is_refused_touches_nothing(what: str, place: Place, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some_tickets(5)
    dumping.make_backup(place.desk, file)
    some_tickets(5)
    before = checksums(place)

    def refuse(_manifest: Manifest, _standing: Standing) -> None:
        raise BackupError("Nothing was changed.")

    if what == "damaged":
        file.write_bytes(file.read_bytes()[:-100] + b"x" * 100)
    elif what == "newer":
        monkeypatch.setattr(restoring, "known_revisions", lambda: frozenset({"0001"}))
    monkeypatch.setattr(places, "make_empty", lambda *_: pytest.fail("it began"))
    with pytest.raises(BackupError, match="Nothing was changed"):
        restoring.restore(file, place, ask=refuse if what == "not asked for" else agree)
    assert checksums(place) == before


def test_a_failure_on_the_way_leaves_the_desk_as_it_was(
    place: Place, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_tickets(5)
    dumping.make_backup(place.desk, file)
    lied = archive.read_manifest(file)
    content = file.read_bytes().partition(archive.MARK)[0]
    file.write_bytes(content)
    archive.seal(file, lied.model_copy(update={"rows": lied.rows | {"ticket": 6}}))
    some_tickets(5)
    before = checksums(place)
    with pytest.raises(BackupError, match="not restored whole. The desk is as it was"):
        restoring.restore(file, place, ask=agree)
    assert checksums(place) == before
    assert not {name for name in databases(place) if "_re" in name}


def test_one_restore_at_a_time(place: Place, file: Path) -> None:
    dumping.make_backup(place.desk, file)
    with restoring._alone(place), pytest.raises(BackupError, match="Another restore is under way"):
        restoring.restore(file, place, ask=agree)


def test_a_killed_restore_loses_nothing(place: Place, file: Path, server_folder: Path) -> None:
    some_tickets(2_000)
    dumping.make_backup(place.desk, file)
    (last,) = some_tickets(1)[-1:]
    before = checksums(place)
    command = [sys.executable, "cli.py", "restore", str(file), "--yes"]
    for _ in range(2):
        with subprocess.Popen(command, cwd=ROOT, env=environment_of_tests(server_folder), stdout=-1) as process:
            wait_until(lambda: len(databases(place)) > 3 or process.poll() is not None, "it loads", 60)
            time.sleep(random.random() * 0.5)
            process.kill()
    if scalar("SELECT count(*) FROM ticket WHERE id = :id", id=last):
        assert checksums(place) == before
    wait_until(lambda: _is_tidy(place), "the next start has removed what it left")
    done = subprocess.run(
        command, cwd=ROOT, env=environment_of_tests(server_folder), capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1].startswith("Restored 2,000 tickets"), done.stderr
    assert scalar("SELECT count(*) FROM ticket") == 2_000
    assert maintenance.verify().differing == 0


def _is_tidy(place: Place) -> bool:
    """A start removes it, once the server has noticed that whoever restored is gone."""
    restoring.remove_leftovers(place)
    return not {name for name in databases(place) if "_re" in name}


def test_a_killed_backup_leaves_no_file_and_the_next_one_tidies(place: Place, tmp_path: Path) -> None:
    left = tmp_path / "triage-desk-2026-03-04T02-00-00Z.dump.partial"
    left.write_bytes(b"PGDMP")
    kept = tmp_path / "film.partial"
    kept.write_bytes(b"somebody's")

    def give_up(_size: int) -> None:
        raise InterruptedError

    def started(*_: Any, check: Any, **__: Any) -> tuple[int, str]:
        check()
        return 0, ""

    with pytest.MonkeyPatch.context() as patch, pytest.raises(InterruptedError):
        patch.setattr(ClientPrograms, "run", started)
        dumping.make_backup(place.desk, tmp_path / "triage-desk-new.dump", told=give_up)
    assert list(tmp_path.iterdir()) == [kept]
    dumping.make_backup(place.desk, tmp_path / "triage-desk-new.dump")
    with pytest.raises(BackupError, match="is there already"):
        dumping.make_backup(place.desk, tmp_path / "triage-desk-new.dump")


def test_a_backup_of_the_first_version_is_migrated(place: Place, file: Path) -> None:
    """With data in it, into a desk of today."""
    first = place.named("first_version")
    places.drop(place, first.name)
    places.make_empty(place, first.name)
    old = create_engine(address_of(first.desk), poolclass=NullPool)
    try:
        with old.begin() as connection:
            command.upgrade(_config(connection), "0001")
            connection.execute(text(FIRST_TICKETS))
            connection.execute(text("UPDATE ticket SET status = 'resolved', resolved_at = now() WHERE id % 3 = 0"))
        manifest = dumping.make_backup(first.desk, file)
        assert manifest.migrations == ["0001"]
        restoring.restore(file, place, ask=agree)
        migrate(old)  # and where it is
        assert checksums(first)["ticket"] == checksums(place)["ticket"]
    finally:
        places.drop(place, first.name)
    assert scalar("SELECT count(*) FROM ticket WHERE status = 'resolved'") == 100
    assert scalar("SELECT count(*) FROM ticket_event WHERE field = 'status'") == 100
    assert maintenance.verify().differing == 0
    assert editing.create(NewTicket(title="After", description="d", category="billing", priority="low")).ticket.id > 300


def test_another_programs_database_is_refused(place: Place, file: Path) -> None:
    dumping.make_backup(place.desk, file)
    other = place.named("other_program")
    places.drop(place, other.name)
    places.make_empty(place, other.name)
    try:
        assert places.look(other) == Standing(places.look(place).server, is_empty=True, tickets=0)
        with other.connect() as connection:
            connection.execute("CREATE TABLE invoice (id integer)")
        with pytest.raises(BackupError, match="tables of another program"):
            restoring.restore(file, other, ask=agree)
        with pytest.raises(BackupError, match="nothing to back up"):
            dumping.make_backup(other.desk, file.with_name("other.dump"))
    finally:
        places.drop(place, other.name)


FIRST_TICKETS = (
    "INSERT INTO ticket (title, description, category, priority)"
    " SELECT 'Ticket ' || i, 'It smokes', (ARRAY['billing','technical'])[1 + i % 2], 'low'"
    " FROM generate_series(1, 300) AS i"
)
