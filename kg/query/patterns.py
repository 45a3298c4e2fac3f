"""Part of a name as the regular expression that finds it, however the name is accented.

The expression is one for XPath's functions, with `LCASE` around the name and the flag "i"
(https://www.w3.org/TR/xpath-functions-31/#regex-syntax): every engine of SPARQL reads it alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain, groupby

from kg.system.errors import NotUnderstood

LONGEST = 200
"""Of a name, in characters: an engine makes nothing of an expression that is too large, and then finds nothing."""

_LATIN = tuple(map(chr, chain(range(0xC0, 0x250), range(0x1E00, 0x1F00), range(0x2010, 0x2020))))
_SPECIAL = re.compile(r"[\\|.?*+(){}\[\]^$]")
_MARKS = "[\u0300-\u036f]*"


def pattern(raw: str) -> str:
    """The expression for a part of a name: accents on Latin letters, case, dashes and width of spaces do not matter.

    NotUnderstood where it is too long, or nothing that can be looked for.
    """
    if len(raw) > LONGEST:
        raise NotUnderstood(f"longer than {LONGEST} characters; give a part of the name")
    words = unicodedata.normalize("NFC", raw).lower().split()
    found = r"\s+".join("".join(map(_written, _letters(word))) for word in words)
    if not found:
        raise NotUnderstood("has no letters")
    return found


def _letters(word: str) -> list[str]:
    """The letters without accents; those that one character may stand for, such as the two of æ, together."""
    plain = [_spellings()[0].get(character, character) for character in word]
    runs = groupby(plain, key=lambda letters: len(letters) > 1)  # the `ß` of `sß` is not taken apart
    return [each for several, run in runs for each in (run if several else _several().findall("".join(run)))]


def _written(letters: str) -> str:
    alike = _spellings()[1].get(letters, "")
    if len(letters) > 1:
        return f"({''.join(map(_written, letters))}|[{alike}])"
    if letters.isascii() and letters.isalpha():
        return f"[{letters}{alike}]{_MARKS}"
    return f"[{letters}{alike}]" if alike else _SPECIAL.sub(r"\\\g<0>", letters)


@cache
def _spellings() -> tuple[dict[str, str], dict[str, str]]:
    """Character → what it is in ASCII, and what is in ASCII → the characters that are that."""
    from anyascii import anyascii

    plain = {"\u0307": ""}  # what a capital İ leaves in lower case
    alike: dict[str, str] = {}
    for character in _LATIN:
        ascii_ = anyascii(character).lower()
        if character == character.lower() and (ascii_.isalpha() or ascii_ in ("'", '"', "-")):
            plain[character] = ascii_
            alike[ascii_] = alike.get(ascii_, "") + character
    return plain, alike


@cache
def _several() -> re.Pattern[str]:
    longer = (letters for letters in _spellings()[1] if len(letters) > 1)
    return re.compile("|".join((*sorted(longer, key=lambda letters: (-len(letters), letters)), ".")), re.DOTALL)
