"""What can be read of a JSON-LD document that the parser refuses: all but the values for which it does.

It is taken apart into smaller documents that say the same together, until one is read or cannot be made smaller.
"""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pyoxigraph as ox

from kg.rdf.jsonld_tree import AT
from kg.rdf.pointers import below
from kg.rdf.said import Block, Mistake
from kg.rdf.statements import reason, refused

_TOO_MANY = "has so many faults that the rest was not read; correct those reported above"
_TIMES, _LEAST = 24, 1_000_000
"""What is parsed of a block altogether, part by part: so many times its size, and so many characters. A context that
is named in a few letters has some hundred terms.
"""

_NAMES = ("@id", "id", "@type", "type")
_CORE = ("@context", AT, *_NAMES)
"""What tells which node it is, and what its keys mean."""


class _Spent(Exception):
    """So much was tried that the time would grow faster than the block; the message is where that was."""


class Salvage:
    """Reads the documents of one block; what is lost is added to `mistakes`."""

    def __init__(self, block: Block, base: str, mistakes: list[Mistake]) -> None:
        """Addresses are relative to `base`."""
        self._block, self._base, self._mistakes = block, base, mistakes
        self._numbers = count()
        self._left = _LEAST + _TIMES * len(block.text)

    def triples(self, document: Any) -> list[ox.Triple]:
        """The statements of a document as `Tree` makes it."""
        pending, found, parts = [document], list[ox.Triple](), 0
        try:
            while pending:
                part = pending.pop()
                said = self._parsed(part)
                if isinstance(said, str):
                    pending += reversed(self._parts(part, said))
                else:
                    found += said
                    parts += 1
        except _Spent as spent:
            self._lose(str(spent), _TOO_MANY)
        # Each part of a node says of what class that is.
        return found if parts == 1 else list(dict.fromkeys(found))

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

    def _parts(self, part: Any, why: str) -> list[Any]:
        """Smaller documents that say the same together; what is refused and cannot be made smaller is lost."""
        if isinstance(part, list) and part:
            return _halves(part)
        if not isinstance(part, dict):
            return self._lose(_first_mark(part), reason(why))
        part = self._named(part)
        core = {key: value for key, value in part.items() if key in _CORE}
        keys = [key for key in part if key not in core]
        if isinstance(told := self._parsed(core), str):
            return self._mended(part, core, told)
        if len(keys) != 1:
            return [core | {key: part[key] for key in half} for half in _halves(keys)] or [core]
        key, value = keys[0], part[keys[0]]
        if isinstance(value, list) and value:
            return [core | {key: half} for half in _halves(value)]
        if isinstance(value, dict) and (AT in value or key == "@graph"):
            # A context may make something else of it than a node: then its mark is no property.
            plain = core | {key: _unmarked(value)}
            return [plain] if self._is_sound(plain) else _apart(core, key, self._named(value))
        self._lose(below(str(core.get(AT, "")), key), f"{key}: {reason(why)}")
        return [core]

    def _mended(self, part: dict[str, Any], core: dict[str, Any], why: str) -> list[Any]:
        """A node without what is refused in its core; nothing where that is its context."""
        pointer = _first_mark(part)
        for key in [name for name in reversed(core) if name in _NAMES]:
            if self._is_sound({name: value for name, value in core.items() if name != key}):
                told = self._parsed({"@context": core.get("@context", []), key: core[key]})
                alone = reason(told) if isinstance(told, str) else "contradicts another key of the same object"
                self._lose(pointer, f"{key}: {alone}")
                return [{name: value for name, value in part.items() if name != key}]
        return self._lose(pointer, reason(why))

    def _named(self, node: dict[str, Any]) -> dict[str, Any]:
        """A node with a name, so that its parts are one node's. What only holds a graph is none."""
        if not node.keys() - {"@context", "@graph"} or not {"@id", "id"}.isdisjoint(node):
            return node
        return node | {"@id": f"_:part{next(self._numbers)}"}

    def _is_sound(self, document: Any) -> bool:
        return not isinstance(self._parsed(document), str)

    def _lose(self, pointer: str, why: str) -> list[Any]:
        self._mistakes.append(Mistake(self._block.line_of(pointer), why, self._block.raw))
        return []


def _halves(members: list[Any]) -> list[Any]:
    """A list as two, and what is alone in it without it."""
    middle = len(members) // 2
    return [members[:middle], members[middle:]] if middle else members


def _apart(core: dict[str, Any], key: str, node: dict[str, Any]) -> list[Any]:
    """A node that another one has under a key, as two documents: the link to it, and the node."""
    link = {} if key == "@graph" else {key: {"@id": node.get("@id", node.get("id"))}}
    return [core | link, node | _contexts(core, node)]


def _contexts(outer: dict[str, Any], inner: dict[str, Any]) -> dict[str, Any]:
    """The context of a node by itself: what was around it, and its own."""
    found: list[Any] = []
    for node in (outer, inner):
        context = node.get("@context", [])
        found += context if isinstance(context, list) else [context]
    return {"@context": found}


def _unmarked(value: Any) -> Any:
    if isinstance(value, list):
        return [_unmarked(member) for member in value]
    return {key: _unmarked(inner) for key, inner in value.items() if key != AT} if isinstance(value, dict) else value


def _first_mark(value: Any) -> str:
    if isinstance(value, dict):
        return str(value[AT]) if AT in value else next(filter(None, map(_first_mark, value.values())), "")
    return next(filter(None, map(_first_mark, value)), "") if isinstance(value, list) else ""
