"""Events: what becomes of them, and their tickets. Values of schema.org's enumerations are IRIs."""

import functools
import re
from typing import NamedTuple

from babel import Locale

from kg.model.iris import normal
from kg.model.prefixes import SCHEMA
from kg.model.values.tables import table
from kg.model.values.text import text
from kg.system.errors import NotUnderstood

_WORD = r"[^\s:()\[\]*!–—|][^:()\[\]*!–—|]{1,40}?"
_LEAD = re.compile(
    rf"\A\s*+(?:[(\[*]\s?(?P<marked>{_WORD})\s?!?[)\]*]\s?[:–—|-]?|(?P<word>{_WORD})\s?(?:[:!–—|]|\s-\s))\s*+(?P<title>\S.*)"
)
_END = re.compile(
    rf"\A(?P<title>.{{0,500}}?\S)\s?(?:[(\[*]\s?(?P<marked>{_WORD})\s?!?[)\]*]|(?:[:–—|]|\s-\s)\s?(?P<word>{_WORD})!?)\s*"
)
_LONGEST = 500
_SIGN = r"[^\W\d_]{1,3}|[€$£¥₺₽₴₹₩₪]"
_PRICE = re.compile(
    rf"\A\s*(?P<before>{_SIGN})?\.?\s?(?P<whole>[0-9]{{1,6}})(?:[.,](?P<cents>[0-9]{{2}}|[-–]{{1,2}}))?\s?(?P<after>{_SIGN})?\.?\s*"
)


class Announced(NamedTuple):
    """A title, and what was said before or behind it of its showing: IRIs of schema.org, "" where nothing."""

    title: str
    status: str = ""
    availability: str = ""


def announced(raw: str) -> Announced:
    """`CANCELLED: Drive`, `Drive (sold out)`: the title of a showing, and what becomes of it."""
    for pattern in (_LEAD, _END) if len(raw) <= _LONGEST else ():
        if not (found := pattern.fullmatch(raw)):
            continue
        word = normal(found["marked"] or found["word"])
        status, availability = _words("status").get(word), _words("availability").get(word)
        if (status and status != "EventScheduled") or availability in ("SoldOut", "LimitedAvailability"):
            return Announced(
                found["title"].strip(), SCHEMA + status if status else "", SCHEMA + availability if availability else ""
            )
    return Announced(raw)


def event_status(raw: str) -> str:
    """An EventStatusType of schema.org, from a word for it or its IRI."""
    return _member(raw, "status")


def availability(raw: str) -> str:
    """An ItemAvailability of schema.org, from a word for it or its IRI."""
    return _member(raw, "availability")


def currency(raw: str) -> str:
    """An ISO 4217 code. A sign is none: several countries share most of them."""
    code = text(raw).upper()
    if code not in Locale("en").currencies:
        raise NotUnderstood("not a currency; write its code of three letters, such as EUR")
    return code


def priced(raw: str) -> tuple[str, str]:
    """An amount and the code of its currency: `9,50 €` → `9.50`, `EUR`. A sign of several currencies gives none.

    Another text is given back as it is.
    """
    found = _PRICE.fullmatch(raw)
    if not found:
        return raw, ""
    sign = found["before"] or found["after"] or ""
    code = sign.upper() if sign.upper() in Locale("en").currencies else table("events")["currencies"].get(sign, "")
    cents = (found["cents"] or "").replace("-", "0").replace("–", "0")
    return (found["whole"] + (f".{cents}" if cents.strip("0") else ""), code) if code or not sign else (raw, "")


def _member(raw: str, enumeration: str) -> str:
    said = text(raw)
    members = table("events")[enumeration]
    name = said.rpartition("/")[2] if said.startswith((SCHEMA, "https://schema.org/")) else said
    found = name if name in members else _words(enumeration).get(normal(said))
    if not found:
        raise NotUnderstood(f"not one of {', '.join(_words(enumeration, 'en'))}, or a word for it")
    return SCHEMA + found


@functools.cache
def _words(enumeration: str, language: str = "") -> dict[str, str]:
    """Word, folded → member; those of one language, or of all."""
    members = table("events")[enumeration].items()
    lists = ((member, words) for member, by in members for tag, words in by.items() if language in ("", tag))
    return {normal(word): member for member, words in lists for word in words}
