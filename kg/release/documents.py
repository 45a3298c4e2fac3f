"""The gated graph as things to show: sorted N-Triples lines in, documents out.

The graph of an entity is what its document states, and what its neighbours are called: type and name of the things of
other documents that it links to, and what their shapes put beside their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby, islice
from typing import cast

import pyoxigraph as ox

from kg.model import iris
from kg.model.profile import RDF_TYPE

Value = ox.NamedNode | ox.Literal
Neighbours = Mapping[str, "Thing"]
"""By IRI; of a neighbour only type, name and what stands beside it are given."""

_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Thing:
    """A subject: its classes, and its values by path (rdf:type is left out), in the order of the lines."""

    iri: str
    types: tuple[str, ...]
    values: dict[str, tuple[Value, ...]]

    def triples(self) -> Iterator[ox.Triple]:
        """All that is stated of it, its classes first."""
        subject = ox.NamedNode(self.iri)
        for cls in self.types:
            yield ox.Triple(subject, _TYPE, ox.NamedNode(cls))
        for path, values in self.values.items():
            for value in values:
                yield ox.Triple(subject, ox.NamedNode(path), value)


@dataclass(frozen=True, slots=True)
class Document:
    """The things that are described in one place, by IRI: first the one that the document is about, then its parts."""

    iri: str
    things: dict[str, Thing]

    @property
    def thing(self) -> Thing:
        """What the document is about."""
        return self.things[self.iri + iris.THIS]


def documents(lines: Iterable[bytes]) -> Iterator[Document]:
    """The documents of N-Triples lines, each line ended by a line feed and the lines of a document in one run.

    The graph has no blank nodes. Raises SyntaxError for what is no N-Triples.
    """
    source = iter(lines)
    batches = iter(lambda: b"".join(islice(source, _BATCH)), b"")
    quads = chain.from_iterable(ox.parse(batch, format=ox.RdfFormat.N_TRIPLES) for batch in batches)
    for iri, stated in groupby(quads, key=lambda quad: iris.document(_iri(quad.subject))):
        things = _things(stated)
        about = things.pop(iri + iris.THIS, None)
        yield Document(iri, {about.iri: about, **things} if about else things)


def neighbours(document: Document) -> list[str]:
    """The IRIs of the things in other documents of ours that this one links to, sorted."""
    linked = (v.value for t in document.things.values() for values in t.values.values() for v in values if _links(v))
    return sorted({iri for iri in linked if iri not in document.things})


def described(lines: Iterable[str]) -> dict[str, Thing]:
    """The things, sorted by IRI, of N-Triples lines without line feeds: what is known of the neighbours."""
    return _things(ox.parse("\n".join(sorted(lines)), format=ox.RdfFormat.N_TRIPLES))


def ntriples(document: Document, neighbours: Neighbours) -> bytes:
    """The graph of an entity as canonical N-Triples: sorted lines, each once."""
    things = chain(document.things.values(), neighbours.values())
    stated = chain.from_iterable(thing.triples() for thing in things)
    lines = ox.serialize(stated, format=ox.RdfFormat.N_TRIPLES) or b""
    return b"".join(sorted(set(lines.splitlines(keepends=True))))


def language(value: Value) -> str:
    """The language tag of a value, "" for what has none."""
    return (value.language or "") if isinstance(value, ox.Literal) else ""


def _links(value: Value) -> bool:
    return isinstance(value, ox.NamedNode) and value.value.endswith(iris.THIS)


def _things(quads: Iterable[ox.Quad]) -> dict[str, Thing]:
    stated: dict[str, dict[str, list[Value]]] = {}
    for quad in quads:
        by_path = stated.setdefault(_iri(quad.subject), {})
        by_path.setdefault(_iri(quad.predicate), []).append(cast("Value", quad.object))
    return {iri: _thing(iri, by_path) for iri, by_path in stated.items()}


def _thing(iri: str, by_path: dict[str, list[Value]]) -> Thing:
    types = tuple(cls.value for cls in by_path.pop(RDF_TYPE, ()))
    return Thing(iri, types, {path: tuple(values) for path, values in by_path.items()})


def _iri(term: object) -> str:
    return cast("ox.NamedNode", term).value


_TYPE = ox.NamedNode(RDF_TYPE)
