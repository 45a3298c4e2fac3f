"""JSON-LD as others publish it, on its own or in the scripts of a page. Nothing is fetched for it.

pyoxigraph reads it (JSON-LD 1.1); before, the tree is made such that one bad node or one bad context costs that node
and not the document, and each node tells by a statement of its own where it stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from kg.model.prefixes import SCHEMA, XSD
from kg.rdf import blocks
from kg.rdf.jsonld_tree import AT, Tree
from kg.rdf.mending import Mending
from kg.rdf.said import JSON_LD, Block, Mistake, Read
from kg.rdf.salvage import Salvage
from kg.rdf.statements import reason
from kg.rdf.whereabouts import Whereabouts
from kg.system.json_faults import in_words

_DOUBLE = ox.NamedNode(XSD + "double")
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
        _place(Salvage(tree.block, base, found.mistakes).triples(document), tree, base, found)
    except json.JSONDecodeError as error:
        found.mistakes.append(Mistake(line + error.lineno - 1, in_words(error), text.strip()))
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
