"""The stages of a build as pairs: what a process makes for itself once, and what it does with each task.

A local pool of workers and a cluster run the same pairs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from kg.gate.engine import engine
from kg.gate.targets import targets
from kg.graph.batches import Mapper
from kg.graph.describe import Describer
from kg.graph.identity.bound import Bound
from kg.graph.identity.mention import Mention, identifier
from kg.graph.merge import slots
from kg.graph.ranges import Reducer
from kg.graph.sort import Spill
from kg.model import house, iris, values
from kg.model.profile import profile
from kg.model.shapes import Graph
from kg.rdf.shapes import shapes_graph
from kg.sources.catalogue import Catalogue
from kg.system import resources


@resources.kept
def house_shapes() -> Graph:
    """The shapes that judge every release."""
    return shapes_graph(house.shapes().statements)


def mapper(catalogue: Catalogue, exceptions: Path, bound: Path, repeated: Mapping[str, bool], spill: Spill) -> Mapper:
    """For `Mapper.map`; `exceptions` holds the slugs of those mentions that do not get the one they like.

    `bound` is a file of those that mean something else in one record (see `bound`).
    """
    slugs = msgspec.msgpack.decode(exceptions.read_bytes(), type=dict[int, str])
    of_film = Bound(bound).slugs

    def iri(film: Mention, mention: Mention) -> str:
        here = of_film(film)
        number = identifier(mention) if slugs or here else 0
        return iris.thing(catalogue.base, mention.folder, here.get(number) or slugs.get(number, mention.slug))

    @cache
    def country_names(code: str) -> dict[str, str]:
        return values.country_names(code, catalogue.languages)

    describer = Describer(profile(), iri, country_names)
    judges = engine("fast", house_shapes()), targets(house_shapes())
    return Mapper(catalogue.base, repeated, describer, *judges, spill, of_film)


def reducer(base: str, work: Path, spill: Spill, refused: frozenset[str]) -> Reducer:
    """For `Reducer.reduce`, without the records refused so far."""
    return Reducer(base, profile(), slots(profile()), engine("fast", house_shapes()), work, spill, refused)
