"""The text of an HTML page, as it is read: a line a block, `• ` before what is listed."""

from typing import NamedTuple

from kg.rdf.tags import crowded

_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "head", "nav", "iframe", "object", "select"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "img", "kbd", "mark", "q", "s", "small"}
    | {"span", "strong", "sub", "sup", "time", "u", "var", "wbr", "label", "ins", "del"}
)


class Text(NamedTuple):
    """The lines of a page, and what its main headings say."""

    lines: str
    headings: tuple[str, ...]


def text_of(data: bytes) -> Text:
    """The text of a page, by the encoding that it declares, else by its bytes; a broken page as browsers mend it.

    Hidden elements say nothing. A list of several values below one label is one line with commas.
    """
    from lxml import etree, html

    from kg.rdf.html import text_of as decoded  # takes a while to load

    if crowded(data):
        return Text("", ())
    text = decoded(data).encode("utf-8", "replace")
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return Text("", ())
    pieces: list[str] = []
    headings: list[str] = []
    hidden, after_value = 0, False
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append("" if hidden or event == "pi" else node.tail or "")
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        unseen = tag in _UNSEEN or node.get("hidden") is not None
        if event == "start":
            hidden += unseen
            if not hidden:
                pieces += [_before(tag, after_value), node.text or ""]
            continue
        hidden -= unseen
        if tag == "h1":
            headings.append(" ".join("".join(node.itertext()).split()))
        if not hidden and tag not in ("html", "body"):
            after_value = tag == "dd" or (after_value and tag in _INLINE)
            pieces += ["" if tag in _INLINE or tag == "dd" else "\n", node.tail or "" if tag != "dd" else ""]
    return Text(_tidy("".join(pieces)), tuple(dict.fromkeys(filter(None, headings))))


def _before(tag: str, after_value: bool) -> str:
    if tag == "dd":
        return ", " if after_value else "\n"
    if tag == "li":
        return "\n• "
    return "" if tag in _INLINE else "\n"


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "".join(f"{line}\n" for line in lines if line and line != "•")
