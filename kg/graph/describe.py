"""From a record to what it states: the plain description, which is the definition that everything else has to match.

The plan says what each field becomes; no value is converted here. A description is a tree of nodes; it is written as
*blocks*: one subject with its sorted N-Triples lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, NamedTuple

from msgspec import Struct, structs

from kg.graph.identity.mention import Mention, objects, of_record, of_thing
from kg.model import authorities, iris, ntriples
from kg.model.profile import CREDIT, CREDIT_CLASS, RDF_TYPE, Field, Kind, Profile, Shape
from kg.model.record import NOWHERE, Country, Record
from kg.system.errors import NotUnderstood


class Block(NamedTuple):
    """One subject and all its lines: canonical N-Triples, sorted, each once, without the line feed."""

    subject: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, subject: str, stated: Iterable[tuple[str, str]]) -> Block:
        """What is stated of a subject: a predicate's IRI and a term in N-Triples syntax each."""
        return cls(subject, tuple(sorted({ntriples.statement(subject, path, term) for path, term in stated})))


@dataclass(slots=True, eq=False)
class Node:
    """A thing: statements are (field, value), a value is a lexical form, an IRI, (language, text) or another node.

    `things` are all nodes of the record by IRI; it is one for all of them, so that each thing is described once.
    `film` is the record's own mention.
    """

    iri: str
    types: tuple[str, ...]
    things: dict[str, Node]
    film: Mention
    statements: list[tuple[Field, Any]] = dataclass_field(default_factory=list)
    credits: dict[str, Node] = dataclass_field(default_factory=dict)
    _stated: set[Any] = dataclass_field(default_factory=set)

    def state(self, field: Field, value: Any) -> None:
        """Add a statement once; of a field with room for one value (one a language) the first stays."""
        if field.single:
            slot: Any = field.iri
        else:
            slot = (field.iri, value[0] if field.kind is Kind.TEXT else value)
        if slot not in self._stated:
            self.statements.append((field, value))
            self._stated.add(slot)


@dataclass(frozen=True, slots=True)
class Describer:
    """What describing needs besides the record: the plan, and the names of things and of countries.

    `iri` gives that of a mention in the record of a film, which is the first of the two.
    """

    profile: Profile
    iri: Callable[[Mention, Mention], str]
    country_names: Callable[[str], dict[str, str]]

    def describe(self, record: Record) -> Node:
        """The description of a record; a kind that no shape knows is NotUnderstood."""
        shape = self.profile.by_kind.get(record.kind)
        if shape is None:
            raise NotUnderstood(
                f"{record.kind!r} is not a kind of film; use one of {', '.join(sorted(self.profile.by_kind))}"
            )
        film = of_record(record, shape)
        node = Node(self.iri(film, film), shape.types(record.kind), {}, film)
        self._state(node, record, shape)
        return node

    def _state(self, node: Node, value: Struct, shape: Shape) -> None:
        for field in shape.fields:
            stated = None if field.of_owner else getattr(value, field.name, None)
            if stated is None or stated == () or stated == {}:
                continue
            if field.credited:
                self._credit(node, field, stated)
            elif field.kind is Kind.LINK:
                for item in objects(stated):
                    node.state(field, self._object(node, field, item))
            elif field.kind is Kind.TEXT:
                for pair in stated.items():
                    node.state(field, pair)
            elif isinstance(stated, dict):
                for scheme, identifier in stated.items():
                    # What a release of this catalogue called it is its own address, or one that it had.
                    if not node.iri.startswith(f"{scheme}{shape.folder}/"):
                        node.state(field, authorities.same_as(scheme, shape.name, identifier))
            else:
                for item in stated if isinstance(stated, tuple) else (stated,):
                    node.state(field, str(item))

    def _object(self, owner: Node, field: Field, value: Struct) -> Node:
        shape = self.profile.by_class[field.target]
        if isinstance(value, Country):
            value = Country(value.code, self.country_names(value.code))
        if shape.folder:
            iri = self.iri(owner.film, of_thing(value, shape))
        else:
            iri = iris.part(owner.iri, f"{field.name}-{_content(value, shape)}")
        types = shape.types(getattr(value, "kind", None))
        node = owner.things.setdefault(iri, Node(iri, types, owner.things, owner.film))
        node.types = tuple(dict.fromkeys(node.types + types))
        self._state(node, value, shape)
        for part_of in (field for field in shape.fields if field.of_owner):
            self._state_owner(node, part_of, owner)
        return node

    def _state_owner(self, node: Node, field: Field, owner: Node) -> None:
        """What a part states of its owner: that, if it is of the class, or what that states by the same property."""
        if field.kind is Kind.LINK:
            if field.target in owner.types:
                node.state(field, owner.iri)
        else:
            for stated, value in owner.statements:
                if stated.path == field.path:
                    node.state(field, value)

    def _credit(self, owner: Node, field: Field, stated: Any) -> None:
        """The direct statements, and beside each a credit that keeps place, label and character."""
        labelled = stated if isinstance(stated, dict) else {None: stated}
        for label, people in labelled.items():
            for position, person in enumerate(people, 1):
                node = self._object(owner, field, person)
                owner.state(field, node)
                prefix = f"{field.name}-{iris.slug([label])}" if label else field.name
                fragment = f"{prefix}-{iris.name(node.iri)}"
                place = getattr(person, "position", None) or str(position)
                computed = {
                    "person": node,
                    "role": field.path,
                    "position": place if place != NOWHERE else None,
                    "label": label,
                }
                self._add_credit(owner, fragment, computed, person)

    def _add_credit(self, owner: Node, fragment: str, computed: dict[str, Any], person: Struct) -> None:
        """Somebody credited twice in one list (two characters, say) has one credit, at the first place."""
        shape = self.profile.by_class[CREDIT_CLASS]
        iri = iris.part(owner.iri, fragment)
        credit = owner.credits.setdefault(fragment, Node(iri, shape.types(), owner.things, owner.film))
        for field in shape.fields:
            value = computed[field.name] if field.name in computed else getattr(person, field.name, None)
            if value is not None:
                credit.state(field, value)


