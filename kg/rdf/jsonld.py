"""JSON-LD as others publish it, on its own or in the scripts of a page. Nothing is fetched for it.

pyoxigraph reads it (JSON-LD 1.1); before, the tree is made such that one bad node or one bad context costs that node
and not the document, and each node tells by a statement of its own where it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.model.prefixes import SCHEMA, XSD
from kg.rdf import blocks
from kg.rdf.mending import Mending
from kg.rdf.said import JSON_LD, Block, Mistake, Read
from kg.rdf.statements import reason, refused
from kg.rdf.tree import AT, Tree
from kg.rdf.whereabouts import Whereabouts

_DOUBLE = ox.NamedNode(XSD + "double")
_TOO_MANY = "so much of it is refused that from here on it was not read; mend what is told before"
_TIMES, _LEAST = 12, 1_000_000
"""What is parsed of a block altogether, part by part: so many times its size, and so many characters."""

_DEEP = "the JSON is nested too deeply; flatten it"


def read(text: str, terms: Mapping[str, Any], base: str, line: int, any_context: bool = False) -> Read:
    """What a JSON-LD document that begins on `line` states; addresses are relative to `base`.

    schema.org's context is replaced by its vocabulary and `terms`, term definitions of JSON-LD by name. With
    `any_context`, terms without any context are schema.org's.
    """
    bare, wrapped = blocks.unwrapped(text, line)
    tree = Tree(Block(bare, line), {"@vocab": SCHEMA, "type": "@type", "id": "@id", **terms}, any_context)
    found = Read()
    try:
        document = tree.document(blocks.parsed(bare))
        found.mistakes += tree.mistakes
        _place(list(_triples(document, base, tree.block, found.mistakes)), tree, base, found)
    except json.JSONDecodeError as error:
        found.mistakes.append(Mistake(line + error.lineno - 1, error.msg, text.strip()))
    except RecursionError:
        found.mistakes.append(Mistake(line, _DEEP, text.strip()))
    except ValueError as error:
        found.mistakes.append(Mistake(line, reason(str(error)), text.strip()))
    found.mistakes = _told(wrapped, found)
    return found


def _told(wrapped: list[Mistake], found: Read) -> list[Mistake]:
    """The mistakes of a block. Where nothing of it can be read, what is around it may be why."""
    if found.statements or not found.mistakes or not wrapped:
        return [*wrapped, *found.mistakes]
    around = ", ".join(mistake.why for mistake in wrapped)
    return [mistake._replace(why=f"{around} ({mistake.why})") for mistake in found.mistakes]


def _place(triples: list[ox.Triple], tree: Tree, base: str, found: Read) -> None:
    """Add the statements, each with its place, in terms that are some."""
    where, mending = Whereabouts(triples, tree.entries, base), Mending(triples)
    for triple in triples:
        if triple.predicate.value == AT:
            continue
        pointer, number = where.of(triple)
        told: list[tuple[str, str]] = []
        mended = mending.triple(triple if number is None else _in_digits(triple, number), told)
        if told:
            found.tell(tree.block.line_of(pointer), told)
        if mended is not None:
            found.state(mended, JSON_LD, tree.block.line, pointer, tree.block)


def _in_digits(triple: ox.Triple, number: str) -> ox.Triple:
    """The algorithm writes 9.5 as 9.5E0, and 5.0 as the integer 5."""
    value = triple.object
    assert isinstance(value, ox.Literal)
    whole = number.lstrip("-").isdigit()
    datatype = value.datatype if whole or not value.datatype.value.endswith("#integer") else _DOUBLE
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(number, datatype=datatype))


def _triples(document: Any, base: str, block: Block, mistakes: list[Mistake]) -> Iterator[ox.Triple]:
    """The statements of a document; where the parser refuses it, those of each part that it does not refuse."""
    pending, left = [document], _LEAST + _TIMES * len(block.text)
    while pending:
        part = pending.pop()
        written = json.dumps(part)
        left -= len(written)
        if left < 0:
            mistakes.append(Mistake(block.line_of(_first_mark(part)), _TOO_MANY, block.raw))
            return
        try:
            yield from _parsed(written, base)
        except (SyntaxError, ValueError) as error:
            halves = list(_halves(part, base))
            if halves:
                pending += reversed(halves)
                continue
            try:
                # A context may make something else of a node's own mark than a property.
                yield from _parsed(json.dumps(_unmarked(part)), base)
            except (SyntaxError, ValueError):
                line = block.line_of(_first_mark(part))
                mistakes.append(Mistake(line, reason(getattr(error, "msg", str(error))), block.raw))


def _parsed(document: str, base: str) -> list[ox.Triple]:
    # Without looking at IRIs and languages: it would pass over what has bad ones without a word.
    quads = ox.parse(document, format=ox.RdfFormat.JSON_LD, base_iri=base, lenient=True)
    try:
        return [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    except MemoryError as error:
        raise ValueError(refused(error)) from None


def _halves(part: Any, base: str) -> Iterator[Any]:
    """A list of nodes as two documents, a graph as that of its nodes; nothing where the context itself is refused."""
    if isinstance(part, list):
        middle = len(part) // 2
        yield from (part[:middle], part[middle:]) if middle else part
    elif isinstance(part, dict) and "@graph" in part:
        context = {"@context": part["@context"]} if "@context" in part else {}
        try:
            _parsed(json.dumps(context), base)
        except (SyntaxError, ValueError):
            return
        rest = {key: value for key, value in part.items() if key != "@graph"}
        yield from [rest] if rest.keys() - context.keys() else []
        members = part["@graph"] if isinstance(part["@graph"], list) else [part["@graph"]]
        middle = len(members) // 2
        if middle:
            yield from (context | {"@graph": half} for half in (members[:middle], members[middle:]))
        elif members and isinstance(members[0], dict):
            yield members[0] | _contexts(context, members[0])


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
