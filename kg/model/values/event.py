"""Events: what becomes of them, and their tickets. Values of schema.org's enumerations are IRIs."""

import functools
import re
from typing import NamedTuple

from babel import Locale

from kg.model.iris import normal
from kg.model.prefixes import SCHEMA
from kg.model.values.number import decimal
from kg.model.values.tables import table
from kg.model.values.text import text
from kg.model.values.version import marks
from kg.system.errors import NotUnderstood

_WORD = r"[^\s:()\[\]*!–—|][^:()\[\]*!–—|]{1,40}?"
_LEAD = re.compile(
    rf"\A\s*+(?:[(\[*]\s?(?P<marked>{_WORD})\s?!?[)\]*]\s?[:–—|-]?|(?P<word>{_WORD})\s?(?:[:!–—|]|\s-\s))\s*+(?P<title>\S.*)"
)
_END = re.compile(
    rf"\A(?P<title>.{{0,500}}?\S)\s?(?:[(\[*]\s?(?P<marked>{_WORD})\s?!?[)\]*]|(?:[:–—|]|\s-\s)\s?(?P<word>{_WORD})!?)\s*"
)
_LONGEST = 500
_CENTS = 2
_SIGN = r"euros?|[^\W\d_]{1,3}|[€$£¥₺₽₴₹₩₪]"
_PRICE = re.compile(
    rf"\A\s*(?P<before>{_SIGN})?\.?\s?(?P<number>[0-9](?:[0-9.,'’]{{0,15}}[0-9])?)(?:,[-–]{{1,2}})?\s?(?P<after>{_SIGN})?\.?\s*",
    re.IGNORECASE,
)


_MARKED = re.compile(
    r"\A(?P<title>.{0,500}?\S)\s?(?:[(\[](?P<inside>[^()\[\]]{1,40})[)\]]|[-–—|,]\s(?P<behind>[^()\[\]–—|]{1,40})"
    r"|\s(?P<bare>\S{2,8}))\s*"
)


class Announced(NamedTuple):
    """A title, and what was said before or behind it of its showing: IRIs of schema.org, "" where nothing; the version,
    and formats.
    """

    title: str
    status: str = ""
    availability: str = ""
    version: str = ""
    formats: tuple[str, ...] = ()


def announced(raw: str) -> Announced:
    """`CANCELLED: Drive`, `Drive (OmU)`, `Drive (sold out)`: the title of a showing, and what is said of that."""
    unmarked, version, formats = _unmarked(raw)
    found = _announced(unmarked)
    if found.title != unmarked and not version and not formats:
        rest, version, formats = _unmarked(found.title)
        found = found._replace(title=rest)
    return found._replace(version=version, formats=formats)


def _unmarked(raw: str) -> tuple[str, str, tuple[str, ...]]:
    """A title without the version and the formats behind it, and these. A format alone may belong to a title."""
    found = _MARKED.fullmatch(raw) if len(raw) <= _LONGEST else None
    said = marks(found["inside"] or found["behind"] or found["bare"]) if found else None
    if not found or not said or (found["bare"] and not said[0]):
        return raw, "", ()
    return found["title"].rstrip(" -–—|,"), *said


def versioned(raw: str) -> tuple[str, str]:
    """`Drive (OmU)`: a title without the version in brackets behind it, and that; "" where there is none."""
    found = _MARKED.fullmatch(raw) if len(raw) <= _LONGEST else None
    said = marks(found["inside"]) if found and found["inside"] else None
    return (found["title"], said[0]) if found and said and said[0] and not said[1] else (raw, "")


def _announced(raw: str) -> Announced:
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
    """A price without its currency, and the code of that: `9,50 €` → `9,50`, `EUR`. A sign of several currencies says
    none. Another text is given back as it is.
    """
    if normal(raw) in table("events")["free"]["words"]:
        return "0", ""
    found = _PRICE.fullmatch(raw)
    if not found:
        return raw, ""
    sign, known = found["before"] or found["after"] or "", table("events")["currencies"]
    code = sign.upper() if sign.upper() in Locale("en").currencies else known.get(sign, known.get(sign.lower(), ""))
    return (found["number"], code) if code or not sign else (raw, "")


def price(raw: str) -> str:
    """An amount of money, as XSD writes a decimal. One below zero is none; `1.234` may be a thousand."""
    amount = decimal(raw)
    if amount.startswith("-"):
        raise NotUnderstood("less than nothing")
    if len(amount.partition(".")[2]) > _CENTS:
        raise NotUnderstood("may be a thousand or a fraction; write it without a mark, or with two decimals")
    return amount


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
