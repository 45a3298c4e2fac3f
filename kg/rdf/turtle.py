"""The bytes of Turtle and its relatives: without what costs a parser the whole document. Time is linear."""

from __future__ import annotations

import re
from functools import partial

import pyoxigraph as ox

from kg.rdf import languages
from kg.rdf.said import Mistake
from kg.rdf.statements import TOO_LONG, NotRdf, triples

BY_LINE = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
"""In these each line stands for itself."""

_TOGETHER = 500
"""So many lines are tried at once, before each of them is."""

_LONGEST = 16_000_000
"""In bytes, of a term: the parser's buffer holds a little more, and gives the whole file up for one that is longer."""

_TOKEN = re.compile(
    rb"""(?:"{3}(?:[^"\\]++|\\.|"(?!""))*+(?:"{3})?+|"(?:[^"\\\r\n]++|\\[^\r\n])*+"?+"""
    rb"""|'{3}(?:[^'\\]++|\\.|'(?!''))*+(?:'{3})?+|'(?:[^'\\\r\n]++|\\[^\r\n])*+'?+)"""
    rb"""(?:\s*+@([A-Za-z]++(?:[-_][A-Za-z0-9]*+)++))?+|<[^<>\s]*+>?+|\#[^\r\n]*+|\\.""",
    re.DOTALL,
)
"""A literal with its language, if that has parts, an IRI, a comment or an escape of Turtle and its relatives.

A literal without an end is taken as well: time is linear.
"""


class _Lines:
    """The lines of places in a text, from its beginning to its end: each break is counted once."""

    def __init__(self, data: bytes, first: int) -> None:
        self._data, self._line, self._at = data, first, 0

    def of(self, at: int) -> int:
        self._line, self._at = self._line + _breaks(self._data[self._at : at]), at
        return self._line


def _breaks(data: bytes) -> int:
    """The number of line ends, of which the parser has three."""
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")


def shortened(data: bytes, mark: str, lost: list[Mistake]) -> bytes:
    """The text with the IRI `mark` or a literal of it for each term that is too long, which is added to `lost`."""
    lines = _Lines(data, 1)

    def short(token: re.Match[bytes]) -> bytes:
        if len(token[0]) < _LONGEST:
            return token[0]
        if token[0].startswith(b"#"):
            return b""
        lost.append(Mistake(lines.of(token.start()), TOO_LONG))
        term = f"<{mark}>" if token[0].startswith(b"<") else f'"{mark}"'
        return b"\n" * _breaks(token[0]) + term.encode()

    return _TOKEN.sub(short, data)


def mended(texts: list[bytes], odd: list[Mistake]) -> list[bytes]:
    """Texts, each beginning on the next line, with languages that are some; what was none is added to `odd`, once."""
    told: dict[str, int] = {}
    made = [_TOKEN.sub(partial(_mended, told, _Lines(text, line)), text) for line, text in enumerate(texts, 1)]
    odd += (Mistake(line, languages.told(tag), lost=False) for tag, line in told.items())
    return made


def _mended(told: dict[str, int], lines: _Lines, found: re.Match[bytes]) -> bytes:
    tag = (found[1] or b"").decode()
    made = languages.normal(tag)
    if made == tag:
        return found[0]
    told.setdefault(tag, lines.of(found.start(1)))
    return found.string[found.start() : found.start(1) - 1] + (f"@{made}".encode() if made else b"")


def sound(lines: list[bytes], format_: ox.RdfFormat, lost: list[Mistake]) -> bytes:
    """The lines that can be read, each of which stands for itself; the others are left empty, and added to `lost`."""
    kept: list[bytes] = []
    for at in range(0, len(lines), _TOGETHER):
        group = lines[at : at + _TOGETHER]
        bad = _why_not(b"".join(group), format_)
        for line in group:
            why = bad and _why_not(line, format_)
            kept.append(b"\n" if why else line)
            lost += [Mistake(len(kept), why)] if why else []
    return b"".join(kept)


def _why_not(lines: bytes, format_: ox.RdfFormat) -> str:
    """Why lines cannot be read; "" where they can."""
    try:
        triples(lines, format_, "", "", lenient=True)
    except NotRdf as error:
        return error.why
    return ""
