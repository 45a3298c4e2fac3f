"""Events: what becomes of them, and their tickets. Values of schema.org's enumerations are IRIs."""

import functools

from babel import Locale

from kg.model.iris import normal
from kg.model.prefixes import SCHEMA
from kg.model.values.tables import table
from kg.model.values.text import text
from kg.system.errors import NotUnderstood


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
