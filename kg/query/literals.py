"""The literals of a query that a release cannot have where they stand, such as a number where there are years.

SPARQL compares terms of different datatypes with an error, and matches them with nothing
(https://www.w3.org/TR/sparql11-query/#operandDataTypes): either way there is no row, and no word of it. A function or
an aggregate that is not for values of a datatype has no value, such as HOURS for durations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import cast

import pyoxigraph as ox

from kg.model.prefixes import RDF, XSD, compact
from kg.query.uses import Uses
from kg.system.spelling import near
from kg.system.terminal import short

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_NUMBERS = ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "positiveInteger")
_NUMBER = "number"
_KINDS = {XSD + name: _NUMBER for name in _NUMBERS}
_TEXTS = (XSD + "string", RDF + "langString")
_IRI = "IRI"
_ALIKE = 0.75
_SHOWN = 100


def unlike(store: ox.Store, query: str, graphs: bool) -> Iterator[str]:
    """What a query states, compares or calculates with, and cannot be, a line each.

    All graphs count if it asks `graphs`, else the published one.
    """
    uses, graph = Uses.read(query), None if graphs else ox.DefaultGraph()
    known: dict[str, dict[str, Term]] = {}

    def kinds(paths: Iterable[str]) -> dict[str, Term]:
        for path in paths:
            if path not in known:
                known[path] = _kinds(
                    quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(path), None, graph)
                )
        return {kind: term for path in paths for kind, term in known[path].items()}

    for path, literal in uses.stated:
        found = store.quads_for_pattern(None, ox.NamedNode(path), literal, graph)
        if next(found, None) is None and (of_path := kinds((path,))):
            values = (quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(path), None, graph))
            yield f"no {compact(path)} is {_shown(literal)}; {_instead(path, literal, of_path, values)}"
    yield from _of_variables(uses, kinds)


def _of_variables(uses: Uses, kinds: Callable[[Iterable[str]], dict[str, Term]]) -> Iterator[str]:
    for name, literal in uses.compared:
        found = kinds(uses.paths(name))
        if found and _kind(literal) not in found:
            yield f"?{name} is compared with {_shown(literal)}, but its values are such as {_examples(found)}"
    for word, name in dict.fromkeys(uses.called):
        found = kinds(uses.paths(name))
        if found and not any(_has_value(word, term) for term in found.values()):
            yield f"{word} of ?{name} is empty, because its values are such as {_examples(found)}"


def _has_value(word: str, term: Term) -> bool:
    """Whether a function or an aggregate gives something for a term, as the engine itself says."""
    if not isinstance(term, ox.NamedNode | ox.Literal):
        return True
    query = f"SELECT ({word}(?term) AS ?value) {{ VALUES ?term {{ {term} }} }}"
    (row,) = cast("ox.QuerySolutions", ox.Store().query(query))
    return row["value"] is not None


def _kinds(values: Iterable[Term]) -> dict[str, Term]:
    """The kinds of some values, each with one that has it."""
    found: dict[str, Term] = {}
    for value in values:
        found.setdefault(_kind(value), value)
    return found


def _kind(term: Term) -> str:
    if not isinstance(term, ox.Literal):
        return _IRI
    return _KINDS.get(term.datatype.value, term.datatype.value)


def _instead(path: str, literal: ox.Literal, kinds: Mapping[str, Term], values: Iterable[Term]) -> str:
    """What may have been meant: the same text as another literal, what has a name, or a text that is spelt alike."""
    of_text = {value.value: value for value in values if isinstance(value, ox.Literal)}
    if same := of_text.get(literal.value):
        return f"did you mean {_shown(same)}?"
    if list(kinds) == [_IRI]:
        return f"its values are IRIs, and their names are {compact(path)}/schema:name"
    if _kind(literal) in _TEXTS and any(kind in _TEXTS for kind in kinds):
        alike = near(literal.value, of_text, _ALIKE)
        return f"did you mean {_shown(of_text[alike[0]])}?" if alike else "it has no text like this"
    return f"its values are such as {_examples(kinds)}"


def _examples(kinds: Mapping[str, Term]) -> str:
    return " or ".join(map(_shown, kinds.values()))


def _shown(term: Term) -> str:
    """A term as a query may have it."""
    if not isinstance(term, ox.Literal):
        return short(str(term), _SHOWN)
    if _kind(term) == _NUMBER:
        return short(term.value, _SHOWN)
    quoted = short(str(ox.Literal(term.value)), _SHOWN)
    if term.language:
        return f"{quoted}@{term.language}"
    return quoted if term.datatype.value in _TEXTS else f"{quoted}^^{compact(term.datatype.value)}"
