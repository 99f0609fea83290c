"""The commands make erase and make known: what they say, and the word that has to be typed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from services.privacy import requesters
from services.privacy.requesters import Holding

ACTOR = "import"  # from a terminal
WORD = "erase"


def erase(requester: str, *, dry: bool, ask: bool) -> None:
    """Say what there is of a requester, and unless it is a dry run delete it for good."""
    if not requester.strip():
        sys.exit('Name the requester: make erase REQUESTER="Ann Lee" (DRY=1 only says what it would delete)')
    held = requesters.preview(requester)
    for line in lines(held):
        print(line)
    if dry or held.is_nothing:
        print("Nothing was erased.")
        return
    if ask and _typed() != WORD:
        sys.exit("Nothing was erased.")
    requesters.erase(requester, actor=ACTOR)
    print("Erased. The learned classifier is trained again without it.")


def known(requester: str, name: str) -> None:
    """Write all that is known about a requester into a new file."""
    if not requester.strip() or not name:
        sys.exit('Name both: make known REQUESTER="Ann Lee" FILE=path/to/ann.json')
    held, file = requesters.preview(requester), Path(name)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.writelines(requesters.known(requester))
    except OSError as error:
        sys.exit(f"{file} cannot be written: {error.strerror}.")
    print(f"{_counted(held.tickets + held.in_trash, 'ticket')} in {file}.")


def lines(held: Holding) -> Iterator[str]:
    """What there is, and what an erasure does not reach, as sentences."""
    tickets = f"{_counted(held.tickets, 'ticket')} and {held.in_trash:,} in the trash"
    if held.is_nothing:
        yield "No ticket has this requester."
    elif held.tickets or held.in_trash:
        yield f"{tickets}, with history, suggestions and all that belongs to them."
    if held.in_histories:
        yield f"{_counted(held.in_histories, 'change')} in the history of other tickets, where the name is replaced."
    if held.views:
        yield f"{_counted(held.views, 'saved view')} that {'asks' if held.views == 1 else 'ask'} for this requester."
    if held.dashboards:
        yield f"{_counted(held.dashboards, 'saved dashboard')} of this requester or by this name."
    for number, noun in ((held.notes, "note on other tickets"), (held.day_notes, "note on days")):
        if number:
            yield f"{_counted_of(number, noun)} by this name, where it is replaced."
    if held.remembered:
        what = "ended jobs, names of imported files, what was chosen for files, taught texts"
        yield f"{_counted(held.remembered, 'row')} with this name beside ({what})."
    yield from _not_reached(held)


def _not_reached(held: Holding) -> Iterator[str]:
    if held.mentions:
        have = "has" if held.mentions == 1 else "have"
        others = _counted(held.mentions, "other ticket")
        yield f"Not reached: {others} whose text {have} the name. Search for it and decide."
    if held.day_mentions:
        have = "has" if held.day_mentions == 1 else "have"
        yield f"Not reached: {_counted_of(held.day_mentions, 'note on days')} whose text {have} the name."
    if held.words:
        places = "names of saved views, runs and tokens, categories, the audit log"
        yield f"Not reached: the name in {_counted(held.words, 'place')} that people named ({places})."
    if held.works_here:
        yield (
            "Not reached: someone of this name works at the desk. What they did there stays in histories and in the "
            "audit log."
        )
    if held.files:
        they = "it is" if held.files == 1 else "they are"
        files = _counted(held.files, "file")
        yield f"Not reached: {files} in BACKUP_DIR (backups, removed tickets), until {they} deleted."


def _typed() -> str:
    try:
        return input(f"This deletes it permanently. Type {WORD} to go on: ").strip()
    except EOFError:
        return ""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _counted_of(number: int, noun: str) -> str:
    """ "2 notes on days": the first word is counted."""
    first, _, rest = noun.partition(" ")
    return f"{_counted(number, first)} {rest}"
