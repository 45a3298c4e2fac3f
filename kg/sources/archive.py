"""Reader of filmographic records in XML: EN 15907 (Film identification) and what applies it, as `archive.toml` says."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import msgspec.toml
from msgspec import Struct

from kg.authorities import schemes
from kg.record import Fault, Organization
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.forms import form_of
from kg.sources.labelled import LAYOUTS, known_labels, meaning
from kg.sources.opening import opened
from kg.sources.stated import Stated
from kg.sources.xml import Element, elements
from kg.values.places import countries, languages

_OTHER = "other_credits"
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[_-]+")
_LONGEST_YEAR = 40


class Dialect(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the records of a dialect say what: the element of a record, and paths below it."""

    record: str
    key: tuple[str, ...]
    titles: tuple[str, ...]
    title_text: tuple[str, ...]
    title_type: tuple[str, ...]
    years: tuple[str, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    durations: tuple[str, ...]
    agents: tuple[str, ...]
    agent_name: tuple[str, ...]
    agent_type: tuple[str, ...]
    activity: tuple[str, ...]
    character: tuple[str, ...]
    descriptions: tuple[str, ...]
    identifiers: tuple[str, ...]


class _Archive(Struct, frozen=True, forbid_unknown_fields=True):
    dialects: tuple[Dialect, ...]
    titles: dict[str, tuple[str, ...]]
    activities: dict[str, tuple[str, ...]]


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault]:
    """Each record of a file, one at a time; where the file breaks, what stands before is read."""
    with opened(path) as file:
        yield from _read(file, source)


def _read(file: BinaryIO, source: SourceConfig) -> Iterator[Stated | Fault]:
    dialects = {dialect.record.casefold(): dialect for dialect in _archive().dialects}
    count = 0
    for found in elements(file, frozenset(dialects)):
        if isinstance(found, Fault):
            yield found
            return
        count += 1
        faults: list[Fault] = []
        dialect = dialects[found.name]
        values = _values(found, dialect, source.language, faults)
        yield Stated(values, found.line, found.first(dialect.key), tuple(faults))
    if not count:
        names = ", ".join(dialect.record for dialect in _archive().dialects)
        yield fault("", "", f"holds no filmographic record: no element is one of {names}", line=1)


def _values(record: Element, dialect: Dialect, language: str, faults: list[Fault]) -> dict[str, Any]:
    said: dict[str, Any] = _titles(record, dialect)
    years = list(dict.fromkeys(one.text() for one in record.first_found(dialect.years) if one.text()))
    if len(years) == 1:
        said["year"] = years[0][:_LONGEST_YEAR]
    elif years:
        faults.append(fault("year", ", ".join(years), "several years: which one is not said"))
    said["duration"] = record.first(dialect.durations) or None
    said["countries"] = [name for one in record.first_found(dialect.countries) for name in countries(_coded(one))]
    said["languages"] = [name for one in record.first_found(dialect.languages) for name in languages(_coded(one))]
    said["descriptions"] = {
        one.attributes.get("lang") or language: one.text()
        for one in record.first_found(dialect.descriptions)
        if one.text()
    }
    said["identifiers"] = {
        scheme.casefold(): one.text()
        for one in record.first_found(dialect.identifiers)
        if (scheme := one.attributes.get("scheme", "")).casefold() in schemes()
    }
    for agent in record.found(dialect.agents):
        _credit(said, agent, dialect, faults)
    return said


def _titles(record: Element, dialect: Dialect) -> dict[str, Any]:
    """The film's own title, or the first where none is called so; the others beside it."""
    own, others = _archive().titles["own"], []
    title = ""
    for one in record.found(dialect.titles):
        text, type_ = one.first(dialect.title_text), one.first(dialect.title_type).casefold()
        if type_ in own and text and not title:
            title = text
        elif text:
            others.append(text)
    title = title or next(iter(others), "")
    return {"title": title or None, "alternate_titles": others}


def _credit(said: dict[str, Any], agent: Element, dialect: Dialect, faults: list[Fault]) -> None:
    name, activity = agent.first(dialect.agent_name), agent.first(dialect.activity)
    field = _field(activity)
    if not name or not activity:
        faults.append(fault(_OTHER, name or activity, "an agent without a name or an activity"))
        return
    corporate = agent.first(dialect.agent_type).casefold().startswith("corporate") or agent.name == "relcorporate"
    if corporate and field != _OTHER and form_of(field).type is not Organization:
        # A company as producer, say: companies of production are what the record has.
        field = "production_companies" if field == "producers" else _OTHER
    if field == _OTHER:
        said.setdefault(_OTHER, {}).setdefault(activity, []).append({"name": name})
        return
    person: dict[str, Any] = {"name": _usual_order(name) if not corporate else name}
    if field == "cast" and (character := agent.first(dialect.character)):
        person["character"] = character
    said.setdefault(field, []).append(person)


def _usual_order(name: str) -> str:
    """Archives write `Wenders, Wim`."""
    parts = [part.strip() for part in name.split(",")]
    return " ".join(reversed(parts)) if len(parts) == 2 else name


def _field(activity: str) -> str:
    """The field of an activity, a code or a word in many languages; `other_credits` where it is no other's."""
    words = " ".join(_WORDS.sub(" ", activity).casefold().split())
    fields = meaning(words, _activities())
    return fields[0] if len(fields) == 1 else _OTHER


def _coded(element: Element) -> str:
    """What an element says by its code, else by its text."""
    return element.attributes.get("code") or element.attributes.get("reference") or element.text()


@cache
def _activities() -> dict[str, tuple[str, ...]]:
    codes = {code: (field,) for field, names in _archive().activities.items() for code in names}
    return known_labels(LAYOUTS) | codes


@cache
def _archive() -> _Archive:
    return msgspec.toml.decode(Path(__file__).with_name("archive.toml").read_bytes(), type=_Archive)
