"""html5lib, the parser that browsers are specified as (HTML Standard, 13.2), in linear time and within limits."""

from __future__ import annotations

import re
import sys
from collections import deque
from typing import Any

from html5lib import HTMLParser
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import digits, hexDigits, replacementCharacters, tokenTypes

from kg.rdf.html_builder import Builder, Pieces
from kg.system.errors import ReelgraphError

_DEEPEST = 500
_FEW, _MOST_REOPENED = 20, 500_000
"""In every block, what of bold and the like was left open is opened again: so many times at most."""

_ATTRIBUTE_ENDS = frozenset(" \t\n\f\r/>=")
_GROWING = {
    "tagNameState": ("name", " \t\n\f\r/>"),
    "doctypeNameState": ("name", " \t\n\f\r>"),
    "doctypePublicIdentifierDoubleQuotedState": ("publicId", '">'),
    "doctypePublicIdentifierSingleQuotedState": ("publicId", "'>"),
    "doctypeSystemIdentifierDoubleQuotedState": ("systemId", '">'),
    "doctypeSystemIdentifierSingleQuotedState": ("systemId", "'>"),
}
"""States that add character by character to a part of the token, which copies it, and what ends that part."""

_LONGEST_NAME = 40
_LONGEST_NUMBER = 8
"""In digits: any that has more is above the last code point."""

_COMMENT, _START_TAG, _END_TAG, _ERROR = (tokenTypes[name] for name in ("Comment", "StartTag", "EndTag", "ParseError"))
_PAIR = re.compile(r"""([a-z][a-z0-9:_-]*+)(?:="([^"]*+)"|='([^']*+)')?+""")
_PLAIN_TAG = re.compile(
    r"<(/?)([a-z][a-z0-9-]*+)"
    r"""((?:[ \n]++[a-z][a-z0-9:_-]*+(?:="[^"&\0]*+"|='[^'&\0]*+')?+)*+)"""
    r"[ \n]*+(/?)>"
)
"""A tag without anything that has to be mended or decoded."""


class Malformed(ReelgraphError):
    """A page that cannot be taken apart; the message is the reason, and what to do."""


class Parser(HTMLParser):
    """Makes a tree of a page, as for a browser that runs scripts or not."""

    def __init__(self, *, scripting: bool = False) -> None:
        """Once for each page."""
        super().__init__(Builder, namespaceHTMLElements=False)
        self.innerHTMLMode, self.scripting = False, scripting

    def parseError(self, *_: object, **__: object) -> None:
        """Go on: to tell of it, the lines before it would be counted."""

    def document(self, tokens: Tokenizer) -> Any:
        """The tree. Raises Malformed."""
        self.tokenizer = tokens
        try:
            self.reset()
            self.mainLoop()
            return self.tree.getDocument()
        except Malformed:
            raise
        except Exception as error:  # it has mistakes of its own about malformed pages
            raise Malformed(f"so malformed that the parser fails ({type(error).__name__}); correct the page") from None


class _Attributes(list[Any]):
    """The attributes of a tag. Each is compared with all before it, only to report one that is twice."""

    def __getitem__(self, key: Any) -> Any:
        return [] if key == slice(None, -1) else super().__getitem__(key)

    def append(self, pair: Any) -> None:
        super().append([pair[0], Pieces(pair[1])])


def _bounded(name: str, content: str) -> Any:
    """A state that reads the name of an end tag: one that is too long to be that of the element is text."""

    def state(self: Any) -> bool:
        if len(self.temporaryBuffer) < _LONGEST_NAME:
            return bool(getattr(HTMLTokenizer, name)(self))
        self.tokenQueue.append({"type": tokenTypes["Characters"], "data": f"</{self.temporaryBuffer}"})
        self.temporaryBuffer, self.state = "", getattr(self, content)
        return True

    return state


def _shortened(name: str) -> Any:
    """A state that collects a name, to compare it with that of an element: of a long one the beginning will do."""

    def state(self: Any) -> bool:
        going = getattr(HTMLTokenizer, name)(self)
        self.temporaryBuffer = self.temporaryBuffer[:_LONGEST_NAME]
        return bool(going)

    return state


