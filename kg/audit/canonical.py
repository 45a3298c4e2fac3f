"""The form that a value is compared in: that in which the release has it, whatever a page writes for it."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache, partial
from urllib.parse import urldefrag

from kg.audit.folded import evened, folded
from kg.gate.schemaorg import vocabulary
from kg.model import authorities, values
from kg.model.prefixes import SCHEMA, XSD
from kg.model.profile import Kind, Profile, profile
from kg.model.values.title import title
from kg.model.values.tried import tried
from kg.rdf.addresses import normal
from kg.sources.fields import DATATYPES

_RANGES: dict[str, Callable[[str], str]] = {
    SCHEMA + "Duration": values.duration,
    SCHEMA + "Number": values.decimal,
    SCHEMA + "Integer": values.decimal,
    SCHEMA + "Language": values.language,
    SCHEMA + "Country": values.country,
}
"""What schema.org lets a property be → the rule for it, where shapes have none."""

_ANY_TEXT = frozenset({XSD + "string"})
_SAME = SCHEMA + "sameAs"
_KINDS = ("film", "person", "organization", "work")
_NAME = SCHEMA + "name"
_titled = partial(title, others=False)
_TIMES = frozenset(SCHEMA + name for name in ("Date", "DateTime"))
_ISO = re.compile(r"([0-9]{4})(?:-(?:0[1-9]|1[0-2]))?")


def plainest(path: str, text: str) -> str:
    """A value of a property as it is compared: by its rule; addresses by what makes a difference."""
    return exactly(path, text)[-1]


def exactly(path: str, text: str) -> tuple[str, ...]:
    """The same, and before it what says less: of a date its year and month, of a title with its year the title."""
    if text and is_time(path) and (found := _times(text.strip())):
        return found
    if path == _SAME and (known := _identifier(text)):
        return (known,)
    rule = _rules(profile()).get(path) or _by_range(path)
    said = tried(rule, text) if rule else None
    plain = address(said or text) or (folded(said) if said else evened(html.unescape(text)))
    return (*_undated(path, plain), plain)


def _undated(path: str, text: str) -> tuple[str, ...]:
    """The title that stands before a year in brackets: `Fight Club (1999)`."""
    found = tried(_titled, text) if path == _NAME and text.endswith(")") else None
    return (found.title,) if found and found.year else ()


def address(text: str) -> str:
    """An address by what makes a difference; "" of what is none."""
    document, fragment = urldefrag(text) if "#" in text else (text, "")
    document = f"https:{document}" if document.startswith("//") else document
    plain = normal(document) if "://" in document else ""
    return f"{plain}#{fragment}" if plain and fragment else plain


@lru_cache(4096)
def _identifier(text: str) -> str:
    """What an authority calls a thing, by any page that it has of it."""
    found = next(filter(None, (authorities.recognised(kind, text) for kind in _KINDS)), None)
    return ":".join(found) if found else ""


@lru_cache(1024)
def is_time(path: str) -> bool:
    """Whether the values of a property are dates or points in time."""
    return not _TIMES.isdisjoint(vocabulary().ranges.get(path, ()))


def may_be_address(path: str) -> bool:
    """Whether a value of a property may be an address that stands as a text."""
    return SCHEMA + "URL" in vocabulary().ranges.get(path, ())


@lru_cache(4096)
def _times(text: str) -> tuple[str, ...]:
    if year := _ISO.fullmatch(text):
        return (year[1], text) if text != year[1] else (text,)
    try:
        moment = datetime.fromisoformat(text) if len(text) > len("2023-10-12") else None
    except ValueError:
        moment = None
    day = moment.date().isoformat() if moment else tried(values.date, text)
    if not day:
        only = tried(values.year, text)
        return (str(only),) if only else ()
    return (day[:4], day[:7], day, *(_clock(moment) if moment else ()))


def _clock(moment: datetime) -> tuple[str, ...]:
    """A point in time on the clock there, and in UTC where its zone is said."""
    here = moment.replace(tzinfo=None).isoformat()
    try:
        return (here, moment.astimezone(UTC).isoformat()) if moment.tzinfo else (here,)
    except OverflowError:
        return (here,)


@lru_cache(1024)
def _by_range(path: str) -> Callable[[str], str] | None:
    ranges = vocabulary().ranges.get(path, frozenset())
    return next((rule for cls, rule in _RANGES.items() if cls in ranges), None)


@lru_cache(4)
def _rules(plan: Profile) -> dict[str, Callable[[str], str]]:
    """The rules that the shapes name or whose datatype has one, by property; not where shapes differ."""
    found: dict[str, set[Callable[[str], str] | None]] = defaultdict(set)
    for shape in plan.by_class.values():
        for field in shape.fields:
            by_datatype = DATATYPES if field.kind is Kind.LITERAL and field.datatype not in _ANY_TEXT else {}
            rule = getattr(values, field.values) if field.values else by_datatype.get(field.datatype)
            for path in (field.path, *field.implied):
                found[path].add(rule)
    agreed = ((path, rules.pop()) for path, rules in found.items() if len(rules) == 1)
    return {path: rule for path, rule in agreed if rule}
