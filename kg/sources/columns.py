"""What the columns of a table seem to state, by their names and by their cells."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg import iris
from kg.authorities import recognised_form
from kg.record import Organization, Person
from kg.sources.forms import form_of
from kg.sources.labelled import LAYOUTS, known_labels, meaning

NOTHING = ("?", "N/A", "n/a", "NA", "-", "--", "\\N", "null", "None", "NaN", "nan", "unknown", "Unknown")
"""Marks that say nothing."""

_NAMES = Path(__file__).with_name("columns.toml")
_SEPARATORS = ("|", ";", " / ", ", ")
"""In the order in which they are looked for: a comma stands inside names, the others hardly ever."""

_ROLES = ("job", "role", "department", "activity")
_NUMERIC_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}")
_SURNAME_FIRST = re.compile(r"[\w'’-]+, [\w.'’-]+(?: [\w.'’-]+)?")
"""One word, a comma, one or two words: `Haigh, Andrew`."""


def fields_of(cells: dict[str, list[Any]]) -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    """Column → the fields that it seems to state, each field once, with the options that its cells need."""
    names = tomllib.loads(_NAMES.read_text("utf-8"))
    taken: set[str] = set()
    ids = {name: scheme for name, column in cells.items() if (scheme := _scheme("person", column))}
    for name, column in cells.items():
        if roles := _roles(column):
            options = {field: more for field, more in roles.items() if field not in taken}
        else:
            field = _known(name, names, taken) or _told(column, taken)
            options = {field: _options(field, name, column)} if field else {}
        for field in options:
            if form_of(field).type is Person and (beside := _beside(column, options[field], ids, cells)):
                options[field]["ids"] = beside
        taken.update(options)
        if options:
            yield name, options


def _known(name: str, names: dict[str, list[str]], taken: set[str]) -> str:
    words = " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).split())
    called = {iris.normal(name), iris.normal(words)}
    known = [field for field, known in names.items() if called & set(known)]
    # The labels of film pages, in more languages.
    known += [field for field in meaning(name, known_labels(LAYOUTS)) if field != "other_credits"]
    known += ["alternate_titles"] * ("title" in known)
    return next((field for field in known if field not in taken), "")


def _told(column: Sequence[Any], taken: set[str]) -> str:
    """What the cells themselves tell: identifiers of films."""
    scheme = _scheme("film", column)
    field = f"identifiers.{scheme}"
    return field if scheme and field not in taken else ""


def _scheme(kind: str, column: Sequence[Any]) -> str:
    """The authority whose identifiers all cells hold, one or several each."""
    parts = [part.strip() for cell in column if isinstance(cell, str) for part in re.split(r"[|,;]", cell)]
    known = {recognised_form(kind, part) for part in parts if part and part not in NOTHING}
    return known.pop() or "" if len(known) == 1 else ""


def _options(field: str, name: str, column: Sequence[Any]) -> dict[str, Any]:
    """What the cells of a field's column need besides its name."""
    texts = [cell for cell in column if isinstance(cell, str)]
    if field == "duration":
        bare = any(isinstance(cell, int) for cell in column) or any(text.replace(".0", "").isdigit() for text in texts)
        return {"unit": "s" if "sec" in name.casefold() else "min"} if bare else {}
    if field == "release_date":
        order = _date_order(texts)
        return {"date_order": order} if order else {}
    form = form_of(field)
    if any(isinstance(cell, list) and any(isinstance(one, dict) for one in cell) for cell in column):
        return {}
    if form.several and (how := _list(texts)):
        return {"list": how}
    commas = [text for text in texts if "," in text]
    if form.type is Person and commas and all(_SURNAME_FIRST.fullmatch(text) for text in commas):
        return {"surname_first": True, "separator": ";"}
    marks = _SEPARATORS if form.type in (Person, Organization) else (*_SEPARATORS, ",")
    separator = next((mark for mark in marks if any(mark in text for text in texts)), None)
    return {"separator": separator} if form.several and separator else {}


def _list(texts: Sequence[str]) -> str:
    """How the cells write lists, where some of them do: as JSON or as Python prints it."""
    lists = [text for text in texts if text.startswith("[") and text.endswith("]")]
    for how, read in (("json", json.loads), ("python", ast.literal_eval)):
        if lists and all(_is_list(read, text) for text in lists):
            return how
    return ""


def _is_list(read: Any, text: str) -> bool:
    try:
        return isinstance(read(text), list)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return False


def _date_order(texts: Sequence[str]) -> str:
    """Which number is the day, where one cell tells it for all."""
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := _NUMERIC_DATE.fullmatch(text))]
    if any(first > 12 for first, _ in pairs):
        return "DMY"
    return "MDY" if any(second > 12 for _, second in pairs) else ""


def _roles(column: Sequence[Any]) -> dict[str, dict[str, Any]]:
    """Of cells that list people with their roles: field → options, for each role that has a field."""
    lists = [cell if isinstance(cell, list) else _objects(cell) for cell in column[:100]]
    people = [one for cell in lists for one in cell if isinstance(one, dict) and "name" in one]
    member = next((role for role in _ROLES if people and all(isinstance(one.get(role), str) for one in people)), "")
    jobs = Counter(one[member] for one in people) if member else Counter[str]()
    found: dict[str, dict[str, Any]] = {}
    how = {"list": _list([cell for cell in column if isinstance(cell, str)])} if any(map(_is_text, column)) else {}
    for job, _ in jobs.most_common():
        fields = meaning(job, known_labels(LAYOUTS))
        if len(fields) == 1 and fields[0] != "other_credits" and form_of(fields[0]).type is Person:
            found.setdefault(fields[0], {**how, "where": {member: job}})
    return found


def _is_text(cell: Any) -> bool:
    return isinstance(cell, str)


def _objects(cell: Any) -> list[Any]:
    for read in (json.loads, ast.literal_eval):
        if isinstance(cell, str) and cell.startswith("[{") and _is_list(read, cell):
            return list(read(cell))
    return []


def _beside(
    column: Sequence[Any], options: dict[str, Any], ids: dict[str, str], cells: dict[str, list[Any]]
) -> dict[str, str] | None:
    """The column of identifiers that runs parallel to one of names: as many in every row."""
    separator = options.get("separator")
    for name, scheme in ids.items():
        pairs = [
            (one, other) for one, other in zip(column, cells[name], strict=False) if _is_text(one) and _is_text(other)
        ]
        if (
            separator
            and len(cells[name]) == len(column) == len(pairs)
            and all(one.count(separator) == other.count(separator) for one, other in pairs)
            and any(separator in other for _, other in pairs)
        ):
            return {"column": name, "scheme": scheme}
    return None
