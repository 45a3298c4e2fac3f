"""How JSON values become values of a record: one function for each form that a field can have.

A *part* takes a JSON value and a report, and gives what is left of the value; what it leaves out it reports.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from msgspec import structs

from kg.model import authorities, values
from kg.model.record import Image, Organization, Person, Review, Video
from kg.model.values.tables import table
from kg.sources.json_text import Number
from kg.system import resources
from kg.system.errors import NotUnderstood
from kg.system.terminal import short


class Report:
    """Takes a raw value and the reason why it is left out; `of` is the same for what is said inside of a thing."""

    __slots__ = ("_field", "_tell")

    def __init__(self, tell: Callable[[str, object, str], object], field: str) -> None:
        """`tell` is told the field, the raw value and the reason."""
        self._tell, self._field = tell, field

    def __call__(self, raw: object, reason: str) -> None:
        """Tell it."""
        self._tell(self._field, raw, reason)

    def of(self, member: str) -> Report:
        """The report for a member of a thing."""
        return Report(self._tell, f"{self._field}.{member}")


Told = Callable[[object, str], None]
"""What a report is to a part without parts."""

Part = Callable[[Any, Report], Any]
"""Turns a JSON value into a value of the record; None where nothing is left of it."""


MISSING = frozenset(table("words")["missing"])
"""How data frames and databases write a missing value."""

_NUMBER = 'a number; write it in quotes: "{}"'

_NEEDED: dict[type[Any], tuple[str, ...]] = {
    Image: ("url", "id"),
    Video: ("url", "embed"),
    Review: ("text", "title", "rating"),
}
"""Of things without a required field: what they need one of. A caption or a credit alone is no image."""


_FEW = 10
"""So few values are compared each with each; to write them takes longer, and of many not."""


def scalar(rule: Callable[[str], Any], raw: Any, report: Told) -> Any:
    """A string by a rule of `kg.model.values`."""
    if not isinstance(raw, str) or isinstance(raw, Number):
        return report(raw, _NUMBER.format(short(str(raw), 40)) if _is_number(raw) else "not a string")
    try:
        return rule(raw)
    except NotUnderstood as reason:
        return report(raw, str(reason))


def _is_number(raw: Any) -> bool:
    return isinstance(raw, int | float | Number) and not isinstance(raw, bool)


def number(rule: Callable[[str], Any], raw: Any, report: Told) -> Any:
    """What is no text may also be written as JSON's own number or truth value."""
    written = str(raw).lower() if isinstance(raw, bool) else str(raw) if isinstance(raw, int | float | Number) else raw
    return scalar(rule, written, lambda _, reason: report(raw, reason))


def several(part: Part, raw: Any, report: Report) -> tuple[Any, ...]:
    """Each value once, in the order of the source; a single value is a list of one."""
    given = [part(item, report) for item in (raw if isinstance(raw, list) else [raw])]
    return once([value for value in given if value is not None])


def once(values: Sequence[Any]) -> tuple[Any, ...]:
    """Each of some values of a record once."""
    if len(values) > _FEW:
        return tuple({repr(value): value for value in values}.values())
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return tuple(found)


def by_label(rule: Callable[[str], str], part: Part, raw: Any, report: Report) -> dict[str, Any]:
    """An object whose keys are data: languages, or roles."""
    told = "not an object" if rule is not tag else 'not a text in a language; write {"en": "…"}'
    pairs = ((scalar(rule, key, report), part(value, report)) for key, value in _members(raw, report, told))
    return {key: value for key, value in pairs if key is not None and value}


def thing(
    struct: type[Any], first: structs.FieldInfo, parts: Callable[[], dict[str, Part]], raw: Any, report: Report
) -> Any:
    """A struct of `kg.model.record`; a mere string states its first field, and what is one already stays.

    Without that, where it is required, and without any of `_NEEDED` there is none.
    """
    if isinstance(raw, struct):
        return raw
    if isinstance(raw, str) and not isinstance(raw, Number):
        raw = {first.name: raw}
    if not isinstance(raw, dict):
        return report(raw, f"not a string, and not an object with a {first.name}")
    if issubclass(struct, Person | Organization) and _is_missing(raw.get(first.name)):
        raw = {key: value for key, value in raw.items() if key != first.name}
    if not raw:
        return None
    known = parts()
    for key in sorted(raw.keys() - known.keys()):
        called = struct.__name__.lower()
        report({key: raw[key]}, f"not known of {'an' if called[0] in 'aeiou' else 'a'} {called}")
    stated = {key: part for key, part in known.items() if raw.get(key) is not None}
    found = {key: part(raw[key], report if key == first.name else report.of(key)) for key, part in stated.items()}
    kept = {key: value for key, value in found.items() if value}
    if lacking := _required(struct) - kept.keys() - {first.name}:
        return None if any(raw.get(name) is not None for name in lacking) else report(raw, f"has no {min(lacking)}")
    if first.name in kept:
        return struct(**kept)
    needed = next((n for of, n in _NEEDED.items() if issubclass(struct, of)), (first.name,) if first.required else ())
    if needed and kept.keys().isdisjoint(needed):
        is_told = any(raw.get(name) is not None for name in needed)
        elsewhere = "; a file that says it has to be part of the same source" if "identifiers" in kept else ""
        return None if is_told else report(raw, f"has no {' or '.join(needed)}{elsewhere}")
    return struct(**kept) if kept else None


@resources.kept
def _required(struct: type[Any]) -> frozenset[str]:
    return frozenset(field.name for field in structs.fields(struct) if field.required)


def _is_missing(name: object) -> bool:
    return isinstance(name, str) and name.strip() in MISSING


def identifiers(kind: str) -> Part:
    """Scheme → identifier, of a thing of that kind."""

    def part(raw: Any, report: Report) -> dict[str, str]:
        found = {}
        for scheme, value in _members(raw, report):
            if known := scalar(partial(authorities.identifier, scheme, kind), value, report):
                found[scheme] = known
        return found

    return part


def _members(raw: Any, report: Report, told: str = "not an object") -> list[tuple[str, Any]]:
    """Key and value of what an object says."""
    if not isinstance(raw, dict):
        report(raw, told)
        return []
    return [(key, value) for key, value in raw.items() if value is not None]


def one_of(words: frozenset[str], raw: str) -> str:
    """A word of a fixed list."""
    word = values.text(raw).casefold()
    if word not in words:
        raise NotUnderstood(f"not one of {', '.join(sorted(words))}")
    return word


@functools.lru_cache(maxsize=64)
def tag(raw: str) -> str:
    """RDF literals carry their language tags in lower case."""
    return values.language(raw).lower()
