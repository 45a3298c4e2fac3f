"""Where the head ends for a reader of XML, which reads some pages otherwise than one of HTML."""

from __future__ import annotations

from xml.parsers import expat

from kg.system.errors import ReelgraphError

_NAMESPACE = "http://www.w3.org/1999/xhtml"
_HEAD = [f"{_NAMESPACE} html", f"{_NAMESPACE} head"]


def head_end(data: bytes) -> int | None:
    """The byte with which the head's end tag begins; None where the page is not well-formed XHTML.

    Raises ReelgraphError where the page is XHTML without such a tag, or declares entities, which are not expanded.
    """
    path: list[str] = []
    roots: list[str] = []
    ends: list[int] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, _: dict[str, str]) -> None:
        roots[:] = roots or [name]
        path.append(name)

    def end(_: str) -> None:
        if path == _HEAD:
            ends.append(parser.CurrentByteIndex)
        path.pop()

    def declared(*_: object) -> None:
        raise ReelgraphError("declares XML entities, which HTML parsers do not expand; replace them by their text")

    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = start, end, declared
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return None
    if roots != _HEAD[:1]:
        return None
    if not ends or not data.startswith(b"</", ends[0]):
        raise ReelgraphError("is XHTML without a </head> tag; add one")
    return ends[0]
