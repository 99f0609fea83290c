"""Stored versions: the same in every process, and refused when they are not what was stored."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from sqlalchemy import func, select, update

from db.engine import server_address, transaction
from db.tables.learning import ClassifierModel
from services.classify.learned import LearnedClassifier, current, forget, store, train_now
from services.classify.learned.store import Unusable, checksum, load_newest, newest_report, pack, unpack
from services.classify.linear.features import count
from services.settings import ROOT
from tests.e2e.support.app_process import START_SECONDS
from tests.services.classify.evaluation.support import trained_desk

pytestmark = pytest.mark.slow

ASKED = ["Where is the Zephyr ledger?", "our alder roster is old", "ÜBER Tarn relay \U0001f600"]
ACTIVE = frozenset({"billing", "technical", "account", "general"})

ANOTHER_PROCESS = f"""
import json, sys
from services.lifecycle import start_up, shut_down
from services.classify.learned import current
start_up()
answers = current().suggest_many([("", text) for text in {ASKED!r}], active={sorted(ACTIVE)!r})
print(json.dumps([answer.category.ranking for answer in answers]), "sklearn" in sys.modules)
shut_down()
"""


@pytest.fixture
def trained(database: None) -> LearnedClassifier:
    """The classifier of a small desk, stored as version 1."""
    trained_desk(120)
    learned = current()
    assert learned is not None
    return learned


def test_another_process_answers_the_same_without_scikit_learn(trained: LearnedClassifier) -> None:
    address = server_address()
    done = subprocess.run(
        [sys.executable, "-c", ANOTHER_PROCESS], cwd=ROOT,
        capture_output=True, text=True, timeout=START_SECONDS, check=False,
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATABASE_URL": address},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rankings, with_sklearn = done.stdout.strip().splitlines()[-1].rsplit(" ", 1)
    here = trained.suggest_many([("", text) for text in ASKED], active=ACTIVE)
    assert json.loads(rankings) == [[list(pair) for pair in answer.category.ranking] for answer in here]
    assert with_sklearn == "False"


def test_what_is_stored_is_what_was_learned(trained: LearnedClassifier) -> None:
    again = unpack(*pack(trained.fields))
    counts = count(ASKED)
    for field, model in trained.fields.items():
        before, after = (one.probabilities(one.weigh(counts)) for one in (model, again[field]))
        assert np.array_equal(before, after)


def _bad_number(arrays: bytes) -> bytes:
    return arrays[:-4] + np.float32("nan").tobytes()


def _columns_of(arrays: bytes, first: int) -> bytes:
    return np.array([first], "<i4").tobytes() + arrays[4:]


class _Bomb:
    def __reduce__(self) -> Any:
        return (os._exit, (3,))


SPOILT = {
    "another format": lambda header, arrays: (header.replace('"format": 3', '"format": 1'), arrays),
    "another field": lambda header, arrays: (header.replace("category", "status"), arrays),
    "too many columns": lambda header, arrays: (header.replace('"columns": ', '"columns": 9'), arrays),
    "no classes": lambda header, arrays: (header.replace('"classes": [', '"classes": [], "was": ['), arrays),
    "scale of nothing": lambda header, arrays: (header.replace('"scale": ', '"scale": -'), arrays),
    "not JSON": lambda header, arrays: (header[:-1], arrays),
    "not an object": lambda header, arrays: ("[]", arrays),
    "cut off": lambda header, arrays: (header, arrays[:-4]),
    "something behind": lambda header, arrays: (header, arrays + b"\0"),
    "empty": lambda header, arrays: (header, b""),
    "not a number": lambda header, arrays: (header, _bad_number(arrays)),
    "a negative column": lambda header, arrays: (header, _columns_of(arrays, -1)),
    "columns out of order": lambda header, arrays: (header, _columns_of(arrays, 1 << 19)),
    "pickled arrays": lambda header, arrays: (header, pickle.dumps(_Bomb())),
    "pickled header": lambda header, arrays: (pickle.dumps(_Bomb(), protocol=0).decode(), arrays),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_version_is_refused_even_with_the_right_checksum(trained: LearnedClassifier, spoil: Any) -> None:
    header, arrays = pack(trained.fields)
    spoilt = spoil(header, arrays)
    assert spoilt != (header, arrays)
    with pytest.raises(Unusable):
        unpack(*spoilt)
    with transaction() as session:
        session.execute(update(ClassifierModel).values(header=spoilt[0], arrays=spoilt[1], checksum=checksum(*spoilt)))
    forget()
    assert current() is None


def test_a_tampered_version_is_logged_and_the_one_before_answers(
    trained: LearnedClassifier, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    train_now()
    with transaction() as session:
        row = session.get_one(ClassifierModel, 2)
        row.arrays = row.arrays[:-1] + bytes([row.arrays[-1] ^ 1])
    forget()
    learned = current()
    assert learned is not None
    assert learned.version == 1
    assert "classifier_model_refused" in caplog.text + capsys.readouterr().out


def test_a_newest_version_that_answers_nothing_silences_the_ones_before(trained: LearnedClassifier) -> None:
    store.save({}, [], last_event=0, seconds=0.1)
    assert load_newest() is None


def test_the_newest_versions_are_kept(trained: LearnedClassifier) -> None:
    for _ in range(store.KEPT_VERSIONS + 1):
        store.save(trained.fields, [], last_event=0, seconds=0.1)
    with transaction() as session:
        kept = session.execute(select(func.min(ClassifierModel.version), func.count())).one()
    assert tuple(kept) == (3, store.KEPT_VERSIONS)


def test_no_word_of_a_ticket_is_stored(trained: LearnedClassifier) -> None:
    header, arrays = pack(trained.fields)
    stored = header.encode() + arrays
    assert not any(word in stored.lower() for word in (b"zephyr", b"juniper", b"osprey"))


def test_the_report_is_that_of_the_newest_of_several(trained: LearnedClassifier) -> None:
    first = newest_report()
    train_now()
    second = newest_report()
    assert first is not None
    assert second is not None
    assert (first.version, second.version) == (1, 2)
    assert second.trained_at > first.trained_at


def test_texts_of_several_batches_are_answered_as_one_by_one(
    trained: LearnedClassifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.classify.linear.model.BATCH", 2)
    texts = [("", text) for text in [ASKED[0], ASKED[1], "the Zephyr ledger is old", "", ASKED[0], ASKED[2]]]
    many = trained.suggest_many(texts, active=ACTIVE)
    alone = [trained.suggest(*text, active=ACTIVE) for text in texts]
    assert [answer.category.ranking for answer in many] == [answer.category.ranking for answer in alone]
    assert [bool(answer.category.ranking) for answer in many[:5]] == [True, True, True, False, True]
