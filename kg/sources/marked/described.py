"""A film described in schema.org's terms, or in ours, as the JSON values of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.model import values
from kg.model.extended import is_own
from kg.model.prefixes import SCHEMA
from kg.model.profile import Kind, profile
from kg.model.record import (
    AggregateRating,
    Edition,
    Fault,
    Image,
    Organization,
    Person,
    Review,
    Screening,
    Section,
    Video,
    Work,
)
from kg.model.values.tried import tried
from kg.sources.fields import fault, told_apart
from kg.sources.forms import form_of, is_object, is_spoken
from kg.sources.marked.nodes import Node, Said, Value
from kg.sources.marked.objects import (
    Place,
    addresses,
    clean,
    identifiers,
    in_language,
    is_address,
    listed,
    name,
    objects,
    passed_over,
    words,
)
from kg.sources.marked.ratings import certificate
from kg.sources.marked.roles import Credit, credits, is_between, of_agents
from kg.system import resources

Faults = list[Fault]

# ISO 8601, without the day or without the month.
_YEAR = re.compile(r"([0-9]{4})(?:-(?:0[1-9]|1[0-2]))?")
_READ = (Person, Organization, Work, Image, Video, AggregateRating, Review, Edition, Section, Screening)
"""Types of things that are read; what is stated of others is left over."""

_PERSON = SCHEMA + "Person"
_COMPANIES = frozenset(SCHEMA + name for name in ("Organization", "Corporation", "LocalBusiness", "NGO"))
"""Of the organisations those that are no groups of artists: a band composes as a person does."""

_NAMED = {"country": "Country.name", "language": "Language.name"}


def kind_of(node: Node) -> str | None:
    """The kind of film that a node is, by its types; None where it is none."""
    types = {kind: set(shape.types(kind)) for kind, shape in profile().by_kind.items()}
    fitting = (kind for kind in types if types[kind] <= set(node.types))
    return max(fitting, key=lambda kind: len(types[kind]), default=None)


def classes() -> set[str]:
    """The classes of films."""
    return {shape.types()[0] for shape in profile().by_kind.values()}


def film(node: Node, kind: str, at: Place, faults: Faults) -> dict[str, Any]:
    """Field → JSON value. `at` is where it is said."""
    property_fields = fields(kind)
    found: dict[str, Any] = {} if kind == "film" else {"kind": kind}
    for property_, said in node.values.items():
        field = property_fields.get(property_, "")
        if field and is_single(field):
            given, form = in_language(said, at.language), form_of(field).type
            _put(found, field, [one for value in given for one in _stated(field, form, value, at, faults)], faults)
            if field == "title":
                # What it is called in other languages is a name of the film as well.
                others = (one for one in passed_over(said, at.language) if not is_address(one))
                _put(found, "alternate_titles", [clean(one.text) for one in others], faults)
            continue
        for value in listed(said) if field in of_agents() else said:
            credited = credits(property_, value, property_fields, at)
            for credit in credited:
                _put_credit(found, credit, at, faults)
            if field and not credited:
                _put(found, field, list(_stated(field, form_of(field).type, value, at, faults)), faults)
    known = dict(identifiers("film", node, at))
    return found | ({"identifiers": known} if known else {})


def is_single(field: str) -> bool:
    """Whether a film has one value of a field, in one language."""
    form = form_of(field)
    return not form.several and not is_spoken(form.type)


def _put(found: dict[str, Any], field: str, stated: list[Any], faults: Faults) -> None:
    """The first property of the record's own wins over those that say the same in other words."""
    if is_spoken(form_of(field).type):
        texts = found.setdefault(field, {})
        for language, text in (said for pair in stated for said in pair.items()):
            if texts.setdefault(language, text) != text:
                faults.append(fault(field, text, "a second text in one language; the first is kept"))
    elif form_of(field).several:
        found[field] = [*found.get(field, []), *stated]
    elif len({str(one) for one in stated}) > 1:
        faults.append(fault(field, stated, "several values; only one is allowed"))
    elif stated:
        # A publication that is no more than a year is the best that is said of when the film was made.
        if field == "release_date" and (year := _YEAR.fullmatch(str(stated[0]))):
            found.setdefault("year", year[1])
        else:
            found[field] = stated[0]


def _put_credit(found: dict[str, Any], credit: Credit, at: Place, faults: Faults) -> None:
    """Other work on a film is listed by what it is called."""
    form = form_of(f"{credit.field}.label" if credit.label else credit.field).type
    stated = [one for who in credit.who for one in _stated(credit.field, form, who, at, faults)]
    if credit.character:
        stated = [one | {"character": credit.character} for one in stated]
    if credit.label:
        found.setdefault(credit.field, {}).setdefault(credit.label, []).extend(stated)
    else:
        _put(found, credit.field, stated, faults)


def _stated(field: str, form: Any, value: Value, at: Place, faults: Faults) -> Iterator[Any]:
    """What one value of a property says of a field, whose values are of the type `form`."""
    shape = profile().by_kind["film"].field(field)
    if isinstance(value, Said) and not value.is_iri and not clean(value.text):
        return
    if isinstance(value, Node) and is_object(form, Person, Organization) and is_between(value):
        faults.append(fault(field, name(value, "Person.name", at), "this is a role that does not say who has it"))
    elif isinstance(value, Node) and (other := _other_kind(value, form)):
        faults.append(fault(field, value.iri or name(value, "Person.name", at), f"this is a {other}, not a name"))
    elif shape and shape.values in _NAMED:
        yield from told_apart(field, name(value, _NAMED[shape.values], at))
    elif shape and shape.values == "certificate" and isinstance(value, Node):
        yield certificate(value)
    elif is_spoken(form):
        if isinstance(value, Said):
            yield {value.language or at.language: clean(value.text)}
    elif is_object(form, *_READ) or is_own(form):
        yield from objects(value, form, field, at, faults)
    elif shape and shape.kind is Kind.IRI:
        yield from addresses(value, field, at, faults)
    elif form is str or form is int:
        text = name(value, "Work.title", at)
        # What points elsewhere (a genre of another vocabulary) names nothing.
        if text and not is_address(value):
            yield _year_of(text) if field == "year" else text


def _year_of(text: str) -> str:
    """A day or a month lies in its year."""
    if month := _YEAR.fullmatch(text):
        return month[1]
    day: str | None = tried(values.date, text)
    return day[:4] if day else text


def _other_kind(node: Node, form: Any) -> str:
    """What a thing is that has no place among people, or among companies; "" where it fits."""
    if kind_of(node) and is_object(form, Person, Organization):
        return "film"
    if is_object(form, Person) and not set(node.types).isdisjoint(_COMPANIES) and _PERSON not in node.types:
        return "company where people stand"
    return "person where companies stand" if is_object(form, Organization) and node.types == (_PERSON,) else ""


@resources.kept
def fields(kind: str) -> dict[str, str]:
    """IRI of a property → field of the record: the shape's own paths, and the aliases."""
    paths = {field.path: field.name for field in profile().by_kind[kind].fields if field.name != "identifiers"}
    return {SCHEMA + name: field for name, field in words().aliases.items()} | paths
