"""Where markup that others put on a page says something else of the film than ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.embed.block import text_of
from kg.embed.others import others
from kg.embed.positions import Places
from kg.model import iris
from kg.model.ntriples import Term, plain
from kg.model.prefixes import SCHEMA, XSD
from kg.model.profile import RDF_TYPE, profile
from kg.model.terms import coercions, datatypes
from kg.model.values import date, duration
from kg.rdf import jsonld
from kg.rdf.addresses import normal
from kg.system.errors import NotUnderstood
from kg.system.terminal import short

_NAME = SCHEMA + "name"
_NAMING = tuple(SCHEMA + name for name in ("name", "text", "contentUrl", "embedUrl", "url", "sameAs"))
"""By what a thing is told apart, where pages give it IRIs of their own or none."""

_RULES: dict[str, Callable[[str], str]] = {XSD + "duration": duration, XSD + "date": date}


class Conflict(NamedTuple):
    """One value of theirs that ours does not have."""

    line: int
    property: str
    theirs: str
    ours: str

    def told(self) -> str:
        """As one line."""
        return f"{self.line}: {self.property}: {short(self.theirs)} / {short(self.ours)}"


class _Said:
    """Statements, by subject and property."""

    def __init__(self, statements: Iterable[ox.Triple]) -> None:
        self._values: dict[Term, dict[str, list[Term]]] = {}
        for said in statements:
            self._values.setdefault(said.subject, {}).setdefault(said.predicate.value, []).append(said.object)

    def of(self, subject: Term) -> dict[str, list[Term]]:
        return self._values.get(subject, {})

    def names(self, subject: Term) -> set[str]:
        return {iris.normal(plain(value)) for value in self.of(subject).get(_NAME, ())}

    def forms(self, path: str, value: Term) -> set[str]:
        """In how many ways a value can be told; two values with one in common are the same."""
        naming = (
            plain(v) for p in _NAMING for v in self.of(value).get(p, ()) if isinstance(v, ox.Literal | ox.NamedNode)
        )
        own = [] if isinstance(value, ox.BlankNode) else [plain(value)]
        return {_form(path, text) for text in (*own, *naming)}

    def told(self, value: Term) -> str:
        naming = (plain(v) for path in _NAMING for v in self.of(value).get(path, ()))
        return next(naming, plain(value))


def conflicts(data: bytes, found: Places, film: str, markup: Mapping[str, Any]) -> Iterator[str]:
    """`line: property: theirs / ours` for each value that others state of the film and ours does not have.

    `film` is its IRI. Others mean the film by its IRI, or by its class and name. What they state and ours does not,
    or the other way round, is no conflict.
    """
    ours = _Said(jsonld.read(text_of(markup), coercions(profile()), film, 1).triples)
    about = ox.NamedNode(film)
    classes = {plain(cls).removeprefix(SCHEMA) for cls in ours.of(about).get(RDF_TYPE, ())}
    other = others(data, found, classes)
    theirs = _Said(other.statements)
    for line, why in other.unread:
        yield f"{line}: cannot be compared: {short(why)}"
    for subject, line in other.films.items():
        if subject == about or ours.names(about) & theirs.names(subject):
            differing = _differing(line, theirs.of(subject), theirs, ours.of(about), ours)
            yield from (conflict.told() for conflict in differing)


def _differing(
    line: int, said: dict[str, list[Term]], theirs: _Said, stated: dict[str, list[Term]], ours: _Said
) -> Iterator[Conflict]:
    for path in sorted(said.keys() & stated.keys() - {RDF_TYPE}):
        known = set[str]().union(*(ours.forms(path, value) for value in stated[path]))
        things = any(ours.of(value) for value in stated[path])
        for value in said[path]:
            if things and isinstance(value, ox.NamedNode) and not theirs.of(value):
                continue  # the same thing may have another IRI there, and nothing says what it is called
            forms = theirs.forms(path, value)
            if forms and not forms & known:
                told = ", ".join(map(ours.told, stated[path]))
                yield Conflict(line, path.removeprefix(SCHEMA), theirs.told(value), told)


def _form(path: str, text: str) -> str:
    rule = _RULES.get(datatypes(profile()).get(path, ""))
    try:
        return rule(text) if rule else normal(text) or " ".join(text.split())
    except NotUnderstood:
        return text
