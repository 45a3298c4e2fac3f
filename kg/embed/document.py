"""What a page says: its tree, read from its bytes as a browser does."""

from __future__ import annotations

from codecs import CodecInfo
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from kg.embed.fit import parsing
from kg.embed.positions import MARK
from kg.rdf import addresses

_HTML = "{http://www.w3.org/1999/xhtml}"
_SCRIPT = f"{_HTML}script"


@dataclass(frozen=True)
class Document:
    """A page: its tree, the encoding that it declares, else UTF-8 where it is that, and how strictly it is read."""

    root: Element
    codec: CodecInfo
    mode: str

    def decoded(self, data: bytes) -> str:
        """The text of bytes of the page, without a byte order mark."""
        return self.codec.decode(data, "replace")[0].removeprefix("\ufeff")

    def addresses(self) -> list[str]:
        """The canonical addresses that the page states of itself: those of its links, else those of Open Graph."""
        head = self.root.find(f"{_HTML}head")
        assert head is not None, "the parser makes a head where there is none"
        own = addresses.own(head.iter())
        return list(own.canonical or own.shared)

    def blocks(self) -> list[Element]:
        """Our scripts."""
        return [element for element in self.root.iter(_SCRIPT) if element.get(MARK) is not None]

    def in_head(self, element: Element) -> bool:
        """Whether the element stands in the head, and in nothing there."""
        head = self.root.find(f"{_HTML}head")
        return head is not None and any(child is element for child in head)

    def besides(self) -> list[tuple[object, ...]]:
        """All of the tree but our scripts, in order; text is in one piece."""
        found: list[tuple[object, ...]] = []
        for said in self._besides():
            if found and said[0] == found[-1][0] == "text":
                found[-1] = ("text", f"{found[-1][1]}{said[1]}")
            else:
                found.append(said)
        return found

    def _besides(self) -> Iterator[tuple[object, ...]]:
        # No recursion: pages are deep. None is the end of an element.
        pending: list[Element | str | None] = [self.root]
        while pending:
            item = pending.pop()
            if isinstance(item, str):
                yield "text", item
            elif item is None:
                yield ("end",)
            elif item.tag != _SCRIPT or item.get(MARK) is None:
                yield "start", item.tag, item.attrib
                pending.append(None)
                for child in reversed(item):
                    pending += [child.tail or "", child]
                pending.append(item.text or "")


def document(data: bytes) -> Document:
    """Read a page."""
    parser: Any = html5lib.HTMLParser()
    with parsing():
        root = parser.parse(data, useChardet=False, likely_encoding="utf-8" if _is_utf_8(data) else None)
    return Document(root, parser.tokenizer.stream.charEncoding[0].codec_info, parser.compatMode)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
