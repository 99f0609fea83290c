"""Detect the encoding of a text: by its marks, by UTF-8 and UTF-16, else by the letters of the languages."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from services.errors import InvalidInput
from services.transfer.importing.encodings.letters import plausibility

# What a person may choose where the detection is wrong, and what is told apart by letters; the likelier ones first.
ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Western (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp932": "Japanese (Shift JIS)",
    "gb18030": "Chinese (GB 18030)",
    "cp949": "Korean (Windows-949)",
    "cp950": "Chinese, traditional (Big5)",
    "mac_roman": "Western (Mac Roman)",
    "iso8859_15": "Western (ISO 8859-15)",
    "cp850": "Western (DOS 850)",
    "iso8859_2": "Central European (ISO 8859-2)",
    "cp852": "Central European (DOS 852)",
    "mac_latin2": "Central European (Mac)",
    "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1257": "Baltic (Windows-1257)",
    "koi8_u": "Cyrillic (KOI8)",
    "cp866": "Cyrillic (DOS 866)",
    "iso8859_5": "Cyrillic (ISO 8859-5)",
    "mac_cyrillic": "Cyrillic (Mac)",
    "euc_jp": "Japanese (EUC)",
    "iso2022_jp": "Japanese (ISO 2022)",
    "cp1255": "Hebrew (Windows-1255)",
    "cp1256": "Arabic (Windows-1256)",
    "cp874": "Thai (Windows-874)",
}
# How much less likely than the usual ones these are, in points of plausibility.
_RARE = {
    "cp1250": 0.15, "cp1254": 0.2, "cp1257": 0.35, "iso8859_15": 0.2, "mac_roman": 0.3, "cp850": 0.3, "iso8859_2": 0.3,
    "cp852": 0.6, "koi8_u": 0.2, "cp866": 0.2, "iso8859_5": 0.3, "mac_cyrillic": 0.1, "euc_jp": 0.2,
}  # fmt: skip
LOOKED_AT = 1_000_000  # bytes in which UTF-16 is sought, and of a block
ENOUGH_TO_TELL = 10_000  # characters beyond ASCII
ENOUGH_BYTES = 4_000  # beyond ASCII, of lines that hold such
CERTAIN = 1.5  # plausibility that outweighs some characters that happen to be UTF-8
LINE_MAX = 2_000  # bytes of a line that are looked at
_BROKEN = re.compile("[\ud800-\udfff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LINE_BEYOND_ASCII = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_TOLD_BY_LETTERS = [name for name in ENCODINGS if not name.startswith(("utf", "iso2022", "mac_latin2"))]
_LETTERS = re.compile(r"[^\W\d_]")
_NEVER_IN_TEXT = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffe\uffff]")
NO_TEXT = "This file is not a table: it holds something other than text. Choose a CSV or Excel file."


def detect_encoding(path: Path) -> str:
    """Detect the encoding of a file. Raises InvalidInput when it is no text.

    UTF-8 with a few broken bytes stays UTF-8: the rows that hold them are rejected one by one.
    """
    with path.open("rb") as stream:
        head = stream.read(LOOKED_AT)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):  # the first begins as one of UTF-16 does
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if nuls := head.count(0):
        return _without_mark(head, nuls)
    if b"\x1b$B" in head or b"\x1b$@" in head:
        return "iso2022_jp"
    good, bad = _utf8_characters(path)
    if bad <= good / 10:
        return "utf-8-sig"
    name, score = _told_by_letters(path)
    return name if good < bad or score > CERTAIN else "utf-8-sig"


def _utf8_characters(path: Path) -> tuple[int, int]:
    """How many of the first characters beyond ASCII are UTF-8, and how many bytes are not."""
    good = bad = 0
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    with path.open("rb") as stream:
        while good + bad < ENOUGH_TO_TELL and (block := stream.read(LOOKED_AT)):
            text = decoder.decode(block)
            if not text.isascii():
                broken = len(_BROKEN.findall(text))
                bad += broken
                good += len(_BEYOND_ASCII.findall(text)) - broken
    return good, bad


def _without_mark(head: bytes, nuls: int) -> str:
    """UTF-16 has a NUL beside every plain letter, always on the same side; UTF-32 has three."""
    fourths = [head[place::4].count(0) for place in range(4)]
    if min(fourths[2:]) > len(head) / 4.5 and not fourths[0]:
        return "utf-32-le"
    if min(fourths[:2]) > len(head) / 4.5 and not fourths[3]:
        return "utf-32-be"
    odd = head[1::2].count(0)
    for encoding, on_its_side in (("utf-16-le", odd), ("utf-16-be", nuls - odd)):
        if on_its_side > 0.9 * nuls and (nuls > len(head) / 4 or _is_utf16(head, encoding)):
            return encoding
    if nuls > len(head) / 1_000 + 1:
        raise InvalidInput({"file": [NO_TEXT]})
    return "utf-8-sig"


def _is_utf16(head: bytes, encoding: str) -> bool:
    """Whether this is a text of letters beyond Latin, whose NULs are those of its spaces and digits."""
    text = head[: len(head) // 4 * 4].decode(encoding, "replace").removesuffix("\ufffd")
    if _NEVER_IN_TEXT.search(text) or "\ufffd" in text:
        return False
    return len(_LETTERS.findall(text)) > 0.5 * len(text) and any(mark in text for mark in "\r\n")


def _told_by_letters(path: Path) -> tuple[str, float]:
    """The encoding that makes words of what is not ASCII, the usual one of several that do, and its score."""
    sample = _beyond_ascii(path)
    scores = {
        name: plausibility(sample.decode(name, "replace"), name) - _RARE.get(name, 0.0) for name in _TOLD_BY_LETTERS
    }
    best = max(scores, key=lambda name: scores[name])
    return best, scores[best]


def _beyond_ascii(path: Path) -> bytes:
    """The first lines that hold bytes beyond ASCII, long ones cut."""
    words, count = list[bytes](), 0
    with path.open("rb") as stream:
        for line in iter(lambda: stream.readline(LINE_MAX), b""):
            if not line.isascii():
                words.append(line)
                count += sum(byte > 0x7F for byte in line)
                if count >= ENOUGH_BYTES:
                    break
    return b"".join(words)
