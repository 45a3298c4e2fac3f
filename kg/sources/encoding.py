"""Bytes to text: UTF-8 unless the bytes say otherwise, and then it is told."""

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.model.record import Fault
from kg.sources.fields import fault
from kg.system.files import opened

UTF_8 = "utf-8"

_CHUNK = 1 << 20
_TELLING = 1 << 16
_DEFAULT = "windows-1252"
_MARKS = {codecs.BOM_UTF8: UTF_8, codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decode(data: bytes, line: int = 1) -> str | Fault:
    """The text of UTF-8, or the fault of bytes that are none; `line` is the number of the first line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _fault(data, error.start, f"not UTF-8: byte {error.start + 1}", line)
    nul = text.find("\0")
    return text if nul < 0 else _fault(data, data.index(b"\0"), "binary, not text", line)


def detect(path: Path) -> str:
    """The encoding of a text file, by the name that `codecs` has for it; of all its bytes, not of the first that tell.

    Raises what `opened` raises.
    """
    decoder = codecs.getincrementaldecoder(UTF_8)()
    with opened(path) as file:
        try:
            for chunk in _chunks(file):
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


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    return iter(partial(file.read, _CHUNK), b"")


def _encoding(chunks: Iterable[bytes]) -> str:
    decoder = codecs.getincrementaldecoder(UTF_8)("replace")
    telling = bytearray()
    right = wrong = 0
    for number, chunk in enumerate(chunks):
        marked = next((name for mark, name in _MARKS.items() if chunk.startswith(mark)), "") if not number else ""
        if marked or b"\0" in chunk:
            return marked or UTF_8
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
    return not any(_is_mixed(word) for word in re.findall(r"[^\W\d_]+", text))


def _is_mixed(word: str) -> bool:
    """Letters of the Greek or Cyrillic script beside Latin ones."""
    foreign = sum("\u0370" <= letter <= "\u052f" for letter in word)
    return 0 < foreign < len(word)


def _fault(data: bytes, start: int, reason: str, line: int) -> Fault:
    begin = data.rfind(b"\n", 0, start) + 1
    shown = data[begin:].partition(b"\n")[0].decode("utf-8", "backslashreplace")
    return fault("", shown, reason, line=line + data.count(b"\n", 0, start))
