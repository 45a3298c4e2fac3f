"""Members of objects that columns of their own state: the n-th value is said of the n-th object."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import structs

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import Known, fault
from kg.sources.forms import form_of, is_object
from kg.sources.tables import cells


class Places(list[Any]):
    """Of columns what stands in each, of a cell what stands in each of its places: `((Ann, (), (Bo, Cy)),)`."""

    def all(self) -> list[Any]:
        """The values in all places."""
        return [leaf for one in self for leaf in (one.all() if isinstance(one, Places) else [one])]


def owners(source: SourceConfig) -> dict[str, str]:
    """Field that is a member → the field of its objects, where other columns state these whole."""
    heads = ((field, field.partition(".")[0]) for field in source.columns)
    return {field: head for field, head in heads if field != head in source.columns and is_object(form_of(head).type)}


def as_objects(places: Places, field: str, found: Mapping[str, Any]) -> Places:
    """What stands in each place, as objects that can have more members; a mere text names one.

    Where a film has room for one, those that are said alike are one, and the one that is `found` already.
    """
    several = form_of(field).several
    known = {str(found[field]): found[field]} if field in found and not several else {}
    name = structs.fields(form_of(field).type)[0].name

    def of(value: Any) -> dict[str, Any]:
        one = value if isinstance(value, dict) else {name: value}
        return one if several else known.setdefault(str(one), one)

    return Places(Places(map(of, place)) for place in places)


def join(field: str, objects: Places, said: Places, faults: list[Fault]) -> Iterator[Any]:
    """Put a member into its objects; gives what has no place beside another column's value."""
    head, _, member = field.partition(".")
    for one, values in _pairs(objects, said, form_of(field).several):
        if one is None:
            faults.append(fault(field, values, f"cannot be joined to {head}: they differ in number"))
        else:
            yield from put(one, member, field, values, faults)


def put(into: dict[str, Any], name: str, field: str, said: Sequence[Any], faults: list[Fault]) -> list[Any]:
    """Lists are joined, of single values the first stays; gives what does not."""
    head, _, rest = name.partition(".")
    if (
        rest
        and is_object(form_of(field.partition(".")[0]).type)
        and is_object(form_of(field.removesuffix(f".{rest}")).type)
    ):
        return put(_inside(into, head, field.removesuffix(f".{rest}")), rest, field, said, faults)
    form = form_of(field)
    if type(into.get(name)) is dict and isinstance(said[0], str) and is_object(form.type):
        return put(
            into[name], structs.fields(form.type)[0].name, f"{field}.{structs.fields(form.type)[0].name}", said, faults
        )
    if form.several:
        into[name] = [*cells.cut(into.get(name, []), None), *said]
    elif len(said) == 1 or all(one is said[0] or one == said[0] for one in said):  # NaN is not equal to itself
        return first(into, name, said[0])
    else:
        faults.append(fault(field, said, "several values; only one is allowed"))
    return []


def _inside(into: dict[str, Any], name: str, field: str) -> dict[str, Any]:
    """The one object that is a member; a mere text names it."""
    form = form_of(field)
    found = into.get(name) or {}
    one = found[0] if isinstance(found, list) else found
    one = one if isinstance(one, dict) else {structs.fields(form.type)[0].name: one}
    into[name] = [one] if form.several else one
    return one


def first(into: dict[str, Any], name: str, said: Any) -> list[Any]:
    """The first value stays; gives another one."""
    kept = into.setdefault(name, said)
    kept = kept.value if type(kept) is Known else kept
    return [] if kept is said or str(kept) == str(said) else [said]


def _pairs(objects: Places, said: Places, several: bool) -> Iterator[tuple[dict[str, Any] | None, list[Any]]]:
    """Each object with its values; values with None, where it cannot be told to which object they belong.

    Places count, not what is filled: one object in the first of two places is not what the second is said of.
    `several`: the member is a list.
    """
    values = said.all()
    if not values:
        return
    here, there = _inner(objects), _inner(said)
    if len(here) == 1:
        yield None if not several and any(map(_begins_empty, said)) else here[0], values
    elif len(here) != len(there):
        yield None, values
    else:
        for one, its in zip(here, there, strict=True):
            yield from _pairs(Places([one]), Places([its]), several)


def _begins_empty(column: Any) -> bool:
    """Whether what a cell says stands in a later place of it: that of another object."""
    return isinstance(column, Places) and len(column) > 1 and column[0] == []


def _inner(places: Places) -> Places:
    """What is in the only place."""
    while len(places) == 1 and isinstance(places[0], Places):
        places = places[0]
    return places
