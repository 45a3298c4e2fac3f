"""How deep elements stand in XML, and brackets in Turtle: parsers take quadratic time over it."""

import re
from collections.abc import Iterable
from itertools import accumulate
from xml.parsers import expat

_TAG = re.compile(rb"<(/?)[A-Za-z_]([^<>]*+)>")

_AT_THE_END = {
    expat.errors.codes[said]
    for said in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}
"""The codes of what is wrong with XML that ends too early."""

# Comments, IRIs and strings of Turtle, in which a bracket is none; one that never ends is looked at once.
_BRACKET = re.compile(
    rb"""#[^\r\n]*+|\\.|<[^<>"{}|^`\s]*+>?|'''(?:[^'\\]++|\\.|'(?!''))*+(?:''')?|'(?:[^'\\\r\n]++|\\.)*+'?"""
    rb'''|"""(?:[^"\\]++|\\.|"(?!""))*+(?:""")?|"(?:[^"\\\r\n]++|\\.)*+"?|([\[(]++)|([\])]++)''',
    re.DOTALL,
)


def depth(data: bytes) -> int:
    """The number of tags that are open at once, at most."""
    tags = (tag.groups() for tag in _TAG.finditer(data))
    return _deepest(-1 if closing else 1 for closing, attributes in tags if not attributes.endswith(b"/"))


def is_cut_off(data: bytes) -> bool:
    """Whether XML ends before its root element does, which the parser of RDF/XML passes over without a word."""
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as error:
        return error.code in _AT_THE_END
    return False


def brackets(data: bytes) -> int:
    """The number of brackets of Turtle that are open at once, at most."""
    found = (bracket.groups(b"") for bracket in _BRACKET.finditer(data))
    return _deepest(len(opening) - len(closing) for opening, closing in found)


def _deepest(steps: Iterable[int]) -> int:
    return max(accumulate(steps, lambda level, step: max(0, level + step), initial=0))
