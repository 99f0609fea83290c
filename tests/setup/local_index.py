"""A folder as a package index: made-up wheels of a few hundred bytes, and a lock with their hashes."""

from __future__ import annotations

import base64
import hashlib
import threading
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any


def made_wheel(folder: Path, name: str, version: str, requires: Iterable[str] = (), extras: Iterable[str] = ()) -> Path:
    """Write a wheel with one empty module; returns its path."""
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Provides-Extra: {extra}" for extra in extras] + [f"Requires-Dist: {need}" for need in requires]
    files = {
        f"{module}.py": "",
        f"{info}/METADATA": "\n".join(lines) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(_record(path, text) for path, text in files.items()) + f"{info}/RECORD,,\n"
    path = folder / f"{module}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for inside, text in files.items():
            wheel.writestr(inside, text)
    return path


def _record(path: str, text: str) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
    return f"{path},sha256={digest},{len(text.encode())}\n"


def locked(wheel: Path) -> str:
    """The lines of a lock that pin a wheel, in the form of ours."""
    name, version = wheel.name.split("-")[:2]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{name.replace('_', '-')}=={version} \\\n    --hash=sha256:{digest}\n"


def bundled_pip(folder: Path) -> Path | None:
    """A folder that holds the pip that comes with this Python, or None where its maker left it out."""
    places = [Path(str(find_spec("ensurepip").origin)).parent / "_bundled", Path("/usr/share/python-wheels")]  # type: ignore[union-attr]
    wheel = next((wheel for place in places for wheel in sorted(place.glob("pip-*.whl"))), None)
    if wheel is None:
        return None
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


def locked_pip(folder: Path) -> Path:
    """A folder that holds the pip of requirements-dev.txt and nothing else of this environment."""
    import pip

    (folder / "pip").symlink_to(Path(pip.__file__).parent)
    return folder


@contextmanager
def served(folder: Path, breaks: int) -> Iterator[str]:
    """Serve the wheels of a folder over HTTP; the first ``breaks`` downloads end halfway. Yields its address."""
    (folder / "index.html").write_text(
        "".join(f'<a href="{path.name}">{path.name}</a>\n' for path in folder.glob("*.whl"))
    )
    left = [breaks]

    class Breaking(SimpleHTTPRequestHandler):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given, directory=str(folder))

        def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
            whole = source.read()
            broken = self.path.endswith(".whl") and left[0] > 0
            left[0] -= broken
            outputfile.write(whole[: len(whole) // 2] if broken else whole)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Breaking) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
