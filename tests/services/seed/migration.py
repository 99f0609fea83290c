"""The SQL that brings shipped keywords to the databases that exist, for the file that ``make migration`` made.

``python -m tests.services.seed.migration FILE`` adds it to FILE: a statement for each category whose keywords differ
from what the migrations so far make. It leaves categories alone whose keywords a lead has changed.
"""

from __future__ import annotations

import hashlib
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import select

from db.engine import close_database, open_database, transaction
from db.tables.tickets import Category
from services.seed.categories import SEED_CATEGORIES
from tests.data_folders import made_folder

LINE = 112
STATEMENT = """
UPDATE category SET keywords = regexp_split_to_array(btrim($$
{keywords}
$$, E' \\n'), ',\\s+')
WHERE key = '{key}' AND (
    SELECT encode(sha256(convert_to(string_agg(keyword, E'\\n' ORDER BY keyword COLLATE "C"), 'UTF8')), 'hex')
    FROM unnest(keywords) AS keyword
) IN (
    {digests}
);
"""


def digest(keywords: Iterable[str]) -> str:
    """SHA-256 of keywords in whatever order."""
    return hashlib.sha256("\n".join(sorted(keywords)).encode()).hexdigest()


def statement(key: str, keywords: Sequence[str], untouched: Iterable[str]) -> str:
    """The statement that gives a category its keywords where those it has are one of ``untouched``, by digest."""
    digests = ",\n    ".join(f"'{one}'" for one in untouched)
    return STATEMENT.format(key=key, keywords=wrapped(keywords), digests=digests)


def wrapped(keywords: Sequence[str]) -> str:
    """The keywords, comma-separated, in lines that break only behind a comma."""
    unbreakable = ", ".join(keyword.replace(" ", "\0") for keyword in keywords)
    return textwrap.indent(textwrap.fill(unbreakable, LINE, break_on_hyphens=False), "    ").replace("\0", " ")


def differing(stored: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The statements for databases that have the ``stored`` keywords by category."""
    for key, seed in SEED_CATEGORIES.items():
        if key in stored and list(stored[key]) != list(seed.keywords):
            yield statement(key, seed.keywords, [digest(stored[key])])


def main(file: Path) -> None:
    """Add the statements to the file."""
    with made_folder() as made:
        open_database(None, made / "data")
        with transaction() as session:
            stored = {row.key: row.keywords for row in session.scalars(select(Category))}
        close_database()
    with file.open("a", encoding="utf-8") as stream:
        stream.writelines(differing(stored))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