class Tokenizer(HTMLTokenizer):
    """Tokens as they are in the HTML Standard, 13.2.5."""

    currentToken: Any
    parser: Any
    rcdataEndTagNameState = _bounded("rcdataEndTagNameState", "rcdataState")
    rawtextEndTagNameState = _bounded("rawtextEndTagNameState", "rawtextState")
    scriptDataEndTagNameState = _bounded("scriptDataEndTagNameState", "scriptDataState")
    scriptDataEscapedEndTagNameState = _bounded("scriptDataEscapedEndTagNameState", "scriptDataEscapedState")

    scriptDataDoubleEscapeStartState = _shortened("scriptDataDoubleEscapeStartState")
    scriptDataDoubleEscapeEndState = _shortened("scriptDataDoubleEscapeEndState")

    def __init__(self, text: str, parser: Any) -> None:
        """Of a text. What is wrong with its characters is not reported: each report would move all others."""
        super().__init__(text, parser=parser)
        stream: Any = self.stream
        stream.reportCharacterErrors = None
        # All of the text is one chunk, whose places are those of the text.
        stream._defaultChunkSize = len(text) + 1
        stream.readChunk()
        self._counted, self._line = 0, 1

    def line(self) -> int:
        """The line of the place that is reached; lines before it are counted once."""
        stream: Any = self.stream
        self._line += stream.chunk.count("\n", self._counted, stream.chunkOffset)
        self._counted = stream.chunkOffset
        return self._line

    def dataState(self) -> bool:
        """Text, or a tag; most tags are plain, and are read at once."""
        found = _PLAIN_TAG.match(self.stream.chunk, self.stream.chunkOffset)
        if not found:
            return bool(super().dataState())
        self.stream.chunkOffset = found.end()
        end, name, attributes, closing = found.groups()
        self.currentToken = {
            "type": _END_TAG if end else _START_TAG,
            "name": name,
            "data": [[name, double or single] for name, double, single in _PAIR.findall(attributes)]
            if attributes
            else [],
            "selfClosing": bool(closing),
            "selfClosingAcknowledged": False,
        }
        if end:
            self.tokenQueue.append(self.currentToken)
        else:
            self.emitCurrentToken()
        return True

    def until(self, ends: frozenset[str]) -> str:
        """The text before one of `ends`."""
        return str(self.stream.charsUntil(ends)).replace("\0", "\N{REPLACEMENT CHARACTER}")

    def consumeNumberEntity(self, isHex: Any) -> str:
        """The character of a number, however many digits that has."""
        written = self.stream.charsUntil(hexDigits if isHex else digits, True).lstrip("0")
        if (end := self.stream.char()) != ";":
            self.stream.unget(end)
        number = int(written[:_LONGEST_NUMBER] or "0", 16 if isHex else 10)
        if number in replacementCharacters:
            return str(replacementCharacters[number])
        is_none = 0xD800 <= number <= 0xDFFF or number > sys.maxunicode
        return "\N{REPLACEMENT CHARACTER}" if is_none else chr(number)

    def beforeAttributeNameState(self) -> bool:
        """Begin an attribute of a tag."""
        if not self.currentToken["data"]:
            self.currentToken["data"] = _Attributes()
        return bool(super().beforeAttributeNameState())

    def attributeNameState(self) -> bool:
        """Go on with the name of an attribute."""
        going = super().attributeNameState()
        if self.state == self.attributeNameState:
            self.currentToken["data"][-1][0] += self.until(_ATTRIBUTE_ENDS)
        return bool(going)

    def emitCurrentToken(self) -> None:
        """End a tag."""
        if isinstance(self.currentToken["data"], _Attributes):
            self.currentToken["data"] = [[name, str(value)] for name, value in self.currentToken["data"]]
        super().emitCurrentToken()

    def markupDeclarationOpenState(self) -> bool:
        """Begin a comment, or something else."""
        going = super().markupDeclarationOpenState()
        if self.state == self.commentStartState:
            self.currentToken["data"] = Pieces()
        return bool(going)

    def __iter__(self) -> Any:
        """The tokens, without those that tell errors.

        Raises Malformed where what was made of them takes too long to go on with.
        """
        tree, reopened = self.parser.tree, 0
        self.tokenQueue: Any = deque()
        while self.state():
            while self.tokenQueue:
                token = self.tokenQueue.popleft()
                if token["type"] == _ERROR:
                    continue
                if token["type"] == _COMMENT and isinstance(token["data"], Pieces):
                    token["data"] = str(token["data"])
                yield token
                if len(tree.openElements) > _DEEPEST:
                    raise Malformed(f"elements are nested more than {_DEEPEST} deep; flatten the page")
                left_open = len(tree.activeFormattingElements)
                reopened += left_open
                if left_open > _FEW and reopened > _MOST_REOPENED:
                    raise Malformed(f"{left_open} formatting elements, such as <b>, are open at once; close them")


def _ahead(name: str, part: str, ends: frozenset[str]) -> Any:
    """A state that adds to its part of the token all that there is of it."""

    def state(self: Any) -> bool:
        going = getattr(HTMLTokenizer, name)(self)
        if self.state == getattr(self, name):
            self.currentToken[part] += self.until(ends)
        return bool(going)

    return state


for _state, (_part, _ends) in _GROWING.items():
    setattr(Tokenizer, _state, _ahead(_state, _part, frozenset(_ends)))
