"""Looking at a table: what each column seems to state, and how its cells are to be read. A person decides."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct

from kg import iris
from kg.authorities import recognised_form
from kg.errors import ReelgraphError
from kg.record import Fault, Organization, Person
from kg.sources.config import SourceConfig
from kg.sources.forms import form_of
from kg.sources.labelled import LAYOUTS, known_labels, meaning
from kg.sources.opening import opened, suffix
from kg.sources.rows import SUFFIXES, encoding, rows

ROWS = 1000
"""So many rows are looked at."""

_NAMES = Path(__file__).with_name("columns.toml")
_LOOKED_AT = 100_000
_DELIMITERS = ",;\t|"
_SEPARATORS = ("|", ";", " / ", ", ")
"""In the order in which they are looked for: a comma stands inside names, the others hardly ever."""

_NOTHING = ("?", "N/A", "n/a", "NA", "-", "--", "\\N", "null", "None", "NaN", "nan", "unknown", "Unknown")
_ROLES = ("job", "role", "department", "activity")
_NUMERIC_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}")
_SURNAME_FIRST = re.compile(r"[\w'’-]+, [\w.'’-]+(?: [\w.'’-]+)?")
"""One word, a comma, one or two words: `Haigh, Andrew`."""
_EXAMPLES = 3


class Found(Struct, frozen=True):
    """A column: how many of its cells are filled, some of them, and what was made of it.

    `fields`: field of the record → options of the column; empty where no field is known for it.
    """

    column: str
    filled: int
    examples: tuple[str, ...]
    fields: dict[str, dict[str, Any]]


class Proposal(Struct, frozen=True):
    """What a table seems to hold: rows looked at, what stands between cells, what says nothing, its columns."""

    rows: int
    delimiter: str
    encoding: str
    missing: tuple[str, ...]
    columns: tuple[Found, ...]


def propose(table: Path) -> Proposal:
    """Look at a table. Raises ReelgraphError where it is none, or has no column that looks like a title."""
    if suffix(table) not in SUFFIXES:
        raise ReelgraphError(f"{table}: no table; a mapping is proposed for {' '.join(SUFFIXES)}")
    delimiter = _delimiter(table)
    source = SourceConfig(name="", path="", reader="table", licence="", delimiter=delimiter)  # type: ignore[arg-type]
    cells, count, told = _cells(table, source)
    missing = tuple(mark for mark in _NOTHING if any(mark in column for column in cells.values()))
    filled = {name: [cell for cell in column if cell not in missing] for name, column in cells.items()}
    fields = dict(_fields(filled))
    if not any("title" in options for options in fields.values()):
        raise ReelgraphError(f"{table}: no column looks like a title; its columns are {', '.join(cells)}")
    columns = (
        Found(name, len(column), tuple(_examples(column)), fields.get(name, {})) for name, column in filled.items()
    )
    return Proposal(count, delimiter, told, missing, tuple(columns))


def _delimiter(table: Path) -> str:
    if suffix(table) != ".csv":
        return ""
    try:
        with opened(table) as file:
            first = file.readline(_LOOKED_AT).decode("utf-8", "replace")
    except OSError as error:
        raise ReelgraphError(f"{table}: cannot be read ({error.strerror})") from None
    return max(_DELIMITERS, key=first.count)


def _cells(table: Path, source: SourceConfig) -> tuple[dict[str, list[Any]], int, str]:
    """Column → its filled cells in the first rows, how many rows there are of these, and the encoding."""
    cells: dict[str, list[Any]] = {}
    count = 0
    try:
        told = encoding(table, source)
        for row in islice(rows(table, source, told), ROWS):
            if isinstance(row, Fault):
                if not count:
                    raise ReelgraphError(f"{table}: {row.reason}")
                continue
            count += 1
            for name, cell in row.cells.items():
                column = cells.setdefault(name, [])
                if cell not in (None, "", []):
                    column.append(cell)
    except OSError as error:
        raise ReelgraphError(f"{table}: cannot be read ({error.strerror})") from None
    except ReelgraphError as error:
        raise ReelgraphError(f"{table}: {error}" if str(table) not in str(error) else str(error)) from None
    if not count:
        raise ReelgraphError(f"{table}: has no rows")
    return cells, count, told


def _fields(cells: dict[str, list[Any]]) -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    """Column → the fields that it states, each field once."""
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
    known = {recognised_form(kind, part) for part in parts if part and part not in _NOTHING}
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


def _examples(column: Sequence[Any]) -> Iterator[str]:
    shown = dict.fromkeys(json.dumps(cell, ensure_ascii=False, default=str)[:60] for cell in column[:50])
    yield from islice(shown, _EXAMPLES)
