"""People, companies, works, images and trailers of marked-up pages and RDF, as the JSON values of a record."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec.toml
from msgspec import Struct

from kg.model import authorities, record, values
from kg.model.prefixes import SCHEMA
from kg.model.profile import Field, Kind, profile
from kg.model.record import (
    AggregateRating,
    Edition,
    Fault,
    Image,
    Offer,
    Person,
    Rating,
    Review,
    Screening,
    Section,
    Venue,
    Video,
    Work,
)
from kg.model.values.people import ONE_OR_TWO, inverted, parts, person
from kg.model.values.tried import tried
from kg.rdf.addresses import resolve
from kg.sources.fields import apart, fault, understood
from kg.sources.forms import is_object, members
from kg.sources.marked.festivals import postal
from kg.sources.marked.nodes import Node, Said, Value, address
from kg.sources.marked.ratings import with_authors, with_scale
from kg.sources.parts import once
from kg.system import resources

Faults = list[Fault]

_BY_SHAPE = (Rating, AggregateRating, Review, Edition, Section, Screening, Venue, Offer)
"""Forms whose members are said by the paths of their shapes alone."""

_WEB = re.compile(r"(?:https?|file)://")


class Place(NamedTuple):
    """Where something is said: the `language` of texts without one, and what addresses are relative to."""

    language: str
    base: str


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    roles: tuple[str, ...]
    aliases: dict[str, str]
    identifiers: dict[str, str]
    objects: dict[str, tuple[str, ...]]


def objects(value: Value, form: Any, field: str, at: Place, faults: Faults) -> Iterator[Any]:
    """People, a company, work, image or trailer; text names it, or is its address, which names nobody."""
    if isinstance(value, Said):
        text = clean(value.text)
        if is_object(form, Image, Video):
            yield from ({"url": one} for one in addresses(value, field, at, faults))
        elif not is_address(value):
            yield from _people(text, field, faults) if is_object(form, Person) else [text]
        elif is_object(form, Person):
            faults.append(fault(field, value.text, "an address without a name"))
        return
    found: dict[str, Any] = {}
    value = with_authors(value) if is_object(form, Review) else value
    for member in form.__struct_fields__:
        text = name(value, f"{form.__name__}.{member}", at)
        if text and member in ("url", "thumbnail", "licence", "embed"):
            url = next(addresses(Said(text), field, at, faults), "")
            found |= {member: url} if url else {}
        elif text:
            found[member] = (inverted(text) if is_object(form, Person) else "") or text
    for one in added(form.__name__):
        if one.name in members(form) and (said := value.values.get(one.path)):
            found |= _of_own(one, members(form)[one.name].type, said, f"{field}.{one.name}", at, faults)
    if is_object(form, Work):
        found |= _of_work(value, members(form)["authors"].type, at, faults)
    if "identifiers" in form.__struct_fields__ and (known := dict(identifiers(form.__name__.lower(), value, at))):
        found["identifiers"] = known
    if is_object(form, Venue):
        found |= _kind("Venue", value)
    if is_object(form, Rating, AggregateRating):
        found = with_scale(found)
    if form.__struct_fields__[0] in found or (is_object(form, Image, Review, Offer) and found) or "embed" in found:
        yield found
    elif value.values or value.types:
        faults.append(fault(field, value.iri or ", ".join(value.types), f"has no {form.__struct_fields__[0]}"))


def _people(text: str, field: str, faults: Faults) -> Iterator[dict[str, str]]:
    """Those whom a text names, each by the rules for people in any source."""
    if field != "cast" and inverted(text):
        faults.append(fault(field, text, ONE_OR_TWO))
        return
    named = (understood(person, part.name, field, faults) for part in parts(text))
    yield from ({"name": name_} for name_ in named if name_)


def listed(values: Sequence[Value]) -> Sequence[Value]:
    """The same; texts that are all names with the surname first (`Marlow, Ann`) are one list of these."""
    texts = [clean(one.text) for one in values if isinstance(one, Said)]
    is_list = 1 < len(texts) == len(values) and all(map(inverted, texts))
    return [Said("; ".join(texts))] if is_list else values


def _of_own(own: Field, form: Any, said: Sequence[Value], field: str, at: Place, faults: Faults) -> dict[str, Any]:
    """What is said of a thing by a property that the shapes of a catalogue add to it. `form` is that of one value."""
    if own.kind is Kind.TEXT:
        texts = _spoken(said, field, at, faults)
        return {own.name: texts} if texts else {}
    values = in_language(said, at.language) if own.kind is Kind.LITERAL else said
    found = once([one for value in values for one in _own_values(own, form, value, field, at, faults)])
    if own.single and len(found) > 1:
        faults.append(fault(field, found, "several values; only one is allowed"))
        return {}
    return {own.name: found[0] if own.single else [*found]} if found else {}


def _spoken(said: Sequence[Value], field: str, at: Place, faults: Faults) -> dict[str, str]:
    """Language → text; the first that is said in a language stays."""
    found: dict[str, str] = {}
    for one in said:
        language, text = (one.language or at.language, clean(one.text)) if isinstance(one, Said) else ("", "")
        if not text or is_address(one):
            faults.append(fault(field, address(one), "not a text"))
        elif found.setdefault(language, text) != text:
            faults.append(fault(field, text, "a second text in one language; the first is kept"))
    return found


def _own_values(own: Field, form: Any, value: Value, field: str, at: Place, faults: Faults) -> Iterator[Any]:
    """What one value says, of a property of any other kind."""
    if own.kind is Kind.LINK:
        known = len(faults)
        named = name(value, "Country.name", at)
        things = list(objects(value, form, field, at, faults)) if is_object(form) else apart(own.values, named)
        if not any(things) and len(faults) == known:
            faults.append(fault(field, address(value), "an address without a name"))
        yield from filter(None, things)
    elif own.kind is Kind.IRI:
        yield from addresses(value, field, at, faults)
    else:
        yield clean(address(value)) or postal(value)


def _of_work(node: Node, author: Any, at: Place, faults: Faults) -> dict[str, Any]:
    """The authors of a work, and what kind of work it is."""
    said = node.values.get(SCHEMA + "author", [])
    authors = [one for value in said for one in objects(value, author, "based_on", at, faults)]
    return ({"authors": authors} if authors else {}) | _kind("Work", node)


def _kind(record: str, node: Node) -> dict[str, str]:
    """What kind of thing it is by its types, of the kinds that its shape has."""
    shape = next(shape for shape in profile().by_class.values() if shape.record == record)
    kinds = (kind for kind in shape.kinds if kind and set(shape.types(kind)) - set(shape.types()) <= set(node.types))
    return {"kind": kind} if (kind := next(kinds, "")) else {}


def identifiers(kind: str, node: Node, at: Place) -> Iterator[tuple[str, str]]:
    """Scheme and identifier of each address that is said to be the same thing, and of the node's own."""
    for property_, scheme in words().identifiers.items():
        if text := first(node, property_, at):
            yield scheme, text
    for given in [*(address(value) for value in node.values.get(SCHEMA + "sameAs", [])), node.iri]:
        if known := authorities.recognised(kind, resolve(at.base, given) if given else ""):
            yield known


