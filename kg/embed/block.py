"""Our block in the bytes of a page: put in, or replaced where it stands; no other byte changes.

Where it goes is found by positions, and then proved: the page, read anew from its bytes, has to say what it said before
and our block besides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from kg.embed import xhtml
from kg.embed.document import Document, document
from kg.embed.positions import MARK, Places, places
from kg.release.markup import script
from kg.system.errors import ReelgraphError

_UNSAFE = "has no safe place for the markup: {}; correct the page, or put <script {}></script> where it should go"
_OTHER = re.compile("[^\x00-\x7f]")


def text_of(markup: Mapping[str, Any]) -> str:
    """The JSON of our block. It is ASCII, so that it is the same text in any encoding."""
    return _OTHER.sub(lambda match: json.dumps(match[0])[1:-1], script(markup))


def put(data: bytes, before: Document, found: Places, markup: Mapping[str, Any]) -> bytes:
    """The page with the block of `markup`; `before` and `found` are what it says and where. Raises ReelgraphError."""
    xml_end = xhtml.head_end(data)
    if found.blocks:
        place = _block(found)
    else:
        end = _head_end(data, found, xml_end)
        place = slice(end, end)
    # XML has no attribute without a value.
    mark = MARK if xml_end is None else f'{MARK}=""'
    text = text_of(markup)
    block = f'<script type="application/ld+json" {mark}>{text}</script>'.encode("ascii")
    new = data[: place.start] + block + data[place.stop :]
    if new != data:
        _prove(before, document(new), text, in_head=not found.blocks)
        if xml_end is not None and xhtml.head_end(new) is None:
            raise _unsafe("the page would no longer be well-formed")
    return new


def _block(found: Places) -> slice:
    if len(found.blocks) > 1:
        raise ReelgraphError(f"has {len(found.blocks)} scripts marked {MARK}; keep one")
    if found.blocks[0].stop < 0:
        raise ReelgraphError(f"has a script marked {MARK} that is never closed; remove it")
    return found.blocks[0]


def _head_end(data: bytes, found: Places, xml_end: int | None) -> int:
    if xml_end is not None and xml_end != found.head_end:
        raise _unsafe("its head ends at different places when read as HTML and as XML")
    # Only what stands before the end can move it.
    scripted = b"<noscript" in data[: found.head_end].lower()
    if scripted and places(data, scripting=True).head_end != found.head_end:
        raise _unsafe("its head ends at different places with and without scripts")
    return found.head_end


def _prove(before: Document, after: Document, text: str, in_head: bool) -> None:
    blocks = after.blocks()
    if len(blocks) != 1 or blocks[0].text != text or (in_head and not after.in_head(blocks[0])):
        raise _unsafe("its head ends inside an element, a comment or a tag")
    if before.besides() != after.besides():
        raise _unsafe("the rest of the page would change its meaning")


def _unsafe(why: str) -> ReelgraphError:
    return ReelgraphError(_UNSAFE.format(why, MARK))
