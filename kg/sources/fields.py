"""The one place where what a source says becomes a record.

Every reader hands over plain JSON values under the names of `kg.record`; here each is converted by its rule. What is
not understood is left out and becomes a fault of its field; the rest of the record stays.
"""

import reprlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from msgspec import structs

from kg import authorities, values
from kg.errors import NotUnderstood
from kg.record import Edition, Fault, Image, Organization, Person, Quote, Record, Screening, Video, Work

LONGEST_RAW = 200
"""How much of a raw value a fault repeats, in characters."""

KINDS = frozenset({"film", "short", "series", "episode"})

Report = Callable[[object, str], None]
"""Takes a raw value and the reason why it is left out."""

Part = Callable[[Any, Report], Any]
"""Turns a JSON value into a value of the record; None where nothing is left of it."""


def record(stated: Mapping[str, Any]) -> Record:
    """The record, with its faults, of what a source states: field → JSON value, null being the same as absent."""
    faults: list[Fault] = []
    kind = _read("kind", stated.get("kind"), _kind, faults) or "film"
    parts = FIELDS | {"identifiers": _identifiers(kind)}
    found: dict[str, Any] = {"kind": kind}
    for field, raw in stated.items():
        if field == "kind":
            continue
        value = _read(field, raw, parts.get(field, _unknown), faults)
        if value:
            found[field] = value
    return Record(**found, faults=tuple(dict.fromkeys(faults)))


def fault(field: str, raw: object, reason: str, path: str = "", line: int = 0) -> Fault:
    """A fault whose raw value is short and fit to be written as UTF-8."""
    shown = raw if isinstance(raw, str) else reprlib.repr(raw)
    shown = shown[:LONGEST_RAW].encode("utf-8", "backslashreplace").decode()
    return Fault(field=field, raw=shown, reason=reason, path=path, line=line)


def _read(field: str, raw: Any, part: Part, faults: list[Fault]) -> Any:
    def report(raw: object, reason: str) -> None:
        faults.append(fault(field, raw, reason))

    return None if raw is None else part(raw, report)


def _unknown(raw: Any, report: Report) -> None:
    report(raw, "a record has no such field")


def _scalar(rule: Callable[[str], Any], raw: Any, report: Report) -> Any:
    if not isinstance(raw, str):
        return report(raw, "not a string")
    try:
        return rule(raw)
    except NotUnderstood as reason:
        return report(raw, str(reason))


def _number(rule: Callable[[str], Any], raw: Any, report: Report) -> Any:
    return _scalar(rule, str(raw) if type(raw) is int else raw, report)


def _list(part: Part, raw: Any, report: Report) -> tuple[Any, ...]:
    """Each value once, in the order of the source; a single value is a list of one."""
    once: dict[str, Any] = {}
    for item in raw if isinstance(raw, list) else [raw]:
        value = part(item, report)
        if value is not None:
            once.setdefault(repr(value), value)
    return tuple(once.values())


def _map(rule: Callable[[str], str], part: Part, raw: Any, report: Report) -> dict[str, Any]:
    if not isinstance(raw, dict):
        report(raw, "not an object")
        return {}
    pairs = ((_scalar(rule, key, report), part(value, report)) for key, value in raw.items() if value is not None)
    return {key: value for key, value in pairs if key is not None and value}


def _object(struct: type[Any], first: str, parts: dict[str, Part], raw: Any, report: Report) -> Any:
    """A struct of `kg.record`; a mere string states its `first` field, without which there is none."""
    if isinstance(raw, str):
        raw = {first: raw}
    if not isinstance(raw, dict):
        return report(raw, f"neither a string nor an object with a {first}")
    for key in raw.keys() - parts.keys():
        report({key: raw[key]}, f"not known of a {struct.__name__.lower()}")
    found = {key: part(raw[key], report) for key, part in parts.items() if raw.get(key) is not None}
    kept = {key: value for key, value in found.items() if value}
    if first not in kept and _required(struct, first):
        return None if first in raw else report(raw, f"has no {first}")
    return struct(**kept) if kept else None


def _required(struct: type[Any], field: str) -> bool:
    return next(part.required for part in structs.fields(struct) if part.name == field)


def _identifiers(kind: str) -> Part:
    def part(raw: Any, report: Report) -> dict[str, str]:
        if not isinstance(raw, dict):
            report(raw, "not an object")
            return {}
        pairs = {
            scheme: _scalar(partial(authorities.identifier, scheme, kind), value, report)
            for scheme, value in raw.items()
        }
        return {scheme: value for scheme, value in pairs.items() if value}

    return part


def _one_of(words: frozenset[str], raw: str) -> str:
    word = values.text(raw)
    if word not in words:
        raise NotUnderstood(f"not one of {', '.join(sorted(words))}")
    return word


def _tag(raw: str) -> str:
    """RDF literals carry their language tags in lower case."""
    return values.language(raw).lower()


def _lines(rule: Callable[[str], Any]) -> Part:
    return partial(_list, partial(_scalar, rule))


def _objects(struct: type[Any], first: str, **parts: Part) -> Part:
    return partial(_list, partial(_object, struct, first, parts))


_kind = partial(_scalar, partial(_one_of, KINDS))
_text = partial(_scalar, values.text)
_name = partial(_scalar, values.name)
_iri = partial(_scalar, values.iri)
_organization: dict[str, Part] = {"name": _name, "identifiers": _identifiers("organization")}
_affiliation = partial(_object, Organization, "name", _organization)
_person: dict[str, Part] = {
    "name": _name,
    "character": _text,
    "affiliation": _affiliation,
    "identifiers": _identifiers("person"),
}
_people = _objects(Person, "name", **_person)
_organizations = _objects(Organization, "name", **_organization)

FIELDS: dict[str, Part] = {
    "title": _text,
    "alternate_titles": _lines(values.text),
    "year": partial(_number, values.year),
    "release_date": partial(_scalar, values.date),
    "duration": partial(_scalar, values.duration),
    "genres": _lines(values.text),
    "languages": _lines(values.language),
    "subtitles": _lines(values.language),
    "countries": _lines(values.country),
    "directors": _people,
    "composers": _people,
    "cast": _people,
    "screenwriters": _people,
    "cinematographers": _people,
    "editors": _people,
    "producers": _people,
    "production_companies": _organizations,
    "distributors": _organizations,
    "other_credits": partial(_map, values.text, _people),
    "based_on": _objects(Work, "title", title=_text, authors=_people, kind=_text, identifiers=_identifiers("work")),
    "descriptions": partial(_map, _tag, partial(_scalar, values.paragraphs)),
    "quotes": _objects(Quote, "text", text=_text, source=_text),
    "awards": _lines(values.text),
    "images": _objects(Image, "url", url=_iri, id=_text, caption=_text, credit=_text, licence=_iri),
    "trailer": partial(
        _object,
        Video,
        "url",
        {"url": _iri, "title": _text, "thumbnail": _iri, "uploaded": partial(_scalar, values.date)},
    ),
    "page": _iri,
    "identifiers": _identifiers("film"),
    "editions": _objects(Edition, "name", name=_text),
    "screenings": _objects(Screening, "start", start=partial(_scalar, values.date_time), venue=_text),
}
"""Field → how its value is converted. The fields are those of `kg.record.Record`, a test says so."""
