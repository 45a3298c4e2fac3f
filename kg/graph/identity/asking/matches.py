"""`matches.csv`: questions of who is who, and a person's answers to them.

A table in the manner of SSSOM (https://mapping-commons.github.io/sssom/), a row for two things that may be one:

- `subject_id`, `object_id`: keys of the ledger (`film:imdb:tt1`, `film:record:notes/12`, `person:name:ann lee`), which
  survive rebuilds and renames; IRIs of this catalogue, which the ledger promises, stand for their keys.
- `predicate_id`: `skos:exactMatch` or `owl:sameAs` if they are one, `owl:differentFrom` if they are not, as is the
  first with `Not` in `predicate_modifier`.
- `author_id`: who says so. A row without an author is a question, and a build makes nothing of it.

People and spreadsheets write the file: columns that are not known, and the order of columns, stay as they are.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kg.graph.identity.components import Components
from kg.report import csv as safe
from kg.system import toml
from kg.system.errors import ReelgraphError, trouble
from kg.system.files import Unreadable, name, whole
from kg.system.spelling import hinted

COLUMNS: tuple[str, ...] = ("subject_id", "subject_label", "predicate_id", "predicate_modifier")
COLUMNS += ("object_id", "object_label", "confidence", "mapping_justification", "author_id", "mapping_date")
COLUMNS += ("comment", "evidence_for", "evidence_against", "credits")
_NEEDED = ("subject_id", "predicate_id", "object_id", "author_id")

SAME, DIFFERENT = "skos:exactMatch", "owl:differentFrom"
BY_HAND, BY_RULES = "semapv:ManualMappingCuration", "semapv:CompositeMatching"
"""Why a row says what it says (https://mapping-commons.github.io/semantic-mapping-vocabulary/)."""

_PREDICATES = {SAME: True, "owl:sameAs": True, DIFFERENT: False}
_PREDICATES |= {"http://www.w3.org/2004/02/skos/core#exactMatch": True, "http://www.w3.org/2002/07/owl#sameAs": True}
_PREDICATES |= {"http://www.w3.org/2002/07/owl#differentFrom": False}
_NOT = "Not"
_LARGEST = 1 << 28
"""In bytes, of the file."""

Row = dict[str, str]
"""Column → cell."""


class Answer(NamedTuple):
    """What a person says of two things, and where: file and line."""

    place: str
    same: bool
    one: str
    other: str


class Table(NamedTuple):
    """The file as it was read: its rows with the lines on which they begin."""

    path: Path
    heads: Sequence[str]
    rows: list[tuple[int, Row]]


def read(path: Path) -> Table:
    """The table, which has no rows where there is no file. Raises Mistakes, or ReelgraphError, naming file and line."""
    if not path.exists():
        return Table(path, COLUMNS, [])
    try:
        text = whole(path, _LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReelgraphError(f"{name(path)}: is not UTF-8 text; save it as CSV in UTF-8") from None
    except Unreadable as error:
        raise ReelgraphError(f"{name(path)}: {error}") from None
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    numbered = list(_numbered(path, lines))
    if not numbered:
        return Table(path, COLUMNS, [])
    _, heads = numbered[0]
    missing = [column for column in _NEEDED if column not in heads]
    if missing:
        raise ReelgraphError(f"{name(path)}:1: has no column {missing[0]}; its first line names the columns")
    wrong = [
        f"{name(path)}:{line}: has {len(cells)} cells, and there are {len(heads)} columns"
        for line, cells in numbered[1:]
        if len(cells) > len(heads)
    ]
    if wrong:
        raise toml.Mistakes(wrong)
    return Table(
        path, heads, [(line, dict.fromkeys(heads, "") | dict(zip(heads, c, strict=False))) for line, c in numbered[1:]]
    )


def _numbered(path: Path, lines: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, with the lines on which they begin."""
    before = 0
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield before + 1, [cell.strip() for cell in cells]
            before = lines.line_num  # type: ignore[attr-defined]
    except csv.Error as error:
        raise ReelgraphError(f"{name(path)}:{before + 1}: not a row of CSV: {error}") from None


def _delimiter(text: str) -> str:
    """What stands between cells: spreadsheets have semicolons and tabs, too."""
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def answers(table: Table, folders: Container[str], base: str) -> list[Answer]:
    """What people say in a table; `folders` are those of keys, IRIs begin with `base`.

    Raises Mistakes, a line for each row that says nothing, or against another.
    """
    wrong: list[str] = []
    found: list[Answer] = []
    for line, row in table.rows:
        place = f"{name(table.path)}:{line}"
        complaint = _complaint(row, folders, base)
        if complaint:
            wrong.append(f"{place}: {complaint}")
        elif row["author_id"]:
            found.append(Answer(place, bool(is_same(row)), row["subject_id"], row["object_id"]))
    wrong += _contradictions(found)
    if wrong:
        raise toml.Mistakes(wrong)
    return found


def is_same(row: Row) -> bool | None:
    """Whether a row says that its things are one; None where it says what nobody understands."""
    said = _PREDICATES.get(row["predicate_id"])
    modifier = row.get("predicate_modifier", "")
    if said is None or modifier not in ("", _NOT) or (modifier and not said):
        return None
    return said and not modifier


def _complaint(row: Row, folders: Container[str], base: str) -> str:
    """What is wrong with a row; "" where nothing is."""
    for column in ("subject_id", "object_id"):
        if not _folder(row[column], folders, base):
            return f"{column}: {row[column]!r} is neither a key (film:record:source/key) nor an IRI below {base}"
    if row["subject_id"] == row["object_id"]:
        return "subject_id and object_id are the same"
    if _folder(row["subject_id"], folders, base) != _folder(row["object_id"], folders, base):
        return f"{row['subject_id']} and {row['object_id']} are things of two kinds, which are never one"
    if row["predicate_id"] not in _PREDICATES:
        return hinted(f"predicate_id: {row['predicate_id']!r} says nothing here", row["predicate_id"], _PREDICATES)
    said = is_same(row)
    if said is None:
        return f"predicate_modifier: {row['predicate_modifier']!r} says nothing here; write {_NOT} or nothing"
    if not said and not row["author_id"]:
        return "says that they differ, and not who says so; fill in author_id"
    if row.get("mapping_date"):
        with suppress(ValueError):
            date.fromisoformat(row["mapping_date"])
            return ""
        return f"mapping_date: {row['mapping_date']!r} is not a date; write it as 2026-01-31"
    return ""


def _folder(text: str, folders: Container[str], base: str) -> str:
    """The folder of what a key or an IRI names; "" where it is neither."""
    if text.startswith(base):
        folder, _, rest = text.removeprefix(base).partition("/")
    else:
        folder, _, rest = text.partition(":")
        rest = rest.partition(":")[2]
    return folder if folder in folders and rest else ""


def _contradictions(answers: Sequence[Answer]) -> Iterator[str]:
    joined = Components[str]()
    for answer in answers:
        if answer.same:
            joined.join(answer.one, answer.other)
    for answer in answers:
        if not answer.same and joined.root(answer.one) == joined.root(answer.other):
            others = [a.place for a in answers if a.same and joined.root(a.one) == joined.root(answer.one)]
            yield f"{answer.place}: says that they differ, and {', '.join(others[:3])} that they are one; correct one"


def write(path: Path, heads: Iterable[str], rows: Iterable[Row]) -> None:
    """Write the file at once, or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    heads = list(heads)
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            safe.write(file, heads, ([row.get(head, "") for head in heads] for row in rows))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise ReelgraphError(trouble(error, path)) from None
    finally:
        beside.unlink(missing_ok=True)


def merged(table: Table, questions: Iterable[Row]) -> list[Row]:
    """The rows of a file that has these questions: answers stay, and so does what a person has commented."""
    rows = {frozenset((row["subject_id"], row["object_id"])): row for row in questions}
    for _, row in table.rows:
        pair = frozenset((row["subject_id"], row["object_id"]))
        if row["author_id"] or (row.get("comment") and pair not in rows):
            rows[pair] = row
        elif pair in rows:
            rows[pair] |= {"comment": row.get("comment", "")}
    return sorted(rows.values(), key=_by_credits)


def _by_credits(row: Row) -> tuple[int, str, str]:
    credits = row.get("credits", "")
    return -int(credits) if credits.isdecimal() else 0, row["subject_id"], row["object_id"]


def answered(row: Row, same: bool | None, author: str, day: date) -> Row:
    """A row with a person's answer, or with none again."""
    said = {"predicate_id": DIFFERENT if same is False else SAME, "predicate_modifier": ""}
    if same is None:
        return row | said | {"mapping_justification": BY_RULES, "author_id": "", "mapping_date": ""}
    return row | said | {"mapping_justification": BY_HAND, "author_id": author, "mapping_date": day.isoformat()}
