"""Numbers and truth values in XSD's canonical forms."""

import functools
import re

from kg.model.iris import normal
from kg.model.values.tables import table
from kg.system.errors import NotUnderstood

_INTEGER = re.compile(r"([+-]?)0*([0-9]{1,18})")
_PIXELS = re.compile(r"(?<=[0-9])\s?(?:px|pixels?)\Z", re.IGNORECASE)
_DECIMAL = re.compile(r"([+-]?)0*+([0-9]{0,18})(?:\.([0-9]*+))?")
_MOST = 18
# A sign before or behind, or a code behind.
_CURRENCY = re.compile(r"\A[€$£¥₽]\s*+|(?<!\s)\s*+[€$£¥₽]\Z|(?<!\s)\s++[A-Z]{3}\Z")
_GROUPED = re.compile(r"[0-9][ \u00a0\u202f'’][0-9]{3}|\..*\.")
_COMMA = re.compile(r"\A([+-]?[0-9]{1,3}(?:[ \u00a0\u202f'’.][0-9]{3})*+|[+-]?[0-9]++)(?:,([0-9]++))?")
_POINT = re.compile(r"\A([+-]?[0-9]{1,3}(?:[ \u00a0\u202f'’,][0-9]{3})*+|[+-]?[0-9]++)(?:\.([0-9]++))?")
_THOUSAND = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")


def integer(raw: str) -> str:
    """An xsd:integer of at most 18 digits."""
    found = _INTEGER.fullmatch(raw.strip())
    if not found:
        raise NotUnderstood("not a whole number")
    return str(int(found[1] + found[2]))


def pixels(raw: str) -> str:
    """How wide or high a picture is, in pixels: a whole number, 1 or more; also from `1200px`."""
    digits = integer(_PIXELS.sub("", raw.strip()))
    if int(digits) < 1:
        raise NotUnderstood("not a whole number of pixels, 1 or more")
    return digits


def decimal(raw: str) -> str:
    """An xsd:decimal, as XSD 1.1 writes it: `7`, `7.3`; also from `7,30`, `1.234,50`, `19,99 €`.

    What may be a thousand or a fraction (1,234) is refused.
    """
    given = _with_point(_CURRENCY.sub("", raw.strip()))
    found = _DECIMAL.fullmatch(given)
    fraction = (found[3] or "").rstrip("0") if found else ""
    if not found or len(fraction) > _MOST or not (found[2] or fraction or given.rstrip(".").endswith("0")):
        raise NotUnderstood("not a number in digits")
    digits = f"{found[2] or '0'}.{fraction}" if fraction else found[2] or "0"
    return f"-{digits}" if found[1] == "-" and digits.strip("0.") else digits


def _with_point(given: str) -> str:
    """A number with a comma, or with marks between its thousands, as XSD writes it."""
    if "," not in given and not _GROUPED.search(given):
        return given
    if _THOUSAND.fullmatch(given):
        raise NotUnderstood("may be a thousand or a fraction; write it without a mark, or with a point")
    found = _COMMA.fullmatch(given) or _POINT.fullmatch(given)
    if found:
        return re.sub("[^0-9+-]", "", found[1]) + (f".{found[2]}" if found[2] else "")
    raise NotUnderstood("not a number in digits")


def boolean(raw: str) -> str:
    """An xsd:boolean, from `true`, `1` and words for it: `yes`, `ja`, `x`."""
    found = _truth().get(normal(raw) or raw.strip())
    if found is None:
        raise NotUnderstood("not true or false; write one of them, yes or no")
    return found


@functools.cache
def _truth() -> dict[str, str]:
    """Word, folded, or mark → truth value."""
    lists = ((value, words) for value, by in table("truth").items() for words in by.values())
    return {normal(word) or word: value for value, words in lists for word in words}
