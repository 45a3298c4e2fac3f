"""JSON read value by value, so that a document of any size needs the memory of its largest value.

The parser is Python's own; here a document is only cut into what it is given. A streaming parser of others ended the
process on a number of ten thousand digits.
"""

import codecs
import json
import math
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from kg.system.json_faults import in_words

LARGEST = 1 << 24
"""In characters: a value that is longer is none."""

UTF_8 = "utf-8"
_CHUNK = 1 << 16
_NO_SPACE = re.compile("[^ \t\n\r\ufeff]")
_SHOWN = 100
_MARKS = re.compile(r'\\.|["\[\]{}]', re.DOTALL)
_CLOSING = frozenset('}]"')


class Broken(ValueError):
    """No JSON. The message is the reason."""


class Flawed(NamedTuple):
    """In place of a value that is well-formed, and is not read: the reason, and how the value begins."""

    reason: str
    raw: str


class Number(str):
    """A number that is not whole, in its own digits."""

    __slots__ = ()


class Text:
    """A document, from where it has been read to; `line` is the number of the line there."""

    def __init__(self, file: BinaryIO, encoding: str = UTF_8) -> None:
        """Begin at the beginning. Bytes that are no UTF-8 become surrogates, which no value may have.

        NaN and Infinity are no JSON, but many write them: they cost their field, and not what stands beside them.
        """
        self.line = 1
        self._file, self._buffer, self._at, self._ended = file, "", 0, False
        self._decoder = codecs.getincrementaldecoder(encoding)("surrogateescape" if encoding == UTF_8 else "replace")

    def peek(self) -> str:
        """The next character that is no white space; "" at the end."""
        while True:
            begin, found = self._at, _NO_SPACE.search(self._buffer, self._at)
            self._at = found.start() if found else len(self._buffer)
            self.line += self._buffer.count("\n", begin, self._at)
            if found or not self._more(_CHUNK):
                return self._buffer[self._at : self._at + 1]

    def take(self, mark: str) -> None:
        """Pass over a mark that has to be there."""
        if self.peek() != mark:
            raise Broken(f"{mark} is missing" if self.peek() else "its end is missing")
        self._at += 1

    def value(self) -> Any:
        """The next value, whole, or Flawed. Raises Broken where no end of it is known."""
        self.peek()
        size, flaw, decoder = _CHUNK, "", _JSON
        while True:
            try:
                value, end = decoder.raw_decode(self._buffer, self._at)
                # A number may go on behind what has been read, as 12 does in `12.5` and `12e+5`.
                if end + len("e+") < len(self._buffer) or self._buffer[end - 1] in _CLOSING or not self._more(size):
                    self.line += self._buffer.count("\n", self._at, end)
                    begin, self._at = self._at, end
                    return Flawed(flaw, self._buffer[begin : min(end, begin + _SHOWN)]) if flaw else value
            except RecursionError:
                self._at = self._end_by_brackets()
                self.line += self._buffer.count("\n", 0, self._at)
                return Flawed("nested too deeply", self._buffer[: min(self._at, _SHOWN)])
            except json.JSONDecodeError as error:
                if not self._more(size):
                    self.line += self._buffer.count("\n", self._at, error.pos)
                    raise Broken(in_words(error) if self._buffer[self._at :] else "its end is missing") from None
            except ValueError as error:
                flaw, decoder = in_words(error), _ANY
                continue
            if len(self._buffer) - self._at > LARGEST:
                raise Broken(f"a value of more than {LARGEST} characters, or without an end")
            size *= 2

    def members(self) -> Iterator[tuple[int, Any]]:
        """Line and value of each member of an array, whose bracket has been passed, to its end."""
        while self.peek() != "]":
            line = self.line
            yield line, self.value()
            if self.peek() != "]":
                self.take(",")
        self.take("]")

    def end(self) -> None:
        """Nothing may come any more."""
        if self.peek():
            raise Broken("there is text after its end")

    def rest(self) -> str:
        """What comes next, for a person to find it."""
        return self._buffer[self._at : self._at + _SHOWN]

    def _end_by_brackets(self) -> int:
        """Where the value ends that comes next, which is not looked into, in the buffer, which then begins with it."""
        self._buffer, self._at, at, depth, is_text = self._buffer[self._at :], 0, 0, 0, False
        while len(self._buffer) <= LARGEST:
            for mark in _MARKS.finditer(self._buffer, at):
                at = mark.end()
                if mark[0] == '"':
                    is_text = not is_text
                elif not is_text and mark[0] in "[]{}":
                    depth += 1 if mark[0] in "[{" else -1
                if not depth and not is_text:
                    return at
            # The second half of an escape may still come.
            at = max(at, len(self._buffer) - 1)
            if not self._more(_CHUNK):
                raise Broken("its end is missing")
        raise Broken(f"a value of more than {LARGEST} characters, or without an end")

    def _more(self, size: int) -> bool:
        """Read on; False at the end."""
        if self._ended:
            return False
        data = self._file.read(size)
        self._ended = not data
        self._buffer = self._buffer[self._at :] + self._decoder.decode(data, final=self._ended)
        self._at = 0
        return True


def _number(text: str) -> str | float:
    """A number in its own digits; infinite where it is larger than any number of a computer."""
    return Number(text) if math.isfinite(float(text)) else float(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an object has a key twice")
    return found


_JSON = json.JSONDecoder(object_pairs_hook=_once, parse_float=_number)
_ANY = json.JSONDecoder(parse_int=len)
"""Finds the end of a value that is not read."""
