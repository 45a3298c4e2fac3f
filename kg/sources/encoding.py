"""Bytes to text: UTF-8 unless the bytes say otherwise, and then it is told."""

import codecs
import re
from pathlib import Path

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
    """The encoding of a text file, by the name that `codecs` has for it. Reads on until it is not UTF-8.

    Raises what `opened` raises.
    """
    decoder = codecs.getincrementaldecoder(UTF_8)()
    with opened(path) as file:
        while chunk := file.read(_CHUNK):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return encoding_of(chunk)
    return UTF_8


def encoding_of(data: bytes) -> str:
    """The encoding of text. A few bytes that are no UTF-8 among many that are do not make it another."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return name
    text = data.decode(UTF_8, "replace")
    wrong = text.count("\N{REPLACEMENT CHARACTER}")
    if wrong <= sum(not character.isascii() for character in text) - wrong or b"\0" in data:
        return UTF_8
    return _guessed(data)


def _guessed(data: bytes) -> str:
    """By the lines that are not ASCII; UTF-8 where nothing fits, so that each line has its fault.

    The web's own default is what remains where the guess would put letters of two scripts into one word.
    """
    import chardet

    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_TELLING]
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
