"""The types of records with the fields that the shapes of a catalogue add to them, and types for things of its own."""

from __future__ import annotations

from collections.abc import Sequence
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin

from msgspec import NODEFAULT, Struct, defstruct, structs

from kg.model import record
from kg.model.prefixes import XSD
from kg.model.profile import Field, Kind, Shape, profile
from kg.system import resources

_NUMBERS = {XSD + "gYear": int}
"""Datatype → the type of its values, where that is no text."""


class _Way(NamedTuple):
    """How a type is led to: through types of these names, or, if `again`, through one of them for the second time.

    What leads back to one of them has what the catalogue adds to it; what leads back from there has only what it is
    called.
    """

    inside: frozenset[str] = frozenset()
    again: bool = False

    def ends(self, name: str) -> bool:
        """Whether nothing is added to a type of that name any more."""
        return self.again and name in self.inside

    def into(self, name: str) -> _Way:
        """The way that goes on from a type of that name."""
        return _Way(self.inside | {name}, name in self.inside)


@resources.kept
def extended(struct: type[Struct]) -> Any:
    """The type for a type of `kg.model.record`: itself, or one derived from it where the catalogue adds to it."""
    return _extended(struct, _Way())


def is_own(form: Any) -> bool:
    """Whether a type is that of things of the catalogue's own."""
    return isinstance(form, type) and issubclass(form, Struct) and not hasattr(record, form.__name__)


@resources.kept
def _extended(struct: type[Struct], way: _Way) -> Any:
    if way.ends(struct.__name__):
        return struct
    inside = way.into(struct.__name__)
    stated = [(field.name, field.type, _default(field)) for field in structs.fields(struct)]
    here = [(name, _in_force(form, inside), default) for name, form, default in stated]
    shapes = [shape for shape in profile().by_class.values() if shape.record == struct.__name__]
    fields = {field.name: field for shape in shapes for field in shape.fields if not field.of_owner}
    added = [_field(field, inside) for name, field in fields.items() if name not in struct.__struct_fields__]
    if here == stated and not added:
        return struct
    return _defined(struct.__name__, [*here, *added], struct)


def _thing(shape: Shape, way: _Way) -> Any:
    """The type for things of a shape."""
    if (known := getattr(record, shape.record, None)) is not None:
        return _extended(known, way)
    return _own(shape.cls, way)


@resources.kept
def _own(cls: str, way: _Way) -> Any:
    """The type for things of a class of the catalogue's own."""
    shape = profile().by_class[cls]
    named = next(field for field in shape.fields if field.name in shape.identified_by)
    others = [] if way.ends(shape.record) else [field for field in shape.fields if field is not named]
    further = [_field(field, way.into(shape.record)) for field in others]
    return _defined(shape.record, [(named.name, str, NODEFAULT), *further], Struct)


def _defined(name: str, fields: Sequence[tuple[str, Any, Any]], base: type[Struct]) -> Any:
    module = record.__name__
    return defstruct(
        name, fields, bases=(base,), module=module, frozen=True, omit_defaults=True, forbid_unknown_fields=True
    )


def _field(field: Field, way: _Way) -> tuple[str, Any, Any]:
    if field.kind is Kind.TEXT:
        return field.name, dict[str, str], {}
    target = profile().by_class[field.target] if field.kind is Kind.LINK else None
    # A record has the code of a country.
    linked = target is not None and target.record != record.Country.__name__
    form: Any = _thing(target, way) if target and linked else _NUMBERS.get(field.datatype, str)
    return (field.name, form | None, None) if field.single else (field.name, tuple.__class_getitem__((form, ...)), ())


def _in_force(form: Any, way: _Way) -> Any:
    """A type of a field, with the members that are in force."""
    if isinstance(form, type) and issubclass(form, Struct):
        return _extended(form, way)
    arguments = get_args(form)
    members = tuple(_in_force(one, way) for one in arguments)
    if members == arguments:
        return form
    return members[0] | None if get_origin(form) is UnionType else get_origin(form)[members]


def _default(field: structs.FieldInfo) -> Any:
    return field.default_factory() if field.default_factory is not NODEFAULT else field.default
