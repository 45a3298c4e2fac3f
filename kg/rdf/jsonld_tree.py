"""The tree of a JSON-LD document, made ready for a parser: contexts put in, and what is none of JSON-LD's left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from secrets import token_hex
from typing import Any, NamedTuple

from kg.model.prefixes import XSD
from kg.rdf import languages, namespaces
from kg.rdf.blocks import Number, Twice
from kg.rdf.pointers import LONGEST, below
from kg.rdf.said import Block, Mistake
from kg.system.terminal import short

AT = f"urn:kg:{token_hex(8)}"
"""The property by which a node tells its JSON pointer."""

_GONE: Any = object()
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONG = f"the keys above a value have more than {LONGEST} characters"
_VALUE_KEYS = {"@value", "@type", "@language", "@direction", "@index", "type"}
_DOUBLES = 1e21
"""A whole number so large is a double (JSON-LD 1.1 API, section 8.6); below it, engines lose digits all the same."""

_NO_NODE = {"@value", "@list", "@set"}
_NO_TERMS = {"@language", "@base", "@direction", "@version", "@propagate", "@protected"}
_NAMES = {"@id": "@id", "id": "@id", "@type": "@type", "type": "@type"}


class Entry(NamedTuple):
    """A value of a node: the pointer of the node, the key, the value's own pointer, and the value (None: a node)."""

    owner: str
    key: str
    pointer: str
    value: str | Number | None


class _Lost(Exception):
    """A context that is not there: the message is what is wrong with it."""


