"""What of a page says nothing in markup. Most pages have markup in scripts alone: of them little has to be read."""

import re

_NAMES = (
    "a|article|aside|br|button|dd|div|dl|dt|em|figcaption|figure|footer|h[1-6]|header|i|img|input|label|li|main|nav|ol"
    "|p|picture|section|small|source|span|strong|time|ul"
)
_SAYING = r"(?!(?:item\w+|typeof|about|vocab|property|rel|rev|prefix|(?:xml:)?lang)[\s=/>])"
_ATTRIBUTE = rf"""{_SAYING}[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`][^\s"'<>`]*+))?+"""

INERT = re.compile(rf"(?:[^<]++|</?(?:{_NAMES})(?=[\s/>])(?:[\s/]*+{_ATTRIBUTE})*+[\s/]*+>)++", re.IGNORECASE)
"""Text and tags in the body that change nothing of how scripts, links and the base are read."""

_FOREIGN = re.compile(r"<(?:(svg|math)|/(?:svg|math))\b", re.IGNORECASE)
_OTHER = re.compile(r"<frameset|\bitemscope\b", re.IGNORECASE)


def may_be_passed(text: str) -> bool:
    """Whether what is inert may be passed over: there are no items, and no SVG that the end of another element ends."""
    depth = 0
    for found in _FOREIGN.finditer(text):
        depth += 1 if found[1] else -1
        if depth < 0:
            return False
    return not depth and not _OTHER.search(text)
