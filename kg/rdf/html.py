"""The tree of an HTML page as a browser makes it, with the lines on which elements begin."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from html5lib.constants import tokenTypes

from kg.rdf import addresses, languages
from kg.rdf.html_parser import Malformed, Parser, Tokenizer
from kg.rdf.inert import Inert, may_be_passed
from kg.rdf.mending import why
from kg.rdf.said import Mistake
from kg.rdf.tags import crowded
from kg.system import charset

LINE = "data-kg-line"
"""The attribute that holds the line on which a start tag begins; of a script that on which it ends."""

_MARKED = {"itemscope", "typeof", "about"}
_LANGUAGES = ("lang", "xml:lang")
_TEXT = (tokenTypes["Characters"], tokenTypes["SpaceCharacters"])
_WIDE = ("utf-16", "utf-32")
_BREAK = re.compile("\r\n?")


@dataclass
class Page:
    """A page: its text, its tree, what it says of its own address, and mistakes in its languages and its base.

    If it is not `whole`, the tree has not what says nothing in scripts.
    """

    text: str
    root: Element
    own: addresses.Own
    mistakes: list[Mistake] = field(default_factory=list)
    whole: bool = True

    def has(self, marks: Collection[str]) -> bool:
        """Whether an element has one of the attributes."""
        return any(not element.attrib.keys().isdisjoint(marks) for element in self.root.iter())


def text_of(data: bytes) -> str:
    """The text of a page: by its mark, else by the encoding that it declares, else by its bytes."""
    from w3lib.encoding import html_body_declared_encoding, html_to_unicode

    declared = html_body_declared_encoding(data) or ""
    # What declares itself in ASCII is not in UTF-16, whatever it says: https://html.spec.whatwg.org/#prescan-a-byte-stream
    said = f"text/html; charset={charset.encoding_of(data)}" if declared.startswith(_WIDE) else None
    _, text = html_to_unicode(said, data, auto_detect_fun=charset.encoding_of)
    return _BREAK.sub("\n", text.removeprefix("\ufeff"))


def page(text: str, *, whole: bool = True) -> Page:
    """The page of a text; if it need not be `whole`, it may be without what is inert. Raises Malformed."""
    if trap := crowded(text.encode("utf-8", "replace")):
        raise Malformed(trap)
    # In text browsers leave it out, elsewhere they put this; the libraries below end there.
    text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    mistakes: list[Mistake] = []
    root = None if whole or not may_be_passed(text) else _scripts(text, mistakes)
    whole = root is None
    if root is None:
        root = tree(text, mistakes)
    own = addresses.own(root.iter())
    if own.base and not addresses.is_iri(addresses.resolve("https://page.invalid/", own.base)):
        line = next(int(element.get(LINE, "0")) for element in root.iter("base") if element.get("href", "").strip())
        mistakes.append(Mistake(line, f"the base of relative addresses {why(own.base)[0]}", own.base, lost=False))
    return Page(text, root, own, mistakes, whole)


def tree(text: str, mistakes: list[Mistake], *, scripting: bool = False, passed: bool = False) -> Element:
    """The tree, for a browser that runs scripts or not; `passed`: without what is inert. Raises Malformed."""
    parser = Parser(scripting=scripting)
    root: Element = parser.document(_Tokens(text, parser, mistakes, passed=passed))
    return root


def _scripts(text: str, mistakes: list[Mistake]) -> Element | None:
    """The tree without what is inert; None where the ends that are passed over leave too much open."""
    try:
        return tree(text, mistakes, passed=True)
    except Malformed:
        mistakes.clear()
        return None


class _Tokens(Tokenizer):
    """Tags with their lines, and with languages that are some; `passed`: what is inert is passed over."""

    def __init__(self, text: str, parser: Any, mistakes: list[Mistake], *, passed: bool) -> None:
        super().__init__(text, parser=parser)
        self._mistakes, self._inert, self._length = mistakes, Inert(text) if passed else None, len(text)
        self._head, self._body, self._cell = (parser.phases[name] for name in ("inHead", "inBody", "inCell"))

    def dataState(self) -> bool:
        """Text or a tag."""
        phase, tree, stream = self.parser.phase, self.parser.tree, self.stream
        if self._inert and stream.chunkSize == self._length:  # and not the end of the text, which was given back
            in_head = phase is self._head
            if (in_head or phase is self._body or phase is self._cell) and not tree.openElements[-1].namespace:
                begin = stream.chunkOffset
                stream.chunkOffset = self._inert.end(begin, tree, in_head=in_head)
                if stream.chunkOffset > begin:
                    return True
        return super().dataState()

    def __iter__(self) -> Iterator[Any]:
        """Text in one piece: the tree would copy what it has for each piece."""
        pieces: list[str] = []
        for token in super().__iter__():
            is_text = token["type"] in _TEXT
            if is_text and (pieces or token["type"] == _TEXT[0]):
                pieces.append(str(token["data"]))
                continue
            if pieces:
                yield {"type": _TEXT[0], "data": "".join(pieces)}
                pieces = []
            yield token
        if pieces:
            yield {"type": _TEXT[0], "data": "".join(pieces)}

    def emitCurrentToken(self) -> None:
        """End a tag."""
        token = self.currentToken
        names = {pair[0] for pair in token["data"]}
        if not names.isdisjoint(_MARKED) or token["name"].lower() in ("script", "base"):
            token["data"].append([LINE, str(self.line())])
        if not names.isdisjoint(_LANGUAGES):
            token["data"][:] = [pair for pair in map(self._spoken, token["data"]) if pair]
        super().emitCurrentToken()

    def _spoken(self, pair: list[str]) -> list[str] | None:
        name, tag = pair[0], str(pair[1])
        if name not in _LANGUAGES or not tag or languages.normal(tag) == tag:
            return pair
        self._mistakes.append(Mistake(self.line(), languages.told(tag), tag, lost=False))
        made = languages.normal(tag)
        return [name, made] if made else None
