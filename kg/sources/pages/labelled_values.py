"""The labelled values of a page, taken apart into JSON values of a record."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from kg.model import values
from kg.model.record import Fault, Organization, Person
from kg.model.values.company import companies, company
from kg.model.values.people import parts, person
from kg.model.values.tried import tried
from kg.sources.fields import fault, told_apart, understood
from kg.sources.forms import form_of, is_object
from kg.sources.pages.labelled import LabelledLayout, Pair

Faults = list[Fault]

_OTHER = "other_credits"
_COMMAS = re.compile(r"(?:(?<!\s)\s++)?+[,;|/]\s*+")
_YEAR = re.compile(r"\b[0-9]{4}\b")


def record_values(pairs: list[Pair], head: dict[str, str], layout: LabelledLayout, faults: Faults) -> dict[str, Any]:
    """Field → JSON value. What a page says twice is taken once; two different years are none."""
    found: dict[str, Any] = {}
    for field, raw in head.items():
        _add(found, field, list(_values(field, raw, layout, faults)), raw, faults)
    for pair in pairs:
        if layout.companies_in_brackets and "producers" in pair.fields:
            employers = (name for part in parts(pair.value) for name in part.notes)
            companies_ = list(_companies("production_companies", employers, layout, faults))
            _add(found, "production_companies", companies_, "", faults)
        for field, raw in _shared_out(pair):
            said = list(_values(field, raw, layout, faults))
            if field == _OTHER:
                found.setdefault(_OTHER, {}).setdefault(_role(pair.label), []).extend(said)
            else:
                _add(found, field, said, raw, faults)
    return found


def _add(found: dict[str, Any], field: str, said: list[Any], raw: str, faults: Faults) -> None:
    if form_of(field).several:
        found.setdefault(field, []).extend(said)
    elif said and not _is_same(field, found.setdefault(field, said[0]), said[0]):
        faults.append(fault(field, raw, f"the page also states another value: {found[field]}"))


def _is_same(field: str, one: str, other: str) -> bool:
    length = tried(values.duration, one) if field == "duration" else None
    return one == other or (length is not None and length == tried(values.duration, other))


def _shared_out(pair: Pair) -> Iterator[tuple[str, str]]:
    """A value under a label for several fields: the same for all, but that a year is only the year's."""
    if "year" not in pair.fields or len(pair.fields) == 1:
        yield from ((field, pair.value) for field in pair.fields)
        return
    yield from (("year", year) for year in _YEAR.findall(pair.value))
    others = _YEAR.sub("", pair.value).strip(" ,;/|-()")
    yield from ((field, others) for field in pair.fields if field != "year" and others)


def _values(field: str, raw: str, layout: LabelledLayout, faults: Faults) -> Iterator[Any]:
    form = form_of(field).type if field != _OTHER else Person
    if is_object(form, Person):
        people = (understood(person, part.name, field, faults) for part in parts(raw))
        yield from ({"name": name} for name in people if name)
    elif is_object(form, Organization):
        yield from _companies(field, companies(raw), layout, faults)
    elif field in ("genres", "awards"):
        yield from (piece for piece in _COMMAS.split(raw) if piece)
    else:
        yield from told_apart(field, raw)


def _companies(field: str, names: Iterable[str], layout: LabelledLayout, faults: Faults) -> Iterator[dict[str, Any]]:
    found = (understood(partial(company, capitals=layout.capitals), name, field, faults) for name in names)
    return ({"name": name} for name in found if name)


def _role(label: str) -> str:
    """A role in capitals is written in usual case."""
    return label.capitalize() if label.isupper() else label
