"""What a cell of a table says, as a list of JSON values: text cut, lists decoded, objects chosen and renamed."""

import ast
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from kg.sources.config import Column
from kg.system.errors import NotUnderstood

LONGEST_LIST = 1_000_000
"""In characters: the longest cell that is decoded."""

_OPENING = ("[", "{", "(")


def look_up(row: Mapping[str, Any], column: str) -> Any:
    """The cell of a column; a name with points leads into objects: `credits.crew`. None where there is none."""
    if column in row:
        return row[column]
    head, dot, rest = column.partition(".")
    if not dot or head not in row:
        return None
    found = row[head]
    for member in rest.split("."):
        if not isinstance(found, dict):
            return None
        found = found.get(member)
    return found


def values(raw: Any, column: Column, missing: tuple[str, ...]) -> list[Any]:
    """Each value of a cell, what is missing left out. Raises NotUnderstood where its list cannot be decoded."""
    if column.list and isinstance(raw, str) and raw.startswith(_OPENING):
        raw = _decoded(raw, column.list)
    elif column.separator and isinstance(raw, str):
        raw = [part.strip() for part in raw.split(column.separator)]
    members = raw if isinstance(raw, list) else [raw]
    return [member for member in members if not is_missing(member, missing) and counts(member, column)]


def is_missing(value: Any, missing: tuple[str, ...]) -> bool:
    """Whether a cell says nothing."""
    return value is None or value == [] or (isinstance(value, str) and (not value.strip() or value.strip() in missing))


def fits(conditions: Mapping[str, str | tuple[str, ...]], of: Mapping[str, Any]) -> bool:
    """Whether columns of a row, or members of an object, say what is asked for; what is not there says ""."""
    return all(
        told(look_up(of, name)) in ((asked,) if isinstance(asked, str) else asked) for name, asked in conditions.items()
    )


def members_of(column: Column) -> Mapping[str, str]:
    """Name in the record → member of an object that states it."""
    return column.members or {"name": "name"}


def renamed(value: Any, column: Column) -> Any:
    """An object under the names of the record: `{"name": "Ann", "id": 7}` → `{"name": "Ann", "identifiers": ...}`."""
    if not isinstance(value, dict):
        return value
    found: dict[str, Any] = {}
    for name, member in members_of(column).items():
        said = look_up(value, member)
        head, _, rest = name.partition(".")
        if said is None or said == "":
            continue
        if rest:
            found.setdefault(head, {})[rest] = as_text(said)
        else:
            found[head] = as_text(said)
    return found


def as_text(value: Any) -> Any:
    """A number as text, as it is written; anything else as it is."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def told(value: Any) -> str:
    """A value as conditions write it."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def counts(member: Any, column: Column) -> bool:
    """Whether a mapping chooses this member of a list."""
    return not column.where or (isinstance(member, dict) and fits(column.where, member))


@lru_cache(maxsize=8)
def _decoded(raw: str, how: str) -> Any:
    """A list in JSON, or as Python prints it; it is taken apart, never evaluated. Several fields may read one cell."""
    if len(raw) > LONGEST_LIST:
        raise NotUnderstood(f"longer than {LONGEST_LIST} characters")
    try:
        found = json.loads(raw) if how == "json" else ast.literal_eval(raw)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        raise NotUnderstood(f"no list as {how} writes it") from None
    return list(_plain(found)) if isinstance(found, list | tuple | set) else [found]


def _plain(members: Any) -> Iterator[Any]:
    """Literals that JSON has as well; others are told as text, to be refused by their field."""
    for member in members:
        yield member if member is None or isinstance(member, str | int | float | dict) else repr(member)
