"""Several countries, or several languages, in one text."""

import re
from collections.abc import Callable

from kg.model.values.country import country
from kg.model.values.language import language
from kg.model.values.notes import without_footnotes
from kg.model.values.separators import between
from kg.model.values.tables import alternatives
from kg.model.values.tried import tried

_SEPARATOR = between("[,;|/•·]", "[-–—]")
_LAST = re.compile(rf"(?<!\s)\s++(?:&|\+|{alternatives('conjunctions')})\s++", re.IGNORECASE)
_LED = re.compile(
    rf"(?:\A|\s)(?:{alternatives('with')})\s.{{1,80}}\s(?:{alternatives('subtitles')})\W{{0,9}}\Z", re.IGNORECASE
)
"""Several languages of subtitles (with Dutch and German subtitles), which `version` tells apart."""

INFLECTED = re.compile(r"(?<=\w\w\w)(?:e[nrsm]?|s)\Z")
"""How adjectives end that are made of names of languages."""

_CODE = 3
_END = 100
_MOST_WORDS = 40
_LONGEST = 2000
"""So many words of so many letters together may be names of countries."""


def countries(raw: str) -> list[str]:
    """The text cut into names of countries: at commas and the like, and where names stand one behind the other.

    Names without anything between them are told apart only if there is one way to read them all.
    """
    return [name for piece in _cut(raw, country) for name in _run_together(piece)]


def languages(raw: str) -> list[str]:
    """The text cut into names of languages, at commas and the like; what it says of subtitles at its end is one.

    An adjective stands as the name that it is made of (`angielskie, polskie`).
    """
    led = _LED.search(raw[-_END:])
    if not led:
        return [_uninflected(one) for one in _cut(raw, language)]
    start = max(0, len(raw) - _END) + led.start()
    before = _cut(raw[:start], language) if raw[:start].strip() else []
    return [*map(_uninflected, before), raw[start:].strip()]


def _uninflected(one: str) -> str:
    bare = INFLECTED.sub("", one)
    # What has three letters is rather a code.
    is_other = bare != one and len(bare) > _CODE and tried(language, one) is None
    return bare if is_other and tried(language, bare) is not None else one


def _cut(raw: str, rule: Callable[[str], str]) -> list[str]:
    """The text itself where it is one name (`Trinidad and Tobago`), else its pieces."""
    pieces = [without_footnotes(raw)]
    for separator in (_SEPARATOR, _LAST):
        pieces = [part for piece in pieces for part in ([piece] if tried(rule, piece) else separator.split(piece))]
    return [piece for piece in pieces if piece]


def _run_together(raw: str) -> list[str]:
    """`United States Norway` → both; the text itself where it cannot be read so, or in two ways."""
    words = raw.split()
    if len(raw) > _LONGEST or len(words) > _MOST_WORDS or tried(country, raw) is not None:
        return [raw]
    ways: list[list[list[str]]] = [[[]]]
    for end in range(1, len(words) + 1):
        pieces = ((way, " ".join(words[start:end])) for start in range(end) for way in ways[start])
        ways.append([[*way, piece] for way, piece in pieces if tried(country, piece)][:2])
    found = ways[-1][0] if len(ways[-1]) == 1 else [raw]
    # `BR Deutschland` is one country, and not Brazil beside another: codes stand beside codes.
    codes = [len(piece) == 2 and tried(country, piece) == piece for piece in found]
    return found if all(codes) or not any(codes) else [raw]
