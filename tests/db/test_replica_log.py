"""What a read on a replica has to have replayed, and how far behind it is."""

from __future__ import annotations

import pytest

from db.replica_log import EVERYBODY, KEPT_SECONDS, NOTES_MAX, ReplicaLog

KB = 1 << 10


@pytest.fixture
def log() -> ReplicaLog:
    """Reads up to a second old; the primary asked each half second, its log a kilobyte longer each time."""
    made = ReplicaLog(1.0)
    for step in range(5):
        made.sample((100 + step) * KB, step / 2)
    return made


@pytest.mark.parametrize(
    ("now", "needed"),
    [
        (2.0, 102 * KB),  # what was there at 1.0: written up to then, it is a second old
        (2.2, 103 * KB),
        (3.0, 104 * KB),
        (3.1, None),  # nobody knows what was written since
    ],
)
def test_what_is_a_second_old_has_to_be_there(log: ReplicaLog, now: float, needed: int | None) -> None:
    assert log.needed("Ann", now) == needed


def test_whoever_wrote_reads_it_and_others_need_not(log: ReplicaLog) -> None:
    log.note("Ann", 500 * KB, 2.0)
    log.note("Ann", 400 * KB, 2.1)  # of another thread
    assert [log.needed(name, 2.0) for name in ("Ann", "Ben")] == [500 * KB, 102 * KB]
    log.note(EVERYBODY, 600 * KB, 2.0)
    assert [log.needed(name, 2.0) for name in ("Ann", "Ben")] == [600 * KB, 600 * KB]
    log.sample(700 * KB, 2.0 + KEPT_SECONDS + 1)
    log.sample(50 * KB, 2.0 + KEPT_SECONDS + 2)  # another server, with a log of its own
    assert log.needed("Ann", 4.5 + KEPT_SECONDS) == 50 * KB


def test_notes_do_not_grow_without_end(log: ReplicaLog) -> None:
    for number in range(NOTES_MAX + 1):
        log.note(str(number), 900 * KB, 2.0)
    assert log.needed("0", 2.0) == 102 * KB
    assert log.needed("1", 2.0) == 900 * KB


@pytest.mark.parametrize(("replayed", "lag"), [(99 * KB, None), (100 * KB, 3.0), (103 * KB + 5, 1.5), (200 * KB, 1.0)])
def test_how_far_behind(log: ReplicaLog, replayed: int, lag: float | None) -> None:
    assert log.lag(replayed, 3.0) == lag


@pytest.mark.parametrize(("within", "record"), [(0, 0), (24, 0), (40, 0), (32, 32), (48, 48)])
def test_the_header_of_a_page_is_no_record(within: int, record: int) -> None:
    log = ReplicaLog(1.0)
    log.sample(8 * KB + within, 0.0)
    assert log.needed("Ann", 0.5) == 8 * KB + record
