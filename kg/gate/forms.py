"""What a plain string must look like to be a value of schema.org's datatypes, which are written in ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time

from kg.model.prefixes import SCHEMA
from kg.rdf.addresses import is_iri

_MONTH = re.compile(r"(?!0000)[0-9]{4}(-(0[1-9]|1[0-2]))?")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_DURATION = re.compile(r"P(?=.)(NY)?(NM)?(NW)?(ND)?(T(?=.)(NH)?(NM)?(NS)?)?".replace("N", "[0-9]+(?:[.,][0-9]+)?"))
_ADDRESS = re.compile(
    r"""https?://[^/\s.<>{}"]+(\.[^/\s.<>{}"]+)*(:[0-9]+)?([/?#][^\s<>{}"]*)?|(mailto|tel|urn|file):[^\s<>{}"]+"""
)
_RELATIVE = re.compile(r"""(?![A-Za-z][A-Za-z0-9+.-]*+:)[^\s<>{}"]++""")
_BOOLEANS = {"true", "false", SCHEMA + "True", SCHEMA + "False"}


def is_date(text: str) -> bool:
    """A day, a month or a year of the calendar."""
    return bool(_MONTH.fullmatch(text)) or (len(text) == 10 and _parsed(date.fromisoformat, text))


def is_date_time(text: str) -> bool:
    """A day and a time on it, with or without a zone."""
    return len(text) > 10 and text[4] == text[7] == "-" and text[10] == "T" and _parsed(datetime.fromisoformat, text)


def is_address(text: str) -> bool:
    """An absolute address, as a search engine needs it."""
    return bool(_ADDRESS.fullmatch(text)) and is_iri(text)


def is_relative(text: str) -> bool:
    """Whether it can be an address that is relative to that of the page."""
    return bool(_RELATIVE.fullmatch(text.strip())) and any(sign in text for sign in "/.?#")


def _is_time(text: str) -> bool:
    return ":" in text and _parsed(time.fromisoformat, text)


def _parsed(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


FORMS: dict[str, Callable[[str], bool]] = {
    f"{SCHEMA}Date": is_date,
    f"{SCHEMA}DateTime": is_date_time,
    f"{SCHEMA}Time": _is_time,
    f"{SCHEMA}Duration": lambda text: bool(_DURATION.fullmatch(text)),
    f"{SCHEMA}Number": lambda text: bool(_NUMBER.fullmatch(text)),
    f"{SCHEMA}Float": lambda text: bool(_NUMBER.fullmatch(text)),
    f"{SCHEMA}Integer": lambda text: text.lstrip("+-").isascii() and text.lstrip("+-").isdigit(),
    f"{SCHEMA}Boolean": lambda text: text in _BOOLEANS or text.lower() in _BOOLEANS,
    f"{SCHEMA}URL": is_address,
    f"{SCHEMA}Text": lambda text: True,
}
"""Datatype → whether a string is one. A datatype that is a kind of Text takes what Text takes."""

WORDS = {
    f"{SCHEMA}Date": "a date (2024-03-01)",
    f"{SCHEMA}DateTime": "a date with a time (2024-03-01T20:00:00+01:00)",
    f"{SCHEMA}Time": "a time (20:00)",
    f"{SCHEMA}Duration": "a duration (PT1H42M)",
    f"{SCHEMA}Number": "a number (4.5)",
    f"{SCHEMA}Boolean": "true or false",
    f"{SCHEMA}URL": "an address (https://www.example.org/)",
}
"""Datatype → what a value of it is, for a person; Integer and Float are kinds of Number."""
