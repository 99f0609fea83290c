"""The set-up behind make, run as it is: nothing newer than the lock gets in, it can be seen at work, and failures say
what to do. The index is a folder; nothing is downloaded.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap
from services.settings import ROOT
from tests.setup.local_index import bundled_pip, locked, locked_pip, made_wheel, served

pytestmark = pytest.mark.slow

NEEDS_AUTH = ["google-auth[requests]<3,>=2.56"]  # as google-genai asks: an old pip that resolves takes the newest


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """The pip that comes with this Python, unpacked once: from its wheel each run would compile it anew."""
    return bundled_pip(tmp_path_factory.mktemp("pip"))


@pytest.fixture(params=["pip of this Python", "pip of the lock"])
def pip(request: pytest.FixtureRequest, tmp_path: Path, bundled: Path | None) -> str:
    """PYTHONPATH of a pip for an environment that has none."""
    if request.param == "pip of the lock":
        return str(locked_pip(tmp_path))
    if bundled is None:
        pytest.skip("This Python came without the wheel of a pip.")
    return str(bundled)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A folder with each package in its locked version and in a newer one; ``lock.txt`` pins the former."""
    folder = tmp_path / "index"
    folder.mkdir()
    wheels = [
        made_wheel(folder, "google-auth", "2.56.0", ['tenacity>=9; extra == "requests"'], ["requests"]),
        made_wheel(folder, "google-genai", "3.4.0", NEEDS_AUTH),
        made_wheel(folder, "tenacity", "9.1.4"),
    ]
    made_wheel(folder, "google-auth", "2.99.0", ['tenacity>=9; extra == "requests"'], ["requests"])
    made_wheel(folder, "google-genai", "3.9.0", NEEDS_AUTH)
    made_wheel(folder, "tenacity", "9.9.0")
    (tmp_path / "lock.txt").write_text("".join(map(locked, wheels)))
    return folder


def set_up(folder: Path, pip: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the install step of the Makefile on an environment without a pip of its own."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    kept = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": pip}
    return subprocess.run(
        [sys.executable, "bootstrap.py", folder / "venv", folder / "lock.txt"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=240,
        env=kept | {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1"} | environment,
    )  # fmt: skip


def installed(folder: Path) -> list[str]:
    return sorted(path.name.removesuffix(".dist-info") for path in (folder / "venv").rglob("*.dist-info"))


def test_nothing_newer_than_the_lock_slips_in(index: Path, pip: str, tmp_path: Path) -> None:
    done = set_up(tmp_path, pip, PIP_FIND_LINKS=str(index))
    assert done.returncode == 0, done.stdout + done.stderr
    assert installed(tmp_path) == ["google_auth-2.56.0", "google_genai-3.4.0", "tenacity-9.1.4"]
    assert "Installing 3 packages" in done.stdout


def test_a_file_that_is_not_the_locked_one_stays_out(index: Path, pip: str, tmp_path: Path) -> None:
    made_wheel(index, "tenacity", "9.1.4", ["something-else"])
    done = set_up(tmp_path, pip, PIP_FIND_LINKS=str(index))
    assert done.returncode == 1
    assert done.stderr.startswith("The package index gave a file that is not the locked one, or half of it")
    assert installed(tmp_path) == []


def test_without_an_index_one_sentence_says_so(index: Path, pip: str, tmp_path: Path) -> None:
    nobody = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/simple/", "PIP_RETRIES": "1"}
    done = set_up(tmp_path, pip, **nobody)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("The package index cannot be reached.")


def test_a_package_that_the_index_lacks_is_named(index: Path, pip: str, tmp_path: Path) -> None:
    next(index.glob("tenacity-9.1.4*")).unlink()
    done = set_up(tmp_path, pip, PIP_FIND_LINKS=str(index))
    assert done.stderr.startswith("The package index has no tenacity==9.1.4 for Python 3.")


@pytest.mark.parametrize(("breaks", "status"), [(2, 0), (99, 1)])
def test_a_download_that_really_breaks_off_is_fetched_again(
    index: Path, pip: str, tmp_path: Path, breaks: int, status: int
) -> None:
    with served(index, breaks) as address:
        done = set_up(tmp_path, pip, PIP_FIND_LINKS=address, PIP_TRUSTED_HOST="127.0.0.1", PIP_RETRIES="0")
    assert done.returncode == status, done.stdout + done.stderr
    assert bootstrap.AGAIN in done.stdout
    assert len(installed(tmp_path)) == (3 if status == 0 else 0)
    assert done.stderr.count(f" {bootstrap.ATTEMPTS} times. Check the network and try again") == status


PIP_LINES = """\
Ignoring numpy: markers 'python_full_version >= "3.12"' don't match your environment
Collecting alembic==1.20.1 (from -r requirements-embedded.txt (line 1))
  Using cached alembic-1.20.1-py3-none-any.whl (270 kB)
Processing /srv/wheels/altair-6.3.0-py3-none-any.whl (from -r requirements-embedded.txt (line 4))
Collecting scipy==1.17.1 (from -r requirements-embedded.txt (line 7))
  Downloading scipy-1.17.1-cp311-cp311-manylinux_2_28_x86_64.whl (35.3 MB)
Progress 0 of 35349300
Progress 17674650 of 35349300
Installing collected packages: scipy, altair, alembic
"""


def test_what_is_fetched_is_shown_with_number_and_size(capsys: pytest.CaptureFixture[str]) -> None:
    passed_on = list(bootstrap._shown(iter(PIP_LINES.splitlines()), 4))
    assert capsys.readouterr().out.splitlines() == [
        "1 of 3: alembic 1.20.1, 270 kB, downloaded before",
        "3 of 3: scipy 1.17.1, 35.3 MB",
        "Installing 3 packages. This takes about a minute.",
    ]
    assert len(passed_on) == 7  # all but the progress: what failed is read from the rest


def test_on_a_terminal_it_also_shows_how_far_a_file_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    list(bootstrap._shown(iter(PIP_LINES.splitlines()), 4))
    assert "\r\033[K3 of 3: scipy 1.17.1, 35.3 MB, 50%" in capsys.readouterr().out


def test_a_download_that_breaks_off_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = iter([(2, "urllib3.exceptions.IncompleteRead"), (2, "ReadTimeoutError: Read timed out."), (0, "")])
    monkeypatch.setattr(bootstrap, "_run_pip", lambda *_: next(runs))
    bootstrap.install(Path("bin/python"), Path("lock.txt"))
    assert list(runs) == []


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is too full"),
        ("OSError: [Errno 30] Read-only file system: '/srv/.venv'", "cannot be written"),
        ("IncompleteRead(1024 bytes read)", f"broke off {bootstrap.ATTEMPTS} times"),
        ("ERROR: something pip has never said {before}", "something pip has never said {before}\nThe set-up failed"),
    ],
)
def test_a_failure_says_what_to_do(output: str, sentence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bootstrap, "_run_pip", lambda *_: (1, output))
    with pytest.raises(bootstrap.SetUpFailed) as caught:
        bootstrap.install(tmp_path / ".venv/bin/python", Path("lock.txt"))
    assert sentence in str(caught.value)


def test_too_little_room_is_said_before_anything_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bootstrap, "NEEDED_GB", 1e9)
    with pytest.raises(bootstrap.SetUpFailed, match="The disk is too full"):
        bootstrap.make_environment(tmp_path / ".venv")
    assert not (tmp_path / ".venv").exists()


def test_the_makefile_sets_up_with_this_step_and_the_locks() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert '"$$python" bootstrap.py $(VENV) $<' in makefile
    assert "pip install" not in makefile.partition("# ---- set-up")[2]
