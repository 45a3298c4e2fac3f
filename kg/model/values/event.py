"""Events: what becomes of them, and their tickets. Values of schema.org's enumerations are IRIs."""

from babel import Locale

from kg.model.prefixes import SCHEMA
from kg.model.values.tables import table
from kg.model.values.text import text
from kg.system.errors import NotUnderstood


def event_status(raw: str) -> str:
    """An EventStatusType of schema.org, from a word for it or its IRI."""
    return _member(raw, table("events")["status"])


def availability(raw: str) -> str:
    """An ItemAvailability of schema.org, from a word for it or its IRI."""
    return _member(raw, table("events")["availability"])


def currency(raw: str) -> str:
    """An ISO 4217 code. A sign is none: several countries share most of them."""
    code = text(raw).upper()
    if code not in Locale("en").currencies:
        raise NotUnderstood("not a currency; write its code of three letters, such as EUR")
    return code


def _member(raw: str, words: dict[str, str]) -> str:
    said = text(raw)
    name = said.rpartition("/")[2] if said.startswith((SCHEMA, "https://schema.org/")) else ""
    found = name if name in words.values() else words.get(said.casefold().replace("_", " "))
    if not found:
        raise NotUnderstood(f"not one of {', '.join(words)}")
    return SCHEMA + found
