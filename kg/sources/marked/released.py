"""Films of a release, read back by the shapes that described them: what the describer writes, and all of it.

A record has room for one value where several records together may have stated two: two identifiers of one authority,
two companies of a person. Then the film, or whoever is named, is stated again with the other: what has one IRI is one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterator
from types import UnionType
from typing import Any, get_args, get_origin

import pyoxigraph as ox
from msgspec import Struct, structs

from kg.model import authorities, iris
from kg.model.extended import extended
from kg.model.ntriples import Term
from kg.model.profile import CREDIT, CREDIT_CLASS, RDF_TYPE, Field, Kind, Shape, profile
from kg.model.record import NOWHERE, Record
from kg.sources.marked.films import short
from kg.sources.stated import Leftover, Stated

Said = dict[str, list[Term]]
"""What is said of a thing: the IRI of a property → its values, in their order."""

Values = dict[str, Any]
"""Field → JSON value."""


def shape_of(iri: str, types: Container[str]) -> Shape | None:
    """The shape of a film of a release: its IRI is of the form that releases give to things of its class."""
    found = iris.taken_apart(iri)
    shape = profile().by_folder.get(found.folder) if found else None
    return shape if shape and shape.record == Record.__name__ and shape.cls in types else None


class Reader:
    """Reads things of releases; `said` gives what is said of one. What no field has is told of each thing once."""

    def __init__(self, said: Callable[[Term], Said], language: str) -> None:
        """Nothing is read yet. `language` is that of texts without one."""
        self._said, self._language = said, language
        self._told = set[Term]()
        self._left: list[Leftover] = []

    def films(self, iri: str, shape: Shape, line: int) -> Iterator[Stated | Leftover]:
        """The records that a film is, and what is said of it and of what belongs to it, and no field has.

        It is one record, and others, with keys of their own, for what that has no room for.
        """
        film = ox.NamedNode(iri)
        kind = _kinds(shape, self._types(film))[0]
        stated = {} if kind == Record().kind else {"kind": kind}
        for number, values in enumerate(self._variants(film, shape, extended(Record)), 1):
            # The address that it has where its source states none.
            known = {name: value for name, value in values.items() if value != iris.document(iri)}
            yield Stated(known | stated, line, iri if number == 1 else f"{iri} {number}")
        yield from (Leftover(one.kind, one.name, one.raw, line) for one in self._left)
        self._left = []

    def _variants(self, thing: Term, shape: Shape, form: type[Struct]) -> list[Values]:
        said = self._said(thing)
        self._tell(thing, shape, said)
        whole: Values = {}
        one_of: dict[tuple[str, str], list[Any]] = {}
        for member in structs.fields(form):
            field = shape.field(member.name)
            if field is None or field.of_owner:
                continue
            values = self._values(said, shape, field, member.type)
            if isinstance(values, dict) and field.kind is Kind.IRI:
                one_of |= {(field.name, scheme): found for scheme, found in values.items()}
            elif isinstance(values, dict) or get_origin(member.type) is tuple:
                whole[field.name] = values
            elif values:
                one_of[field.name, ""] = values
        if isinstance(thing, ox.NamedNode) and "identifiers" in form.__struct_fields__:
            known = authorities.recognised(shape.folder, thing.value)
            one_of |= {("identifiers", known[0]): [known[1]]} if known else {}
        if "kind" in form.__struct_fields__ and form.__name__ != Record.__name__:
            kinds = _kinds(shape, self._types(thing))
            one_of |= {("kind", ""): kinds} if kinds else {}
        count = max((len(found) for found in one_of.values()), default=1)
        variants = [_chosen(one_of, number) for number in range(count)]
        variants[0] |= {name: values for name, values in whole.items() if values}
        return variants

    def _values(self, said: Said, shape: Shape, field: Field, form: Any) -> Any:
        """The values of a field: a list, or by language, label or authority."""
        terms = self._terms(said, shape, field)
        if field.credited:
            return self._credits(said, terms, field, form)
        if field.kind is Kind.LINK:
            target, one = profile().by_class[field.target], _one(form)
            if isinstance(one, type) and issubclass(one, Struct):
                return [value for term in terms for value in self._variants(term, target, one)]
            return [value for term in terms for value in self._named(term, target)]
        if field.kind is Kind.TEXT:
            return {term.language or self._language: term.value for term in terms if isinstance(term, ox.Literal)}
        texts = [term.value for term in terms if isinstance(term, ox.Literal | ox.NamedNode)]
        return self._identifiers(shape, field, texts) if get_origin(form) is dict else texts

    def _terms(self, said: Said, shape: Shape, field: Field) -> list[Term]:
        """What a thing says by a property; markup has no terms of ours, and says it by those that they refine."""
        if found := said.get(field.path):
            return found
        others = [one for one in shape.fields if one is not field and one.target == field.target]
        refined = [path for path in field.implied if not any(path in (one.path, *one.implied) for one in others)]
        return [term for path in refined for term in said.get(path, []) if field.target in self._types(term)]

    def _types(self, thing: Term) -> set[str]:
        return {type_.value for type_ in self._said(thing).get(RDF_TYPE, []) if isinstance(type_, ox.NamedNode)}

    def _identifiers(self, shape: Shape, field: Field, addresses: list[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for address in addresses:
            if known := authorities.recognised(shape.folder, address):
                found.setdefault(known[0], []).append(known[1])
            else:
                self._left.append(Leftover("property", short(field.path), address, 0))
        return found

    def _named(self, thing: Term, shape: Shape) -> list[str]:
        """What a record says of a thing that it has by its code alone, which its IRI has as well."""
        said = self._said(thing)
        paths = [field.path for field in shape.fields if field.name in shape.identified_by]
        codes = [term.value for path in paths for term in said.get(path, []) if isinstance(term, ox.Literal)]
        return codes or ([iris.name(thing.value)] if isinstance(thing, ox.NamedNode) else [])

    def _credits(self, said: Said, terms: list[Term], field: Field, form: Any) -> Any:
        """The people of a list, by their labels if it has them: those of its credits, then those who have none."""
        person, shape = _one(form), profile().by_class[field.target]
        lists: dict[str, list[tuple[int, Values]]] = {}
        credited = set[Term]()
        for term in said.get(CREDIT, []):
            credit = _Credit(self._said(term))
            if credit.role == field.path and credit.person is not None:
                credited.add(credit.person)
                self._tell(term, profile().by_class[CREDIT_CLASS], credit.said)
                people = [(credit.place, one) for one in credit.people(self._variants(credit.person, shape, person))]
                for label in credit.labels or [""]:
                    lists.setdefault(label, []).extend(people)
        others = [term for term in terms if term not in credited]
        if get_origin(form) is dict:
            labelled = {label: _placed(people) for label, people in lists.items() if label}
            self._left += [Leftover("property", short(field.path), str(term), 0) for term in others]
            return labelled
        direct = [one for term in others for one in self._variants(term, shape, person)]
        return [*_placed(lists.get("", [])), *direct]

    def _tell(self, thing: Term, shape: Shape, said: Said) -> None:
        """Note, once, what is said of a thing and no field has."""
        if thing in self._told:
            return
        self._told.add(thing)
        fields = {field.path for field in shape.fields} | {RDF_TYPE, CREDIT}
        taken = {term for field in shape.fields for term in self._terms(said, shape, field)}
        refined = {path for field in shape.fields for path in field.implied}
        for path, terms in said.items():
            left = [] if path in fields else [term for term in terms if path not in refined or term not in taken]
            self._left += [Leftover("property", short(path), getattr(term, "value", ""), 0) for term in left]


class _Credit:
    """What a credit says."""

    def __init__(self, said: Said) -> None:
        self.said = said
        paths = {field.name: said.get(field.path, []) for field in profile().by_class[CREDIT_CLASS].fields}
        self.person = next(iter(paths["person"]), None)
        self.role = next((term.value for term in paths["role"] if isinstance(term, ox.NamedNode)), "")
        self.labels, self._characters, places = (
            [term.value for term in paths[name] if isinstance(term, ox.Literal)]
            for name in ("label", "character", "position")
        )
        self.place = next((int(place) for place in places if place.isdecimal()), 0)

    def people(self, variants: list[Values]) -> Iterator[Values]:
        """Who is credited, once more for each further character."""
        for number in range(max(len(variants), len(self._characters))):
            one = variants[number if number < len(variants) else 0]
            character = self._characters[number : number + 1]
            yield {**one, "character": character[0]} if character else one


def _kinds(shape: Shape, held: set[str]) -> list[str]:
    """The words for what a thing is, one for each further class that it has, the least special last."""
    own = set(shape.types())
    special = {tuple(shape.types(kind)): kind for kind in reversed(shape.kinds) if kind}
    found = [kind for classes, kind in special.items() if set(classes) - own and set(classes) <= held]
    plain = next((kind for kind in shape.kinds if kind and set(shape.types(kind)) == own), "")
    return found or ([plain] if plain else [])


def _one(form: Any) -> Any:
    """The type of one value of a field."""
    if get_origin(form) is dict:
        return _one(get_args(form)[1])
    return get_args(form)[0] if get_origin(form) in (tuple, UnionType) else form


def _chosen(one_of: dict[tuple[str, str], list[Any]], number: int) -> Values:
    """Of each that has room for one the value of that number, or else the first."""
    chosen: Values = {}
    for (name, key), values in one_of.items():
        value = values[number] if number < len(values) else values[0]
        if key:
            chosen.setdefault(name, {})[key] = value
        else:
            chosen[name] = value
    return chosen


def _placed(people: list[tuple[int, Values]]) -> list[Values]:
    """A list in the order of its places; a place is said where it is not that in the list."""
    ordered = sorted(people, key=lambda one: one[0] or math.inf)
    return [
        one if place == number else {**one, "position": str(place) if place else NOWHERE}
        for number, (place, one) in enumerate(ordered, 1)
    ]
