"""The encoding of the bytes of a text: UTF-8 unless the bytes say otherwise.

All readers decode by what stands here, and so does what chooses a reader by what is in a file.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.system.files import opened

UTF_8 = "utf-8"

_CHUNK = 1 << 20
_TELLING = 1 << 16
_DEFAULT = "windows-1252"
_FOREIGN, _OTHER = r"(?=[^\W\d_])[\u0370-\u052f]", r"[^\W\d_\u0370-\u052f]"
_MIXED = re.compile(f"{_FOREIGN}{_OTHER}|{_OTHER}{_FOREIGN}")
"""A letter of the Greek or Cyrillic script beside one of another."""
_MARKS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32"}
_MARKS |= {codecs.BOM_UTF8: UTF_8, codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""By what a text begins with, the longer ones first."""

_HEAD = 1 << 12
_FEW = 4
"""NULs that may stand in a text by mistake."""

_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f\ufffe\uffff]")


def detect(path: Path) -> str:
    """The encoding of a text file, by the name that `codecs` has for it; of all its bytes, not of the first that tell.

    Raises what `opened` raises.
    """
    decoder = codecs.getincrementaldecoder(UTF_8)()
    with opened(path) as file:
        try:
            for number, chunk in enumerate(_chunks(file)):
                if not number and (encoding := wide(chunk)):
                    return encoding
                decoder.decode(chunk)
        except UnicodeDecodeError:
            pass
        else:
            return UTF_8
    with opened(path) as file:
        return _encoding(_chunks(file))


def encoding_of(data: bytes) -> str:
    """The encoding of text. A few bytes that are no UTF-8 among many that are do not make it another."""
    return _encoding([data])


def wide(data: bytes) -> str:
    """UTF-16 or UTF-32, by its mark; UTF-16 also without, by its NULs; "" for text of any other encoding.

    The blanks, digits and marks of any text have a byte that is NUL, and always the same of the two.
    """
    marked = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    if marked or b"\0" not in data[:_HEAD]:
        return marked if marked != UTF_8 else ""
    head = data[: min(len(data), _HEAD) & ~1]
    for encoding, high, low in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        often = high.count(0)
        if often >= max(_FEW, len(high) / 5, 10 * low.count(0)) and _is_text(head, encoding):
            return encoding
    return ""


def _is_text(head: bytes, encoding: str) -> bool:
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    return "\N{REPLACEMENT CHARACTER}" not in text and not _CONTROL.search(text)


def wide_of(path: Path) -> str:
    """`wide` of what is in a file. Raises what `opened` raises."""
    with opened(path) as file:
        return wide(file.read(_HEAD))


def utf_8(data: bytes) -> bytes:
    """The same text in UTF-8 where it is in UTF-16 or UTF-32; other bytes as they are."""
    encoding = wide(data)
    return data.decode(encoding, "replace").encode("utf-8", "replace") if encoding else data


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    return iter(partial(file.read, _CHUNK), b"")


def _encoding(chunks: Iterable[bytes]) -> str:
    decoder = codecs.getincrementaldecoder(UTF_8)("replace")
    telling = bytearray()
    right = wrong = 0
    for number, chunk in enumerate(chunks):
        encoding = wide(chunk) if not number else ""
        if encoding or b"\0" in chunk:
            return encoding or UTF_8
        text = decoder.decode(chunk)
        wrong += text.count("\N{REPLACEMENT CHARACTER}")
        right += len(text) - len(text.encode("ascii", "ignore"))
        if len(telling) < _TELLING:
            telling += b"".join(line for line in chunk.splitlines(keepends=True) if not line.isascii())
    return UTF_8 if 2 * wrong <= right else _guessed(bytes(telling[:_TELLING]))


def _guessed(telling: bytes) -> str:
    """By the lines that are not ASCII; UTF-8 where nothing fits, so that each line has its fault.

    The web's own default is what remains where the guess would put letters of two scripts into one word.
    """
    import chardet

    guess = chardet.detect(telling, encoding_era=chardet.EncodingEra.MODERN_WEB)["encoding"]
    return next((codecs.lookup(name).name for name in (guess, _DEFAULT) if name and _fits(telling, name)), UTF_8)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return not _MIXED.search(text)
