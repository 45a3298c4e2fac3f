"""Roles (https://schema.org/Role): what stands between a film and who worked on it, and says as what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import structs

from kg.model.extended import extended
from kg.model.prefixes import SCHEMA
from kg.model.record import Organization, Person, Record
from kg.model.values.agent import is_company
from kg.sources.forms import form_of, is_object
from kg.sources.lexicon import OTHER_CREDITS, senses
from kg.sources.marked.nodes import Node, Value
from kg.sources.marked.objects import Place, in_language, is_address, name, words
from kg.system import resources

_CAST = "cast"
_NAME, _CHARACTER = SCHEMA + "name", SCHEMA + "characterName"
_NAMES = (SCHEMA + "roleName", SCHEMA + "namedPosition")
_OF_COMPANIES = {"production": "production_companies", "distribution": "distributors"}
_OF_PEOPLE = {"production": "producers"}
_LONGEST = 80
"""In characters, of the name of a role."""


class Credit(NamedTuple):
    """A credit that a role states: the field, its label where the field has labels, who has it, as which character.

    `by` is the property of the role that points on at them, `said` are the properties and texts that say the rest.
    """

    field: str
    label: str
    by: str
    who: tuple[Value, ...]
    character: str = ""
    said: frozenset[tuple[str, str]] = frozenset()


def credits(property_: str, value: Value, fields: dict[str, str], at: Place) -> list[Credit]:
    """What a value of a property says as a role: nothing where it is none, or does not say who has it, or as what.

    The name of the role decides, in any language of the lexicon, and else the property, by its field in `fields`; where
    that tells nothing, the name is a label. Among actors a role has a character, and its name is no more than told.
    """
    if not isinstance(value, Node) or not (_is_open(property_) or fields.get(property_, "") in of_agents()):
        return []
    if not (is_between(value) or any(map(value.values.get, (*_NAMES, _CHARACTER)))):
        return []
    by, who = _who(property_, value, fields)
    if not who:
        return []
    own = next((fields[one] for one in (property_, by) if fields.get(one, "") in of_agents()), "")
    named = {} if own == _CAST else _named(value, _is_company(who[0], at), _is_open(property_), fields, at)
    characters = _texts(value, _CHARACTER, at)
    played = frozenset((_CHARACTER, one) for one in characters)
    return [
        Credit(field, label, by, who, " / ".join(characters), said | played)
        if field == _CAST
        else Credit(field, label, by, who, said=said)
        for (field, label), said in (named or ({(own, ""): frozenset()} if own else {})).items()
    ]


def is_between(node: Node) -> bool:
    """Whether by its type it is no more than a role."""
    return any(kind.endswith("Role") for kind in node.types)


def _who(property_: str, role: Node, fields: dict[str, str]) -> tuple[str, tuple[Value, ...]]:
    """Who has a role, and by which property: that of the film, another of those that name people, or its own name."""
    if role.values.get(_NAME) and not is_between(role):
        return _NAME, (role,)
    others = (one for one in role.values if fields.get(one, "") in of_agents() or _is_open(one))
    for one in (property_, *others):
        # A role of a role says nothing that is read.
        if who := tuple(one for one in role.values.get(one, []) if not isinstance(one, Node) or not is_between(one)):
            return one, who
    return "", ()


def _is_open(property_: str) -> bool:
    """Whether it does not say as what somebody worked on the film."""
    return property_.removeprefix(SCHEMA) in words().roles


def _named(
    role: Node, is_company: bool, is_open: bool, fields: dict[str, str], at: Place
) -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """Field and label of each credit that the names of a role say → the properties and texts that say it."""
    found: dict[tuple[str, str], frozenset[tuple[str, str]]] = {}
    for said in ((one, text) for one in _NAMES for text in _texts(role, one, at)):
        for target in _targets(said[1], is_company, is_open, fields):
            found[target] = found.get(target, frozenset()) | {said}
    return found


def _targets(text: str, is_company: bool, is_open: bool, fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The field and the label of each credit that the name of a role says."""
    property_ = text.strip()[:1].lower() + text.strip()[1:]
    own = fields.get(SCHEMA + property_, "")
    of_kind = _OF_COMPANIES if is_company else _OF_PEOPLE
    said = [of_kind.get(sense, sense) for sense in senses(text)]
    found = [one for one in (said or [own]) if one == OTHER_CREDITS or one in of_agents()]
    if not found and is_open and property_ not in words().roles and len(text) <= _LONGEST:
        found = [OTHER_CREDITS]
    yield from ((one, text if one == OTHER_CREDITS else "") for one in found)


def _is_company(who: Value, at: Place) -> bool:
    if isinstance(who, Node) and who.types and not is_between(who):
        return SCHEMA + "Person" not in who.types
    return bool(is_company(name(who, "Person.name", at)))


@resources.kept
def of_agents() -> frozenset[str]:
    """The fields of people and companies."""
    names = (field.name for field in structs.fields(extended(Record)))
    return frozenset(name for name in names if is_object(form_of(name).type, Person, Organization))


def _texts(role: Node, property_: str, at: Place) -> list[str]:
    """The texts of a property of a role, each once."""
    said = in_language(role.values.get(property_, []), at.language)
    texts = (name(one, "Person.name", at) for one in said if not is_address(one))
    return list(dict.fromkeys(filter(None, texts)))
