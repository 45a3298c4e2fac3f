"""What a cell of a table says, as a list of JSON values: text cut, lists decoded, objects chosen and renamed."""

import ast
import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.sources.config import Column, Conditions
from kg.system.errors import NotUnderstood

LONGEST_LIST = 1_000_000
"""In characters: the longest cell that is decoded."""

_BOOLEANS = ("true", "false")
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
    return [member for member in members if not is_missing(member, missing) and _counts(member, column)]


def is_missing(value: Any, missing: tuple[str, ...]) -> bool:
    """Whether a cell says nothing."""
    return value is None or value == [] or (isinstance(value, str) and (not value.strip() or value.strip() in missing))


def fits(conditions: Conditions, of: Mapping[str, Any]) -> bool:
    """Whether columns of a row, or members of an object, say what is asked for; what is not there says ""."""
    return all(
        any(_says(look_up(of, name), one) for one in (asked if isinstance(asked, tuple) else (asked,)))
        for name, asked in conditions.items()
    )


def renamed(value: Any, members: Mapping[str, str]) -> Any:
    """An object under the names of the record: `{"name": "Ann", "id": 7}` → `{"name": "Ann", "identifiers": ...}`."""
    if not isinstance(value, dict):
        return value
    found: dict[str, Any] = {}
    for name, member in (members or {"name": "name"}).items():
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


def _says(value: Any, asked: str | bool) -> bool:
    """Whether a cell says it, as it is written; booleans in any case, as Python, JSON and spreadsheets write them."""
    told, wanted = "" if value is None else str(value), str(asked)
    return told == wanted or told.strip().casefold() == wanted.strip().casefold() in _BOOLEANS


def _counts(member: Any, column: Column) -> bool:
    return not column.where or (isinstance(member, dict) and fits(column.where, member))


def _decoded(raw: str, how: str) -> Any:
    """A list in JSON, or as Python prints it; it is taken apart, never evaluated."""
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
