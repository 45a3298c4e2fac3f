"""Which results of a search engine each thing of a page can become, and what it lacks for each, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pyoxigraph as ox
from msgspec import Struct

from kg.gate import candidates, markup
from kg.gate.candidates import RESULTS
from kg.model.ntriples import plain
from kg.model.prefixes import SCHEMA, SH
from kg.model.profile import RDF_TYPE
from kg.report import words
from kg.report.result import VIOLATION, Result

_NAME, _START = SCHEMA + "name", SCHEMA + "startDate"


class Eligible(Struct, frozen=True, order=True):
    """A thing (N-Triples syntax), what it is called, a result that it can become, and what it lacks for it.

    `advised` is what the search engine recommends besides and the thing does not say; `start` tells events apart.
    """

    node: str
    name: str
    result: str
    lacks: tuple[str, ...]
    advised: tuple[str, ...] = ()
    start: str = ""


def eligible(judged: Sequence[ox.Triple], found: Sequence[Result], profile: str) -> Iterator[Eligible]:
    """Each thing with each result that it can become, in the order of the statements.

    `judged` are the statements as `markup.seen` gives them, `found` what was found in them.
    """
    results = candidates.results(markup.PROFILES[profile])
    becomes: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    starts: dict[str, str] = {}
    for subject, predicate, value in judged:
        node, text = markup.unskolemized(str(subject)), str(value)
        if predicate.value == RDF_TYPE and text.startswith(f"<{RESULTS}"):
            key = plain(value).removeprefix(RESULTS)
            if key in results and not results[key].inside:
                becomes.setdefault(node, []).append(key)
        elif isinstance(value, ox.NamedNode):
            below.setdefault(node, []).append(markup.unskolemized(text))
        elif predicate.value == _NAME:
            names.setdefault(node, plain(value))
        elif predicate.value == _START:
            starts.setdefault(node, plain(value))
    broken: dict[str, list[Result]] = {}
    advice: dict[str, list[Result]] = {}
    for result in found:
        side = broken if result.severity == VIOLATION else advice
        side.setdefault(result.focus_node, []).append(result)
    for node, keys in becomes.items():
        parts = list(_parts(node, below, becomes))
        name = next((names[part] for part in parts if part in names), "")
        for key in keys:
            against = (one for part in parts for one in broken.get(part, ()))
            lacks = dict.fromkeys(_lack(one, profile) for one in against if _result_of(one, profile) in ("", key))
            own = (one for one in advice.get(node, ()) if _result_of(one, profile) == key)
            advised = dict.fromkeys(_lack(one, profile) for one in own)
            yield Eligible(node, name, results[key].name, tuple(lacks), tuple(advised), starts.get(node, ""))


def _parts(node: str, below: Mapping[str, Sequence[str]], becomes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The thing and what stands in it, without what can become a result itself."""
    waiting, met = [node], {node}
    while waiting:
        part = waiting.pop()
        yield part
        others = [one for one in below.get(part, ()) if one not in met and one not in becomes]
        met.update(others)
        waiting += others


def _result_of(result: Result, profile: str) -> str:
    """The result for which a shape asks for something; "" where it is for all."""
    return _shapes(profile).get(result.source_shape, "")


@cache
def _shapes(profile: str) -> dict[str, str]:
    shapes = markup.shapes(profile)
    results = candidates.results(markup.PROFILES[profile])
    found: dict[str, str] = {}
    for node in shapes.nodes:
        for target in map(plain, shapes.values(node, SH + "targetClass")):
            key = target.removeprefix(RESULTS)
            if key in results and not results[key].inside:
                found |= dict.fromkeys((node, *map(str, shapes.values(node, SH + "property"))), key)
    return found


def _lack(result: Result, profile: str) -> str:
    shapes = markup.shapes(profile)
    told = words.rule(shapes, result.source_shape, result.component)
    named = words.local_name(result.path.strip("<>")) or words.name(shapes, result.source_shape)
    return words.about(named, words.filled(told, result.message) or told)
