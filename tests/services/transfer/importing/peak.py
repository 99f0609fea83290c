"""Look through one file as the import dialog does, and print what that took.

``python -m tests.services.transfer.importing.peak FILE``: a process of its own, as the highest mark of its memory is
measured.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

from services.errors import TriageError
from services.transfer.importing import source


def main(file: Path) -> None:
    """Print a JSON object: ``said`` (the refusal, or how many rows), ``own`` and ``child`` (MB), ``seconds``."""
    began = time.perf_counter()
    try:
        with file.open("rb") as stream:
            kept = source.keep(stream, file.name)
        said = f"{source.survey(kept).rows} rows"
    except TriageError as error:
        said = str(error)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"said": said, "own": _own(), "child": child, "seconds": time.perf_counter() - began}))


def _own() -> float:
    """MB; ru_maxrss would begin with the memory of the process that started this one."""
    mark = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    assert mark is not None
    return int(mark[1]) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
