"""Terms as parsers take them without looking: what is none becomes what can still be said, and that is told."""

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from kg.rdf import languages
from kg.rdf.addresses import is_iri
from kg.system.terminal import short

Told = list[tuple[str, str]]
"""What is wrong, with the text that it is about."""

_TEMPLATE = "is not an address: it is a template, or has markup in it"


class Mending:
    """The terms of some statements. A broken IRI that is a subject of them stands for a blank node everywhere."""

    def __init__(self, statements: Iterable[ox.Triple]) -> None:
        """Of statements whose terms were not looked at."""
        subjects = {t.subject.value for t in statements if isinstance(t.subject, ox.NamedNode)}
        self._broken = {iri for iri in subjects if not is_iri(iri)}

    def triple(self, given: ox.Triple, told: Told) -> ox.Triple | None:
        """The statement with terms that are some; None where its property is none."""
        if not is_iri(given.predicate.value):
            # A name that the context does not know says nothing, which is no mistake.
            if ":" in given.predicate.value:
                told.append(_said("a property is not an IRI", given.predicate.value))
            return None
        subject, value = self._node(given.subject, told), given.object
        if isinstance(value, ox.NamedNode) and value.value not in self._broken and not is_iri(value.value):
            told.append(why(value.value))
            value = ox.Literal(value.value)
        elif isinstance(value, ox.Literal):
            value = literal(value, told)
        else:
            value = self._node(value, told)
        same = subject is given.subject and value is given.object
        return given if same else ox.Triple(subject, given.predicate, value)

    def _node(self, node: Any, told: Told) -> Any:
        if not isinstance(node, ox.NamedNode) or node.value not in self._broken:
            return node
        told.append(why(node.value))
        return nameless(node.value)


def nameless(iri: str) -> ox.BlankNode:
    """The blank node for which a broken IRI stands."""
    return ox.BlankNode(f"iri{iri.encode('utf-8', 'replace').hex()}")


def why(iri: str) -> tuple[str, str]:
    """What is wrong with an address, and the address."""
    if iri != iri.strip() and is_iri(iri.strip()):
        return _said("an address with white space around it", iri)
    return _said(_TEMPLATE if any(mark in iri for mark in "{}<>") else "is not an address", iri)


def _said(what: str, text: str) -> tuple[str, str]:
    return f"{what}: {short(text, 200)}", text


def literal(value: ox.Literal, told: Told) -> ox.Literal:
    """The literal with a language that is one, or without."""
    tag = value.language
    if not tag or languages.is_language(tag):
        return ox.Literal(value.value, language=tag) if tag and not tag.islower() else value
    told.append((languages.told(tag), value.value))
    made = languages.normal(tag)
    return ox.Literal(value.value, language=made) if made else ox.Literal(value.value)