def addresses(value: Value, field: str, at: Place, faults: Faults) -> Iterator[str]:
    """The absolute address that a value is."""
    given = address(value).strip()
    if found := tried(values.iri, resolve(at.base, given)):
        yield found
    else:
        faults.append(fault(field, given, "not an address, or a relative one on a page whose address is not known"))


def is_address(value: Value) -> bool:
    """Whether nothing is said but where something is."""
    return isinstance(value, Said) and (value.is_iri or bool(_WEB.match(clean(value.text))))


def name(value: Value, of: str, at: Place) -> str:
    """The text of a value: its own, or that of the first property of the object, or of several, that name it."""
    if isinstance(value, Said):
        return clean(value.text)
    said = ([first(value, one, at) for one in names.split()] for names in words().objects.get(of, ()))
    return next((" ".join(texts) for texts in said if all(texts)), "")


def first(node: Node, property_: str, at: Place) -> str:
    """The first text of a property of schema.org; "" where there is none."""
    for value in in_language(node.values.get(SCHEMA + property_, []), at.language):
        if text := clean(address(value)):
            return text
    return ""


def in_language(values: Sequence[Value], language: str) -> Sequence[Value]:
    """Of texts in several languages those in `language`, else in English, else those of no language; else all."""
    for wanted in (language, "en", ""):
        if found := [one for one in values if isinstance(one, Said) and one.language.partition("-")[0] == wanted]:
            return [*(one for one in values if isinstance(one, Node)), *found]
    return values


def passed_over(values: Sequence[Value], language: str) -> list[Said]:
    """The texts that `in_language` leaves out, and that say something else than those that it takes."""
    taken = {clean(address(one)) for one in in_language(values, language)}
    return [one for one in values if isinstance(one, Said) and clean(one.text) not in taken]


def clean(text: str) -> str:
    """Sites write HTML entities into JSON as well."""
    return html.unescape(text).strip()


@resources.kept
def asked(form: str) -> frozenset[str]:
    """The properties that are read of a thing of this form: `Person`, `Work`; of what is `str`, its names."""
    forms = {form} if form not in ("str", "int") else {"Country", "Language", "Work", "Certificate"}
    names = {name for of, names in words().objects.items() if of.partition(".")[0] in forms for name in names}
    names |= {"sameAs", "author"} if form == "Work" else {"sameAs"}
    paths = {path for field in added(form) for path in (field.path, *field.implied)}
    return frozenset(SCHEMA + name for several in names for name in several.split()) | identifying() | paths


@resources.kept
def asked_of_any() -> frozenset[str]:
    """The properties that are read of a thing of any form."""
    forms = {of.partition(".")[0] for of in words().objects} | {one.record for one in profile().by_class.values()}
    return frozenset().union(*map(asked, forms - {""}))


@resources.kept
def added(form: str) -> tuple[Field, ...]:
    """The fields that the shapes of a catalogue add to things of this form; of its own forms, and of ratings, all."""
    stated = getattr(record, form, None)
    known = stated.__struct_fields__ if stated and not is_object(stated, *_BY_SHAPE) else ()
    shapes = (shape for shape in profile().by_class.values() if shape.record == form)
    return tuple(field for shape in shapes for field in shape.fields if field.name not in known and not field.of_owner)


@resources.kept
def own_links() -> frozenset[str]:
    """The properties by which the shapes of a catalogue link things to others."""
    forms = {shape.record for shape in profile().by_class.values() if shape.record} - {record.Record.__name__}
    return frozenset(one.path for form in forms for one in added(form) if one.kind is Kind.LINK)


@resources.kept
def each_of(form: str) -> frozenset[str]:
    """Of the properties that are read of a thing of this form, those of which each value is, in whatever language."""
    own = (path for one in added(form) if one.kind is not Kind.LITERAL for path in (one.path, *one.implied))
    return frozenset({SCHEMA + "sameAs", SCHEMA + "author", *own})


def identifying() -> frozenset[str]:
    """The properties that state identifiers."""
    return frozenset(SCHEMA + name for name in words().identifiers)


@cache
def words() -> _Words:
    """What `markup.toml` says."""
    return msgspec.toml.decode(Path(__file__).with_name("markup.toml").read_bytes(), type=_Words)
