"""The things that a query asks for by IRI or by name, and those that may have been meant where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.model.iris import THIS, normal
from kg.model.prefixes import RDF, SCHEMA
from kg.query.patterns import pattern
from kg.system.spelling import near, offered
from kg.system.terminal import short

_NAMES = (ox.NamedNode(SCHEMA + "name"), ox.NamedNode(SCHEMA + "alternateName"))
_TYPE = ox.NamedNode(RDF + "type")
_ALIKE = 0.75
_MOST = 3
_SHOWN = 200


def without_iri(store: ox.Store, iris: Iterable[str]) -> Iterator[str]:
    """A line for each IRI that a release has nowhere: an address of a page is no thing, but `#this` in it is."""
    for iri in iris:
        if not _occurs(store, iri):
            this = iri.partition("#")[0].rstrip("/") + f"/{THIS}"
            meant = [this] if _occurs(store, this) else _alike(store, this)
            yield offered(f"{short(iri, _SHOWN)} does not occur in this release", meant)


def without_name(store: ox.Store, names: Iterable[str]) -> Iterator[str]:
    """A line for each part of a name that no name of a release has."""
    for name in names:
        found = re.compile(pattern(name), re.IGNORECASE)
        known = dict.fromkeys(
            quad.object.value
            for path in _NAMES
            for quad in store.quads_for_pattern(None, path, None, ox.DefaultGraph())
            if isinstance(quad.object, ox.Literal)
        )
        if not any(found.search(each.lower()) for each in known):
            yield offered(f"no name in this release has {short(name, _SHOWN)!r} in it", _called(name, known))


def _occurs(store: ox.Store, iri: str) -> bool:
    node = ox.NamedNode(iri)
    places = ((node, None, None), (None, None, node), (None, node, None))
    return store.contains_named_graph(node) or any(
        next(store.quads_for_pattern(*place), None) is not None for place in places
    )


def _alike(store: ox.Store, this: str) -> list[str]:
    """The things in the same folder whose names are spelt alike."""
    folder, _, slug = this.removesuffix(f"/{THIS}").rpartition("/")
    of_slug = {
        subject.value.removeprefix(folder + "/").removesuffix(f"/{THIS}"): subject.value
        for subject in (quad.subject for quad in store.quads_for_pattern(None, _TYPE, None, ox.DefaultGraph()))
        if isinstance(subject, ox.NamedNode) and subject.value.startswith(folder + "/") and subject.value.endswith(THIS)
    }
    return [of_slug[one] for one in near(slug, of_slug, _ALIKE)]


def _called(name: str, known: Iterable[str]) -> list[str]:
    """The names that are spelt alike, or that have a word that is."""
    spelt: dict[str, str] = {}
    of_word: dict[str, str] = {}
    for each in known:
        plain = normal(each)
        spelt.setdefault(plain, each)
        for word in plain.split():
            of_word.setdefault(word, each)
    return list(dict.fromkeys((of_word | spelt)[one] for one in near(normal(name), of_word | spelt, _ALIKE, _MOST)))
