"""Which addresses a server looks up or connects to, noted by a hook that Python loads before anything else.

libpq connects past Python; its connections show in the process table.
"""

from __future__ import annotations

import os
from pathlib import Path

from tests.e2e.support.app_process import ROOT

HOOK = """
import os, sys
LOOKUPS = ("socket.getaddrinfo", "socket.gethostbyaddr", "socket.gethostbyname")
def _note(event, arguments):
    if event in ("socket.connect", "socket.sendto", *LOOKUPS):
        place = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments[0]
        with open(os.environ["WATCHED"], "a") as file:
            print(event, place, file=file)
sys.addaudithook(_note)
with open(os.environ["WATCHED"], "a") as file:
    print("watching", file=file)
"""


def watch(folder: Path) -> dict[str, str]:
    """The environment of a process that is watched; its notes lie in ``folder``."""
    (folder / "sitecustomize.py").write_text(HOOK)
    return {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "WATCHED": str(folder / "watched")}


def outside(folder: Path) -> set[str]:
    """What was looked up or connected to beyond this machine. Fails where nothing was watched."""
    lines = set((folder / "watched").read_text().splitlines())
    assert "watching" in lines
    own = ("127.0.0.1", "::1", "socket.connect /", "socket.getaddrinfo 0.0.0.0")
    return {line for line in lines - {"watching"} if not any(part in line for part in own)}
