"""The shapes, compiled once into a plan: what a record's field becomes, and how it is shown.

Only node shapes that stand for things of the record (those with `rg:record`, and the credit's) are in the plan; the
rules and the completeness shape are the gate's alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

import msgspec

from kg.model import house
from kg.model.prefixes import RDF, RDFS, RG, SCHEMA, SH
from kg.model.shapes import Graph, Resource, load
from kg.system import resources

RDF_TYPE = RDF + "type"
LANG_STRING = RDF + "langString"
CREDIT = RG + "credit"
CREDIT_CLASS = RG + "Credit"
SCREENING = SCHEMA + "ScreeningEvent"


class Kind(Enum):
    """The four kinds of property; the describer knows nothing else."""

    LINK = "link"
    IRI = "iri"
    TEXT = "language text"
    LITERAL = "literal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A property shape, which says what it does in terms of SHACL and of ours that are called as here.

    `name` is the record's field, `implied` the schema.org properties that `path` refines, `values` the rule of
    `kg.model.values` for what is stated, where it does not follow from the datatype,
    `max_length` is 0 where none is set.
    `facet` is the folder of the lists by its values, `inverse` heads the list of what links to a thing through it,
    `shown_as` says what it is of a figure, `paired_with` is the IRI of the field with whose things its own are shown;
    each is empty where the shape does not say it. Markup states things that have one of the fields with the same word
    as `needed_in_markup`, if what is linked to there has the property `needed_there`. On the page of what a field that
    is `grouping` links to, what links to each thing with that field stands under its name. `target` is the class whose
    shape describes what is linked to. A part states of its owner what is `of_owner`; a part with a field that `expires`
    is over on the day after that.
    """

    name: str
    iri: str
    path: str
    kind: Kind
    target: str
    datatype: str = ""
    values: str = ""
    max_length: int = 0
    single: bool
    credited: bool = False
    off_page: bool = False
    needed_on_page: bool = False
    needed_in_markup: str = ""
    needed_there: str = ""
    grouping: bool = False
    on_card: bool = False
    facet: str = ""
    shown_as: str = ""
    paired_with: str = ""
    order: float
    group: str = ""
    labels: dict[str, str]
    plural: dict[str, str]
    inverse: dict[str, str]
    of_owner: bool = False
    expires: bool = False
    implied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape. `kinds` gives the classes for each word of `kind` ("" = not said); parts have no `folder`.

    Things that are `off_markup` are shown on pages, and not stated in their markup; those that are
    `markup_if_allowed` are stated there if the catalogue says so. `sentence` is the pattern of a sentence about a
    thing, by language.
    """

    iri: str
    name: str
    cls: str
    record: str
    folder: str
    kinds: dict[str, tuple[str, ...]]
    identified_by: tuple[str, ...]
    order: float
    labels: dict[str, str]
    plural: dict[str, str]
    sentence: dict[str, str]
    off_markup: bool
    markup_if_allowed: bool
    fields: tuple[Field, ...]

    def types(self, kind: str | None = None) -> tuple[str, ...]:
        """The classes of a thing of that kind; a word that the shape does not know adds none."""
        return self.kinds.get(kind or "", self.kinds[""])

    def field(self, name: str) -> Field | None:
        """The field of that name, if there is one."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Group:
    """A property group: where and under which heading a page shows its fields."""

    order: float
    labels: dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The whole plan: shapes by target class, record kind and folder; property groups by IRI. Equal if the same."""

    by_class: dict[str, Shape]
    by_kind: dict[str, Shape]
    by_folder: dict[str, Shape]
    groups: dict[str, Group]


@resources.kept
def profile() -> Profile:
    """The shapes that hold, with the terms of the ontology, compiled into a plan."""
    graph = house.shapes()
    terms = load(sorted(resources.ONTOLOGY.glob("*.ttl")))
    compiled = [_shape(node, terms) for node in graph.of_type(SH + "NodeShape") if _is_planned(node)]
    return Profile(
        by_class={shape.cls: shape for shape in compiled},
        by_kind={kind: s for s in compiled if s.record == "Record" for kind in s.kinds if kind},
        by_folder={shape.folder: shape for shape in compiled if shape.folder},
        groups={node.name: _group(node) for node in graph.of_type(SH + "PropertyGroup")},
    )


def _is_planned(node: Resource) -> bool:
    return bool(node.texts(RG + "record")) or node.one(SH + "targetClass") == CREDIT_CLASS


def _group(node: Resource) -> Group:
    return Group(order=float(node.one(SH + "order")), labels=node.languages(RDFS + "label"))


def _shape(node: Resource, terms: Graph) -> Shape:
    cls = node.one(SH + "targetClass")
    own = (cls, *_refined(cls, terms, "subClassOf"))
    kinds = {"": own} | dict.fromkeys(node.texts(RG + "kind"), own)
    for variant in node.resources(RG + "variant"):
        further = variant.one(RG + "class")
        types = tuple(dict.fromkeys((*own, further, *_refined(further, terms, "subClassOf"))))
        kinds |= dict.fromkeys(variant.texts(RG + "kind"), types)
    fields = [_field(prop, terms) for prop in node.resources(SH + "property")]
    return Shape(
        iri=node.name,
        name=_prefix(node.name),
        cls=cls,
        record=node.one(RG + "record"),
        folder=node.one(RG + "folder"),
        kinds=kinds,
        identified_by=tuple(house.local(item) for item in node.list(RG + "identifiedBy")),
        order=float(node.one(SH + "order") or 0),
        labels=node.languages(RDFS + "label"),
        plural=node.languages(RG + "plural"),
        sentence=node.languages(RG + "sentence"),
        off_markup=node.one(RG + "offMarkup") == "true",
        markup_if_allowed=node.one(RG + "markupIfAllowed") == "true",
        fields=tuple(sorted(fields, key=lambda field: (field.order, field.name))),
    )


def _field(node: Resource, terms: Graph) -> Field:
    said = {_called(path): node.one(path) for path in node.paths() if path.startswith((SH, RG))}
    datatype, target = said.get("datatype", ""), said.get("class", "")
    derived = {
        "name": house.local(node.name),
        "iri": node.name,
        "kind": _kind(target, datatype).value,
        "target": said.get("described_as", target),
        "single": said.get("max_count") == "1",
        "labels": node.languages(SH + "name"),
        "plural": node.languages(RG + "plural"),
        "inverse": node.languages(RG + "inverseName"),
        "implied": _refined(said["path"], terms, "subPropertyOf"),
    }
    return msgspec.convert(said | derived, Field, strict=False)


def _kind(target: str, datatype: str) -> Kind:
    if target:
        return Kind.LINK
    if not datatype:
        return Kind.IRI
    return Kind.TEXT if datatype == LANG_STRING else Kind.LITERAL


def _refined(term: str, terms: Graph, relation: str) -> tuple[str, ...]:
    """The schema.org terms that one of ours refines, which are stated beside it."""
    if not term.startswith(RG):
        return ()
    return tuple(sorted(t for t in terms[term].texts(RDFS + relation) if t.startswith(SCHEMA)))


def _called(iri: str) -> str:
    """`off_page` for `rg:offPage`."""
    return re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", house.local(iri))


def _prefix(iri: str) -> str:
    return iri.rpartition("#")[0].rpartition("/")[2]