def unsaid(record: Record, profile: Profile) -> list[str]:
    """The fields that a record states and that its kind has no property for, as a series has no duration."""
    shape = profile.by_kind[record.kind]
    said = {field.name for field in shape.fields} | {"kind", "source", "faults"}
    empty = type(record)()
    return [n for n in record.__struct_fields__ if n not in said and getattr(record, n) != getattr(empty, n)]


def blocks(node: Node) -> list[Block]:
    """The subjects of a description in the order of their IRIs, each with its lines."""
    stated: dict[str, list[tuple[str, str]]] = {}
    for subject, path, term in _triples(node):
        stated.setdefault(subject, []).append((path, term))
    return [Block.of(subject, stated[subject]) for subject in sorted(stated)]


def _triples(node: Node) -> Iterator[tuple[str, str, str]]:
    for cls in node.types:
        yield node.iri, RDF_TYPE, ntriples.iri(cls)
    for field, value in node.statements:
        term = _term(field, value)
        for path in (field.path, *field.implied):
            yield node.iri, path, term
        if isinstance(value, Node):
            yield from _triples(value)
    for credit in node.credits.values():
        yield node.iri, CREDIT, ntriples.iri(credit.iri)
        yield from _triples(credit)


def _term(field: Field, value: Any) -> str:
    if isinstance(value, Node):
        return ntriples.iri(value.iri)
    if field.kind is Kind.TEXT:
        return ntriples.tagged(value[1], value[0])
    return ntriples.iri(value) if field.kind in (Kind.IRI, Kind.LINK) else ntriples.literal(value, field.datatype)


def _content(value: Struct, shape: Shape) -> str:
    return iris.digest("\n".join(_told(getattr(value, name)) for name in shape.identified_by))


def _told(value: Any) -> str:
    """A value as it identifies: of a thing, what it is called."""
    if isinstance(value, tuple):
        return "\0".join(sorted(map(_told, value)))  # the order of a list is not its content
    return _told(structs.astuple(value)[0]) if isinstance(value, Struct) else str(value or "")
