"""The types of records with the fields that the shapes of a catalogue add to them, and types for things of its own."""

from __future__ import annotations

from collections.abc import Sequence
from types import UnionType
from typing import Any, get_args, get_origin

from msgspec import NODEFAULT, Struct, defstruct, structs

from kg.model import record
from kg.model.prefixes import XSD
from kg.model.profile import Field, Kind, Shape, profile
from kg.system import resources

_NUMBERS = {XSD + "gYear": int}
"""Datatype → the type of its values, where that is no text."""

Inside = frozenset[str]
"""The names of types that are being made: what leads back to one of them has only what it is called."""


@resources.kept
def extended(struct: type[Struct]) -> Any:
    """The type for a type of `kg.model.record`: itself, or one derived from it where the catalogue adds to it."""
    return _extended(struct, frozenset())


def is_own(form: Any) -> bool:
    """Whether a type is that of things of the catalogue's own."""
    return isinstance(form, type) and issubclass(form, Struct) and not hasattr(record, form.__name__)


def _extended(struct: type[Struct], inside: Inside) -> Any:
    if struct.__name__ in inside:
        return struct
    inside |= {struct.__name__}
    stated = [(field.name, field.type, _default(field)) for field in structs.fields(struct)]
    here = [(name, _in_force(form, inside), default) for name, form, default in stated]
    shapes = [shape for shape in profile().by_class.values() if shape.record == struct.__name__]
    fields = {field.name: field for shape in shapes for field in shape.fields if not field.of_owner}
    added = [_field(field, inside) for name, field in fields.items() if name not in struct.__struct_fields__]
    if here == stated and not added:
        return struct
    return _defined(struct.__name__, [*here, *added], struct)


def _thing(shape: Shape, inside: Inside) -> Any:
    """The type for things of a shape."""
    if (known := getattr(record, shape.record, None)) is not None:
        return _extended(known, inside)
    named = next(field for field in shape.fields if field.name in shape.identified_by)
    others = [] if shape.record in inside else [field for field in shape.fields if field is not named]
    further = [_field(field, inside | {shape.record}) for field in others]
    return _defined(shape.record, [(named.name, str, NODEFAULT), *further], Struct)


def _defined(name: str, fields: Sequence[tuple[str, Any, Any]], base: type[Struct]) -> Any:
    module = record.__name__
    return defstruct(
        name, fields, bases=(base,), module=module, frozen=True, omit_defaults=True, forbid_unknown_fields=True
    )


def _field(field: Field, inside: Inside) -> tuple[str, Any, Any]:
    if field.kind is Kind.TEXT:
        return field.name, dict[str, str], {}
    target = profile().by_class[field.target] if field.kind is Kind.LINK else None
    # A record has the code of a country.
    linked = target is not None and target.record != record.Country.__name__
    form: Any = _thing(target, inside) if target and linked else _NUMBERS.get(field.datatype, str)
    return (field.name, form | None, None) if field.single else (field.name, tuple.__class_getitem__((form, ...)), ())


def _in_force(form: Any, inside: Inside) -> Any:
    """A type of a field, with the members that are in force."""
    if isinstance(form, type) and issubclass(form, Struct):
        return _extended(form, inside)
    arguments = get_args(form)
    members = tuple(_in_force(one, inside) for one in arguments)
    if members == arguments:
        return form
    return members[0] | None if get_origin(form) is UnionType else get_origin(form)[members]


def _default(field: structs.FieldInfo) -> Any:
    return field.default_factory() if field.default_factory is not NODEFAULT else field.default
