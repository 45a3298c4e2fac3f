"""The parameters that are given for a query, and the query with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from kg.model import iris, values
from kg.query.lexer import tokens
from kg.query.named import Query
from kg.query.parameters import TYPES, Parameter, substitute
from kg.system.errors import NotUnderstood, ReelgraphError
from kg.system.spelling import hinted

_RANGE = ("from", "until")
"""The names of the parameters that are the first and the last year."""


_LOCAL = re.compile(r"([a-z]{1,40})/([a-z0-9-]{1,200})/?(?:#this)?")


def _named(query: Query, type_: str) -> list[str]:
    """The parameters of a type."""
    return [parameter.name for parameter in query.parameters if parameter.type == type_]


class Given(msgspec.Struct, frozen=True):
    """The parameters of a query as they were given, by name; `option` is what is written before one: "-p " or ""."""

    values: Mapping[str, str]
    option: str = ""

    @classmethod
    def read(cls, query: Query, pairs: Iterable[str]) -> Given:
        """What an option of the command line gives, again and again: NAME=VALUE."""
        values: dict[str, str] = {}
        for pair in pairs:
            name, equals, raw = pair.partition("=")
            if not (name and equals):
                raise ReelgraphError(f"-p {pair[:80]!r}: write NAME=VALUE; {_offered(query)}")
            if name in values:
                raise ReelgraphError(f"-p {name}={raw[:80]!r}: {name} is given twice; give it once")
            values[name] = raw
        return cls(values, "-p ")

    def shown(self, name: str) -> str:
        """A parameter as it was given."""
        return f"{self.option}{name[:80]}={self.values[name][:80]!r}"

    def at(self, base: str, query: Query) -> Given:
        """With the IRIs of things that are given as tables show them, by folder and slug: `person/andrew-haigh`."""
        here = {name: self._thing(base, self.values[name]) for name in _named(query, "iri") if name in self.values}
        return msgspec.structs.replace(self, values={**self.values, **here}) if base else self

    def _thing(self, base: str, raw: str) -> str:
        found = _LOCAL.fullmatch(raw.strip())
        return iris.thing(base, found[1], found[2]) if found else raw

    def of(self, query: Query, type_: str) -> tuple[str, ...]:
        """The values of the parameters of a type."""
        return tuple(self.values[name] for name in _named(query, type_) if name in self.values)


def fill(query: Query, given: Given) -> str:
    """The text of a query with the parameters that are given; ReelgraphError says what is wrong."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given.values:
        if name not in known:
            told = f"{given.shown(name)}: the query has no parameter {name[:80]!r}; {_offered(query)}"
            raise ReelgraphError(hinted(told, name, known))
    terms = {name: _term(known[name], raw, given.shown(name)) for name, raw in given.values.items()}
    _in_order(known, given)
    for token in tokens(query.text):
        if token.kind == "variable" and token.text[0] == "?" and token.text[1:] in known:
            raise ReelgraphError(
                f"{token.text} is the parameter ${token.text[1:]} too: in SPARQL they are one variable"
            )
    for parameter in query.parameters:
        if parameter.required and parameter.name not in terms:
            example = f'{given.option}{parameter.name}="{parameter.example}", for example'
            raise ReelgraphError(f"needs {parameter.help}: {example}; {_offered(query)}")
    return substitute(query.text, terms)


def _in_order(known: Mapping[str, Parameter], given: Given) -> None:
    """Nothing is found from a year until an earlier one."""
    if all(name in given.values and known[name].type == "year" for name in _RANGE):
        first, last = (values.year(given.values[name]) for name in _RANGE)
        if first > last:
            begin, end = map(given.shown, _RANGE)
            raise ReelgraphError(f"{begin} is after {end}; the first year comes first")


def _term(parameter: Parameter, raw: str, shown: str) -> str:
    """The value in SPARQL. An empty one is none: where a part of a name is asked for, it would find everything."""
    if not raw.strip():
        leave = "" if parameter.required else f", or leave {parameter.name} out"
        raise ReelgraphError(f"{shown}: {parameter.name} is empty; give it a value{leave}")
    try:
        return TYPES[parameter.type](raw)
    except NotUnderstood as error:
        raise ReelgraphError(f"{shown}: {error}") from None


def _offered(query: Query) -> str:
    names = (f"{parameter.name} (required)" if parameter.required else parameter.name for parameter in query.parameters)
    return f"its parameters: {', '.join(names) or 'none'}"
