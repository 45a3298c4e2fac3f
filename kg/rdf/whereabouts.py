"""From a statement back to its place in the JSON that it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

import pyoxigraph as ox

from kg.model.ntriples import Term
from kg.model.profile import RDF_TYPE
from kg.rdf.addresses import resolve
from kg.rdf.blocks import Number
from kg.rdf.jsonld_tree import AT, Entry

_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Whereabouts:
    """The places of the values of all nodes, by what is stated of them."""

    def __init__(self, triples: Iterable[ox.Triple], entries: Iterable[Entry], base: str) -> None:
        """`triples` hold the nodes' own marks, `entries` the values of the nodes."""
        nodes = {t.object.value: str(t.subject) for t in triples if t.predicate.value == AT}  # type: ignore[union-attr]
        self._at: dict[tuple[str, str, str], str] = {}
        self._numbers: dict[str, str] = {}
        for pointer, node in nodes.items():
            self._at.setdefault((node, "", ""), pointer)
        for entry in entries:
            self._add(entry, nodes, base)

    def _add(self, entry: Entry, nodes: dict[str, str], base: str) -> None:
        subject = nodes.get(entry.owner, "")
        key = _local(entry.key)
        if isinstance(entry.value, Number):
            self._numbers[entry.pointer] = entry.value.text
        if entry.value is None:
            forms = [nodes.get(entry.pointer, "")]
        elif isinstance(entry.value, Number):
            forms = [_number(entry.value)]
        else:
            forms = [f'"{entry.value}', f"<{resolve(base, entry.value)}>", f"t {_local(entry.value)}"]
        for form in forms:
            self._at.setdefault((subject, key, form), entry.pointer)
            self._at.setdefault((subject, "", form), entry.pointer)
        self._at.setdefault((subject, key, ""), entry.pointer)

    def of(self, triple: ox.Triple) -> tuple[str, str | None]:
        """The pointer of what is stated ("" where it is not known), and its own digits where it is a number."""
        subject = str(triple.subject)
        path = triple.predicate.value
        key = "type" if path == RDF_TYPE else _local(path)
        forms = list(_forms(triple.object, path == RDF_TYPE))
        wanted = [*((subject, key, form) for form in forms), *((subject, "", form) for form in forms)]
        wanted += [(subject, key, ""), (subject, "", "")]
        pointer = next((self._at[each] for each in wanted if each in self._at), "")
        is_number = isinstance(triple.object, ox.Literal) and triple.object.datatype.value != _STRING
        return pointer, self._numbers.get(pointer) if is_number else None


def _forms(value: Term, is_type: bool) -> Iterator[str]:
    if isinstance(value, ox.Literal):
        yield f'"{value.value}'
        if value.datatype.value != _STRING:
            with suppress(ValueError):
                yield _number(float(value.value))
    else:
        yield str(value)
        if is_type and isinstance(value, ox.NamedNode):
            yield f"t {_local(value.value)}"


def _number(value: float) -> str:
    return f"n {float(value)!r}"


def _local(name: str) -> str:
    return name.rpartition("#")[2].rpartition("/")[2].rpartition(":")[2].removeprefix("@")
