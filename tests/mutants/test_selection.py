"""Which tests are asked about a file, and which lines a commit touched."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.mutants.selection import asked_about, source_files, touched_lines

FILES = {
    "services/used.py": "USED = 1\nOTHER = 2\n",
    "services/user.py": "from services.used import USED\n",
    "services/deep.py": "DEEP = 1\n",
    "services/middle.py": "from services import deep\n",
    "api/routes.py": "from services.middle import deep\n",
    "db/migrations/first.py": "REVISION = 1\n",
    "tests/services/test_user.py": "",
    "tests/services/test_user_more.py": "",
    "tests/services/test_stranger.py": "from services.user import USED\n",
    "tests/services/test_username.py": "",
    "tests/pages/test_user.py": "from services.user import USED\n",
    "tests/api/conftest.py": "from api.routes import deep\n",
    "tests/api/test_answers.py": "",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("services/user.py", ["services/test_stranger.py", "services/test_user.py", "services/test_user_more.py"]),
        ("services/used.py", ["services/test_stranger.py", "services/test_user.py", "services/test_user_more.py"]),
        ("services/deep.py", ["api/test_answers.py"]),
        ("api/routes.py", ["api/test_answers.py"]),
    ],
    ids=["mirrors and importers", "those of its users", "those of their users", "through conftest"],
)
def test_tests_of_a_file(file: str, expected: list[str], tree: Path) -> None:
    assert [test.relative_to("tests").as_posix() for test in asked_about([Path(file)], tree)] == expected


def test_migrations_are_not_mutated(tree: Path) -> None:
    assert {path.parts[0] for path in source_files(tree)} == {"services", "api"}


def test_lines_that_differ_from_a_commit(tree: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a", *arguments], cwd=tree, check=True)

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message=first")
    (tree / "services/used.py").write_text("USED = 1\nOTHER = 3\nMORE = 4\n")
    (tree / "services/user.py").write_text("")
    (tree / "tests/services/test_user.py").write_text("pass\n")
    assert touched_lines(tree, "HEAD") == {Path("services/used.py"): {2, 3}}
