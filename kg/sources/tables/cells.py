"""What a cell of a table says, as a list of JSON values: text cut, lists decoded, objects chosen and renamed."""

import ast
import json
import math
import re
import warnings
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from kg.sources.config import Column, Conditions
from kg.sources.json_text import Number
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


def places(raw: Any, column: Column, missing: tuple[str, ...]) -> list[Any]:
    """Each value of a cell, None where one is missing. Raises NotUnderstood where its list cannot be decoded."""
    if column.list and isinstance(raw, str) and raw.startswith(_OPENING):
        raw = listed(raw, column.list)
    members = [None if is_missing(one, missing) else one for one in cut(raw, column.separator)]
    return [one for one in members if one is None or counts(one, column)] if column.where else members


def cut(raw: Any, separator: str | tuple[str, ...] | None) -> list[Any]:
    """The values of a cell that is no text of a list."""
    if isinstance(raw, str) and separator:
        first, *more = (separator,) if isinstance(separator, str) else separator
        for other in more:
            raw = raw.replace(other, first)
        return [part.strip() for part in raw.split(first)]
    return raw if isinstance(raw, list) else [raw]


def is_missing(value: Any, missing: tuple[str, ...]) -> bool:
    """Whether a cell says nothing."""
    if isinstance(value, str):
        said = value.strip()
        return not said or said in missing
    return value is None or value == [] or (_is_no_number(value) and str(value) in missing)


def fits(conditions: Conditions, of: Mapping[str, Any]) -> bool:
    """Whether columns of a row, or members of an object, say what is asked for; what is not there says ""."""
    return all(
        any(_says(look_up(of, name), one) for one in (asked if isinstance(asked, tuple) else (asked,)))
        for name, asked in conditions.items()
    )


def members_of(column: Column) -> Mapping[str, str]:
    """Name in the record → member of an object that states it."""
    return column.members or {"name": "name"}


def renamed(value: Any, column: Column) -> Any:
    """An object under the names of the record: `{"name": "Ann", "id": 7}` → `{"name": "Ann", "identifiers": ...}`.

    A number is text, but not as a name: what is called so is asked where it is known what it is.
    """
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
            found[head] = said if head == "name" else as_text(said)
    return found


def as_text(value: Any) -> Any:
    """A number as text, as it is written; anything else as it is, what is not a number or not finite among it."""
    if type(value) is str:
        return value
    written = isinstance(value, int | float | Number) and not isinstance(value, bool) and not _is_no_number(value)
    return str(value) if written else value


def _is_no_number(value: Any) -> bool:
    """NaN and the infinities: some programs write them where nothing is said, and nobody is called so."""
    return isinstance(value, float) and not math.isfinite(value)


def _says(value: Any, asked: str | bool) -> bool:
    """Whether a cell says it, as it is written; booleans in any case, as Python, JSON and spreadsheets write them.
    Of a list one of its members has to say it.
    """
    if isinstance(value, list):
        return any(_says(one, asked) for one in value if not isinstance(one, list))
    said, wanted = told(value), str(asked)
    return said == wanted or said.strip().casefold() == wanted.strip().casefold() in _BOOLEANS


def told(value: Any) -> str:
    """A value as conditions write it."""
    return "" if value is None else str(value)


def counts(member: Any, column: Column) -> bool:
    """Whether a mapping chooses this member of a list."""
    return not column.where or (isinstance(member, dict) and fits(column.where, member))


@lru_cache(maxsize=8)
def listed(raw: str, how: str) -> list[Any]:
    """A list in JSON, as Python prints it, or as PostgreSQL does. Raises NotUnderstood.

    It is taken apart, never evaluated. Several fields may read one cell.
    """
    if len(raw) > LONGEST_LIST:
        raise NotUnderstood(f"longer than {LONGEST_LIST} characters")
    try:
        found = _HOW[how](raw)
    except (ValueError, RecursionError):
        raise NotUnderstood(f"not a list in {how} syntax") from None
    return list(found) if isinstance(found, list | tuple | set) else [found]


class _Numbers(ast.NodeTransformer):
    """What is no number is written as a name by Python: `[nan, 'Ann']`."""

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Constant(float(node.id)) if node.id in ("nan", "inf") else node


def _literal(text: str) -> Any:
    """What a literal of Python says. Raises ValueError for all else: the parser itself gives up in a dozen ways."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about text that looks like code
        try:
            found = ast.literal_eval(_Numbers().visit(ast.parse(text.strip(), mode="eval")))
            repr(found)  # an integer can be read whose digits cannot be written
        except Exception as error:
            raise ValueError(f"not a literal: {type(error).__name__}") from None
        return found


def _array(text: str) -> list[Any]:
    """The members of an array of PostgreSQL: `{us,"a, b",NULL}`. Raises ValueError for what is none."""
    if not (text.startswith("{") and text.endswith("}")):
        raise ValueError("not an array")
    inside, found, begin = text[1:-1], list[Any](), 0
    while begin <= len(inside):
        member = _MEMBER.match(inside, begin)
        if not member:
            raise ValueError("not an array")
        quoted, bare, begin = member["quoted"], member["bare"], member.end() + 1
        found.append(_ESCAPED.sub(r"\1", quoted) if bare is None else None if bare == "NULL" else bare.strip())
    return [] if found == [""] else found


_MEMBER = re.compile(r"""(?:"(?P<quoted>(?:[^"\\]|\\.)*+)"|(?P<bare>[^",{}]*+))(?=,|\Z)""", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_HOW: dict[str, Callable[[str], Any]] = {"json": json.loads, "python": _literal, "postgres": _array}
