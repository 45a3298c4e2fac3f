"""What a page says of a film in other words than a release: in properties and forms that mean the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial

from kg.audit.alike import SAME
from kg.audit.nodes import Stated
from kg.model import authorities
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE, Field, Profile, profile
from kg.model.values.people import parts, person
from kg.model.values.tried import tried
from kg.sources.fields import apart
from kg.sources.marked.described import classes
from kg.sources.marked.objects import clean, words
from kg.sources.marked.postal import TYPE, in_a_line

_PERSON = SCHEMA + "Person"
_MADE, _PUBLISHED = SCHEMA + "dateCreated", SCHEMA + "datePublished"
_PRESENTED, _SUBJECT = SCHEMA + "workPresented", SCHEMA + "subjectOf"
# ISO 8601, without the day or without the month.
_YEAR = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")


def worded(said: Iterable[Stated]) -> list[Stated]:
    """The same in a release's words: people instead of their roles, each of several values in one text by itself.

    A film that was published in a year, of which nothing else is said, was made in it.
    """
    direct = list(dict.fromkeys(_both_ways(list(_in_lines(list(_without_roles(list(said))))))))
    films = {s.subject for s in direct if s.predicate == RDF_TYPE and s.value in classes()}
    made = {s.subject for s in direct if s.predicate == _MADE}
    return [each for s in direct for each in _each(_renamed(s, made) if s.subject in films else s)]


def _both_ways(said: Sequence[Stated]) -> Iterator[Stated]:
    """What is shown is what a film is the subject of, whichever of the two a page says it of."""
    for stated in said:
        yield stated
        if stated.is_node and stated.predicate in (_PRESENTED, _SUBJECT):
            other = _SUBJECT if stated.predicate == _PRESENTED else _PRESENTED
            yield replace(stated, subject=stated.value, predicate=other, value=stated.subject)


def _in_lines(said: Sequence[Stated]) -> Iterator[Stated]:
    """A postal address as the line that a release makes of it."""
    postal = {s.subject: dict[str, str]() for s in said if s.predicate == RDF_TYPE and s.value == SCHEMA + TYPE}
    for stated in said:
        if stated.subject in postal:
            postal[stated.subject].setdefault(stated.predicate.removeprefix(SCHEMA), stated.value)
    for stated in said:
        if stated.is_node and stated.value in postal:
            yield replace(stated, value=_line(postal[stated.value]), is_node=False)
        elif stated.subject not in postal:
            yield stated


def _line(postal: Mapping[str, str]) -> str:
    return in_a_line(lambda name: postal.get(name, ""))


def _renamed(stated: Stated, made: Iterable[str]) -> Stated:
    """A statement of a film by the property that a release states it by."""
    if scheme := _schemes().get(stated.predicate):
        iri = tried(partial(_known, scheme), stated.value)
        return replace(stated, predicate=SAME, value=iri, is_node=True) if iri else stated
    if stated.predicate == _PUBLISHED and stated.subject not in made and _YEAR.fullmatch(stated.value.strip()):
        return replace(stated, predicate=_MADE)
    return replace(stated, predicate=_aliases(profile()).get(stated.predicate, stated.predicate))


def _each(stated: Stated) -> Iterator[Stated]:
    """Each of several countries, languages or people that a text names."""
    field = None if stated.is_node else fields(profile()).get(stated.predicate)
    if field and field.target == _PERSON:
        named = (tried(person, part.name) for part in parts(" ".join(clean(stated.value).split())))
        values = [name for name in named if name]
    else:
        values = apart(field.values, stated.value) if field and field.values else []
    return (replace(stated, value=value) for value in values) if len(values) > 1 else iter((stated,))


def _without_roles(said: Sequence[Stated]) -> Iterator[Stated]:
    """Who has a role (https://schema.org/Role) stands where the role stands; what else is said of roles is left out."""
    roles = {s.subject for s in said if s.predicate == RDF_TYPE and s.value.endswith("Role")}
    who: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for stated in said:
        if stated.subject in roles:
            who[stated.subject, stated.predicate].append(stated)
    for stated in said:
        if stated.subject in roles:
            continue
        if stated.value in roles and stated.is_node:
            yield from (replace(one, subject=stated.subject) for one in who[stated.value, stated.predicate])
        else:
            yield stated


def _known(scheme: str, raw: str) -> str:
    return authorities.same_as(scheme, "film", authorities.identifier(scheme, "film", raw))


@cache
def _schemes() -> dict[str, str]:
    """Property of schema.org → the scheme whose identifiers it has."""
    return {SCHEMA + name: scheme for name, scheme in words().identifiers.items()}


@lru_cache(4)
def fields(plan: Profile) -> dict[str, Field]:
    """The fields of films, by the properties of schema.org that state them."""
    fields = [field for shape in plan.by_kind.values() for field in shape.fields]
    return {path: field for field in reversed(fields) for path in (*field.implied, field.path)}


@lru_cache(4)
def _aliases(plan: Profile) -> dict[str, str]:
    """Properties that mean what one of a film's does, and that one."""
    paths = {field.name: field.path for field in plan.by_kind["film"].fields if field.path.startswith(SCHEMA)}
    return {SCHEMA + name: paths[field] for name, field in words().aliases.items() if field in paths}
