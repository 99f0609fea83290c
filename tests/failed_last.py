"""Run what failed in the last run of the tests once more, without others beside it: ``python -m tests.failed_last``.

A browser on a busy machine can be later than a test waits. What fails for such a reason passes here and is named, so
that it gets mended; what is broken fails again. More than MOST failures are no such thing, nor is a run that broke off
or a file that could not be read: then nothing is run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".pytest_cache"
FAILED = CACHE / "v" / "cache" / "lastfailed"
ENDED = CACHE / "ended"  # the exit status of pytest, written by tests/conftest.py
TESTS_FAILED = "1"
MOST = 8


def failed_last(cache: Path = CACHE) -> list[str]:
    """The names of the tests that failed, in order; none where the last run did not end with failed tests alone."""
    ended, failed = cache / ENDED.name, cache / FAILED.relative_to(CACHE)
    if not ended.exists() or ended.read_text(encoding="utf-8") != TESTS_FAILED or not failed.exists():
        return []
    names = sorted(json.loads(failed.read_text(encoding="utf-8")))
    return names if all("::" in name for name in names) else []


def main() -> None:
    """Run them, and name those that passed; exits 1 where one fails again or there were none or too many."""
    names = failed_last()
    if not 0 < len(names) <= MOST:
        sys.exit(f"{len(names)} tests failed in a whole run. Up to {MOST} are run once more.")
    if subprocess.run([sys.executable, "-m", "pytest", *names], cwd=ROOT, check=False).returncode:
        sys.exit(1)
    print(f"{len(names)} failed beside other tests and passed alone. Find out what they did not wait for:")
    print("\n".join(f"  {name}" for name in names))


if __name__ == "__main__":
    main()
