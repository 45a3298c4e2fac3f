"""Of what form the fields of a record are, as their types say it; a point leads into an object."""

from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin

from msgspec import Struct, structs

from kg.model.extended import extended
from kg.model.record import Record
from kg.system import resources


class Form(NamedTuple):
    """The type of one value (`Person` of `directors`, `str` of `title`), and whether there may be several."""

    type: Any
    several: bool


@resources.kept
def form_of(field: str) -> Form:
    """The form of a field, `directors`, or of a member of one, `based_on.authors`. Raises KeyError if there is none."""
    given: Any = extended(Record)
    for name in field.split("."):
        one = _one(given)
        if get_origin(one) is dict:
            given = get_args(one)[1]
        elif is_object(one):
            given = {member.name: member.type for member in structs.fields(one)}[name]
        else:
            raise KeyError(name)
    return Form(_one(given), get_origin(given) is tuple)


@resources.kept
def members(form: type[Struct]) -> dict[str, Form]:
    """The members of objects of a type, each with its form."""
    return {one.name: Form(_one(one.type), get_origin(one.type) is tuple) for one in structs.fields(form)}


def is_object(form: Any, *of: type[Struct]) -> bool:
    """Whether values of this type have members of their own, as those of one of these types have, if any are given."""
    return isinstance(form, type) and issubclass(form, of or Struct)


def is_spoken(form: Any) -> bool:
    """Whether a value is a text in each of some languages."""
    return get_origin(form) is dict and get_args(form)[1] is str


def _one(given: Any) -> Any:
    """The type of one value: of several, or of one that may be absent."""
    return get_args(given)[0] if get_origin(given) in (tuple, UnionType) else given