class Tree:
    """Makes a document ready. Collects `mistakes`, and in `entries` what stands where."""

    def __init__(self, block: Block, official: dict[str, Any], any_context: bool) -> None:
        """`official` stands for schema.org's context; with `any_context` also where there is no context."""
        self.block, self._official, self._any_context = block, official, any_context
        self.mistakes: list[Mistake] = []
        self.entries: list[Entry] = []
        self._containers, self._names = False, dict(_NAMES)

    def document(self, value: Any) -> Any:
        """The document, to be parsed."""
        self._containers = '"@container"' in self.block.text or '"@json"' in self.block.text
        members = value if isinstance(value, list) else [value]
        made = [self._top(member, f"/{n}" if members is value else "") for n, member in enumerate(members)]
        return [member for member in made if member is not _GONE]

    def _top(self, value: Any, pointer: str) -> Any:
        if isinstance(value, dict) and self._any_context and not isinstance(value, Twice):
            given = value.get("@context", [])
            if not _knows(given, known=False):
                contexts = given if isinstance(given, list) else [given]
                value = value | {"@context": [*contexts, "https://schema.org"] if contexts else "https://schema.org"}
        return self._made(value, pointer, False)

    def _made(self, value: Any, pointer: str, known: bool) -> Any:
        """`known` is whether there is a context."""
        if isinstance(value, list):
            made = (self._made(member, below(pointer, n), known) for n, member in enumerate(value))
            # Null says nothing, and the others keep their pointers.
            return [None if member is _GONE else member for member in made]
        if isinstance(value, Twice):
            return self._lose(pointer, f'an object has the key "{value.key}" twice; keep one')
        if isinstance(value, Number) and value in (float("inf"), float("-inf")):
            return self._lose(pointer, f"Out of range float: {short(value.text, 40)}")
        if isinstance(value, Number) and value.is_whole and abs(value) < _DOUBLES:
            return {"@value": value.text, "@type": f"{XSD}integer"}
        if isinstance(value, dict):
            return self._value(value, pointer) if "@value" in value else self._node(value, pointer, known)
        if isinstance(value, str) and _SURROGATE.search(value):
            return self._lose(pointer, f"half a surrogate pair, which is not a character: {short(value, 100)}")
        return value

    def _node(self, value: dict[str, Any], pointer: str, known: bool) -> Any:
        made: dict[str, Any] = {}
        if "@context" in value:
            known = _knows(value["@context"], known)
            try:
                made["@context"] = self._context(value["@context"], f"{pointer}/@context")
            except _Lost as error:
                return self._lose(pointer, str(error))
        unknown = False
        for key, inner in value.items():
            at = below(pointer, key)
            if len(at) > LONGEST:
                self._lose(pointer, _LONG)
                continue
            if key in self._names:
                inner = self._name(key, inner, at)
            elif key == "@reverse" and isinstance(inner, dict) and not isinstance(inner, Twice):
                made_of = ((name, self._made(each, below(at, name), known)) for name, each in inner.items())
                inner = {name: value for name, value in made_of if value is not _GONE}
            elif key == "@context":
                continue
            else:
                unknown = unknown or not (known or key.startswith("@") or ":" in key)
                inner = self._made(inner, at, known)
            if inner is not _GONE:
                made[key] = inner
                self.entries += self._entries(pointer, key, inner, at)
        if unknown:
            return self._lose(pointer, "has no @context, so its terms are unknown; use https://schema.org")
        is_node = value.keys() - {"@context", "@graph"} and not value.keys() & _NO_NODE
        is_mere_link = value.keys() in ({"@id"}, {"id"})
        if is_node and not is_mere_link and (not self._containers or value.keys() & _NAMES.keys()):
            made[AT] = pointer
        return made

    def _name(self, key: str, value: Any, pointer: str) -> Any:
        """An @id is a string, a @type one or several."""
        if isinstance(value, str):
            return value
        if _NAMES[key] == "@type" and isinstance(value, list):
            good = [member for member in value if isinstance(member, str)]
            if len(good) < len(value):
                self._lose(pointer, "a type is not a string")
            return good
        return self._lose(pointer, f"the {key} is not a string: {short(json.dumps(value), 100)}")

    def _value(self, value: dict[str, Any], pointer: str) -> Any:
        said, extra = value["@value"], value.keys() - _VALUE_KEYS
        if value.get("@type") == "@json":
            return value
        if isinstance(value, Twice) or isinstance(said, dict | list):
            return self._lose(pointer, "a @value is not a text, a number or a boolean")
        if extra:
            self._lose(pointer, f"a value has properties of its own: {short(', '.join(sorted(extra)), 150)}")
        made = {key: inner for key, inner in value.items() if key not in extra}
        made["@value"] = self._made(said, f"{pointer}/@value", True)
        if "@language" in made:
            made["@language"] = self._language(made["@language"], f"{pointer}/@language")
            if not made["@language"] or not isinstance(said, str):
                del made["@language"]
        if "@type" in made and not isinstance(made["@type"], str | None):
            self._lose(f"{pointer}/@type", "a type is not a string")
            del made["@type"]
        if "@type" in made:
            made.pop("@language", None)
        return made if made["@value"] is not _GONE else _GONE

    def _language(self, tag: Any, pointer: str) -> str | None:
        if tag is None:
            return None
        made = languages.normal(tag) if isinstance(tag, str) else ""
        if made != tag:
            self._tell(pointer, languages.told(str(tag)), str(tag))
        return made or None

    def _context(self, value: Any, pointer: str) -> Any:
        if isinstance(value, str):
            return self._named(value, pointer)
        if isinstance(value, list):
            return [self._context(member, below(pointer, n)) for n, member in enumerate(value)]
        if isinstance(value, Twice):
            raise _Lost(f'the context has the key "{value.key}" twice; keep one')
        if isinstance(value, dict):
            if "@import" in value:
                imported = short(value["@import"], 200)
                raise _Lost(f"imports the context {imported}, which is not fetched; copy it into the document")
            return {key: self._definition(key, inner, below(pointer, key)) for key, inner in value.items()}
        if value is None:
            return None
        raise _Lost(f"the @context is {short(json.dumps(value), 100)}, which is not a context; use https://schema.org")

    def _named(self, address: str, pointer: str) -> dict[str, Any]:
        if not address.strip():
            raise _Lost("the @context is empty; use https://schema.org")
        if not namespaces.is_context(address):
            raise _Lost(f"names the context {short(address, 200)}, which is not fetched; copy it into the document")
        if not namespaces.is_usual(address):
            self._tell(pointer, f"names the context {short(address)}, which was read as https://schema.org", address)
        return self._official

    def _definition(self, key: str, value: Any, pointer: str) -> Any:
        self._names.pop(key, None)  # a context may make something else of `id` and `type`
        if key in ("@language", "@vocab") and isinstance(value, str):
            return self._language(value, pointer) if key == "@language" else namespaces.vocabulary(value)
        if isinstance(value, dict):
            if "@context" in value:
                value = value | {"@context": self._context(value["@context"], f"{pointer}/@context")}
            if isinstance(value.get("@language"), str):
                value = value | {"@language": self._language(value["@language"], f"{pointer}/@language")}
        return value

    def _entries(self, owner: str, key: str, value: Any, pointer: str) -> Iterator[Entry]:
        if isinstance(value, list):
            for number, member in enumerate(value):
                yield from self._entries(owner, key, member, below(pointer, number))
        elif value is not None:
            said = value
            if isinstance(value, dict):
                said = value.get("@value", value.get("@id", value.get("id")) if AT not in value else None)
            yield Entry(owner, key, pointer, said if isinstance(said, str | Number | None) else str(said).lower())

    def _lose(self, pointer: str, why: str) -> Any:
        self.mistakes.append(Mistake(self.block.line_of(pointer), why, self.block.raw))
        return _GONE

    def _tell(self, pointer: str, why: str, raw: str) -> None:
        self.mistakes.append(Mistake(self.block.line_of(pointer), why, raw, lost=False))


def _knows(context: Any, known: bool) -> bool:
    """Whether there are terms after a context; `known`: there were some. Null takes all away, [] adds none."""
    if isinstance(context, list):
        for member in context:
            known = _knows(member, known)
        return known
    if isinstance(context, dict):
        return known or any(inner is not None for key, inner in context.items() if key not in _NO_TERMS)
    return context is not None
