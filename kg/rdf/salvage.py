"""What can be read of a JSON-LD document that the parser refuses: all but the nodes and values refused alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kg.rdf.pointers import below
from kg.rdf.said import Block, Mistake
from kg.rdf.statements import reason, refused
from kg.rdf.tree import AT

_TOO_MANY = "so much of it is refused that from here on it was not read; mend what is told before"
_TIMES, _LEAST = 12, 1_000_000
"""What is parsed of a block altogether, part by part: so many times its size, and so many characters."""

_GONE: Any = object()


class _Spent(Exception):
    """So much was tried that the time would grow faster than the block; the message is where that was."""


class Salvage:
    """Reads the documents of one block; what is lost is added to `mistakes`."""

    def __init__(self, block: Block, base: str, mistakes: list[Mistake]) -> None:
        """Addresses are relative to `base`."""
        self._block, self._base, self._mistakes = block, base, mistakes
        self._left = _LEAST + _TIMES * len(block.text)

    def triples(self, document: Any) -> Iterator[ox.Triple]:
        """The statements of a document as `Tree` makes it."""
        pending = [document]
        try:
            while pending:
                part = pending.pop()
                found = self._parsed(part)
                if not isinstance(found, str):
                    yield from found
                elif halves := list(self._halves(part)):
                    pending += reversed(halves)
                else:
                    yield from self._alone(part, found)
        except _Spent as spent:
            self._lose(str(spent), _TOO_MANY)

    def _parsed(self, document: Any) -> list[ox.Triple] | str:
        """The statements, or why the parser refuses it."""
        written = json.dumps(document)
        self._left -= len(written)
        if self._left < 0:
            raise _Spent(_first_mark(document))
        try:
            # Without looking at IRIs and languages: it would pass over what has bad ones without a word.
            quads = ox.parse(written, format=ox.RdfFormat.JSON_LD, base_iri=self._base, lenient=True)
            return [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
        except MemoryError as error:
            return refused(error)
        except (SyntaxError, ValueError) as error:
            return getattr(error, "msg", str(error))

    def _is_sound(self, document: Any) -> bool:
        return not isinstance(self._parsed(document), str)

    def _halves(self, part: Any) -> Iterator[Any]:
        """A list of nodes as two documents, a graph as that of its nodes; nothing where the context is refused."""
        if isinstance(part, list):
            middle = len(part) // 2
            yield from (part[:middle], part[middle:]) if middle else part
        elif isinstance(part, dict) and "@graph" in part:
            context = {"@context": part["@context"]} if "@context" in part else {}
            if not self._is_sound(context):
                return
            rest = {key: value for key, value in part.items() if key != "@graph"}
            yield from [rest] if rest.keys() - context.keys() else []
            members = part["@graph"] if isinstance(part["@graph"], list) else [part["@graph"]]
            middle = len(members) // 2
            if middle:
                yield from (context | {"@graph": half} for half in (members[:middle], members[middle:]))
            elif members and isinstance(members[0], dict):
                yield members[0] | _contexts(context, members[0])

    def _alone(self, node: Any, why: str) -> list[ox.Triple]:
        """The statements of a node that is refused, without the values for which it is."""
        # A context may make something else of a node's own mark than a property.
        for made in (_unmarked(node), self._mended(node, {}) if isinstance(node, dict) else _GONE):
            found = self._parsed(made) if made is not _GONE else ""
            if not isinstance(found, str):
                return found
        if made is not _GONE or not isinstance(node, dict):
            self._lose(_first_mark(node), reason(why))
        return []

    def _mended(self, node: dict[str, Any], outer: dict[str, Any]) -> Any:
        """The node without what is refused in it, nothing where that is its context; `outer` is the one around it."""
        own = {"@context": node["@context"]} if "@context" in node else {}
        context = outer | _contexts(outer, node) if outer and own else outer or own
        told = self._parsed(context)
        if isinstance(told, str):
            return self._lose(_first_mark(node), reason(told))
        made = dict(own)
        for key, value in node.items():
            if key not in made and (kept := self._kept(value, key, context, _first_mark(node))) is not _GONE:
                made[key] = kept
        if self._is_sound(context | made):
            return made
        # Each of two keys may be sound alone: `id` beside `@id`.
        for key in reversed([*made]):
            others = {name: value for name, value in made.items() if name != key}
            if key not in own and self._is_sound(context | others):
                self._lose(_first_mark(node), f"{key} contradicts another key of the same object")
                return others
        return made

    def _kept(self, value: Any, key: str, context: dict[str, Any], pointer: str) -> Any:
        """What is sound of the values that a node has under a key."""
        told = self._parsed(context | {key: value})
        if not isinstance(told, str):
            return value
        if isinstance(value, list) and value:
            middle = len(value) // 2
            parts = [value[:middle], value[middle:]] if middle else value
            found = [self._kept(part, key, context, pointer) for part in parts]
            kept = [part for part in found if part is not _GONE]
            return [one for part in kept for one in (part if middle else [part])] or _GONE
        if isinstance(value, dict) and "@value" not in value and AT in value:
            made = self._mended(value, context)
            if made is _GONE or self._is_sound(context | {key: made}):
                return made
        return self._lose(below(pointer, key), f"{key}: {reason(told)}")

    def _lose(self, pointer: str, why: str) -> Any:
        self._mistakes.append(Mistake(self._block.line_of(pointer), why, self._block.raw))
        return _GONE


def _contexts(outer: dict[str, Any], inner: dict[str, Any]) -> dict[str, Any]:
    """The context of a node by itself: what was around it, and its own."""
    if not outer or "@context" not in inner:
        return outer
    own = inner["@context"]
    return {"@context": [outer["@context"], *(own if isinstance(own, list) else [own])]}


def _unmarked(value: Any) -> Any:
    if isinstance(value, list):
        return [_unmarked(member) for member in value]
    return {key: _unmarked(inner) for key, inner in value.items() if key != AT} if isinstance(value, dict) else value


def _first_mark(value: Any) -> str:
    if isinstance(value, dict):
        return str(value[AT]) if AT in value else next(filter(None, map(_first_mark, value.values())), "")
    return next(filter(None, map(_first_mark, value)), "") if isinstance(value, list) else ""
