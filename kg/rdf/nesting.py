"""How deep elements stand in XML or HTML: parsers take quadratic time over it."""

import re

_TAG = re.compile(rb"<(/?)([A-Za-z_][^\s/<>]*+)([^<>]*+)>")

# HTML elements that have no end tag, or may leave it out.
UNCLOSED = frozenset(
    b"area base br col embed hr img input link meta source track wbr "
    b"p li dt dd option optgroup tr td th thead tbody tfoot colgroup rb rt rtc rp".split()
)


def depth(data: bytes, unclosed: frozenset[bytes] = frozenset()) -> int:
    """The number of tags that are open at once, at most."""
    deepest = level = 0
    for tag in _TAG.finditer(data):
        closing, name, attributes = tag.groups()
        if attributes.endswith(b"/") or name.lower() in unclosed:
            continue
        level = max(0, level - 1) if closing else level + 1
        deepest = max(deepest, level)
    return deepest
