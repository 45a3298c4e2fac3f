"""Where in the bytes of a page things stand, by the parser that browsers are specified as (HTML Standard, 13.2).

The parser reads one character a byte (ISO 8859-1), so that its positions are those of bytes: in every encoding that is
compatible with ASCII, markup is ASCII, and whatever else stands in a page makes no difference to where tags are.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from html5lib.constants import tokenTypes

from kg.rdf.html_parser import Parser, Tokenizer

MARK = "data-reelgraph"
"""The attribute that makes a script ours."""

_BEFORE_BODY = ("initial", "beforeHtml", "beforeHead", "inHead", "inHeadNoscript")


class Places(NamedTuple):
    """Where the head ends, and our scripts from `<` to `>` (an end of -1: never ends)."""

    head_end: int
    blocks: tuple[slice, ...]


def places(data: bytes, scripting: bool = False) -> Places:
    """The places of a page, read with or without scripts, which makes a difference to `noscript`.

    The head ends where its end tag begins, or before what cannot stand in it where there is none. Raises Malformed.
    """
    begin = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    parser = Parser(scripting=scripting)
    tokens = _Tokens(data[begin:].decode("latin-1").replace("\r", "\n"), parser)
    parser.document(tokens)
    return tokens.places(begin)


class _Tokens(Tokenizer):
    """Tokens as they are; sees what the parser makes of each."""

    def __init__(self, text: str, parser: Any) -> None:
        super().__init__(text, parser=parser)
        self._stream = cast(Any, self.stream)
        self._length = len(text)
        self._heads = [parser.phases[name] for name in _BEFORE_BODY]
        self._head_end: int | None = None
        self._open: int | None = None
        self._blocks: list[slice] = []

    def __iter__(self) -> Iterator[Any]:
        start = 0
        for token in super().__iter__():
            end = self._length - (self._stream.chunkSize - self._stream.chunkOffset)
            yield token  # and the parser acts on it
            self._see(token, start, end)
            start = end

    def _see(self, token: Any, start: int, end: int) -> None:
        raw = self.parser.phase is self.parser.phases["text"]
        phase = self.parser.originalPhase if raw else self.parser.phase
        if self._head_end is None and not any(phase is head for head in self._heads):
            self._head_end = start
        if self._open is not None and not raw:
            self._blocks.append(slice(self._open, end))
            self._open = None
        if token["type"] == tokenTypes["StartTag"]:
            attributes = dict(token["data"])
            if raw and MARK in attributes and self._is_script():
                self._open = start

    def _is_script(self) -> bool:
        element = self.parser.tree.openElements[-1]
        return bool(element.name == "script" and element.namespace == self.parser.tree.defaultNamespace)

    def places(self, begin: int) -> Places:
        """What was seen of a text that begins at the byte `begin`."""
        head_end = self._length if self._head_end is None else self._head_end
        blocks = [slice(block.start + begin, block.stop + begin) for block in self._blocks]
        if self._open is not None:
            blocks.append(slice(self._open + begin, -1))
        return Places(head_end + begin, tuple(blocks))
