"""What the columns of a table seem to state, by their names and by their cells. Where cells speak against, nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from kg.model import authorities, iris
from kg.model.profile import profile
from kg.model.record import Organization, Person, Record
from kg.model.values.tried import tried
from kg.sources.fields import record
from kg.sources.forms import form_of, is_object
from kg.sources.pages.labelled import LAYOUTS, known_labels, meaning
from kg.sources.parts import MISSING
from kg.sources.tables.options import Options, options_of, roles, separator_beside
from kg.system import resources

Fields = dict[str, Options | list[Options]]
"""Field of the record → options of the column, or of several where different rows are read differently."""

Cells = Mapping[str, Sequence[Any]]
"""Column → its filled cells."""

_NAMES = Path(__file__).with_name("columns.toml")

NOTHING = (*tomllib.loads(_NAMES.read_text("utf-8"))["nothing"]["marks"], *sorted(MISSING))
"""Marks that say nothing."""

_LOOKED_AT = 100
_SEVERAL = re.compile(r"[|,;]")
_KINDS = ("film", "short", "series", "episode")


def fields_of(cells: Cells) -> Iterator[tuple[str, Fields]]:
    """Column → the fields that it seems to state, each field once, with the options that its cells need."""
    names = dict(_names()["fields"])
    if not any(called(name) & set(names["title"]) for name in cells):
        names["title"] = names["title"] + _names()["otherwise"]["title"]
    taken: set[str] = set()
    ids = {name: scheme for name, column in cells.items() if (scheme := _scheme("person", column))}
    for name, column in cells.items():
        found: Fields = {field: more for field, more in roles(column).items() if field not in taken}
        if not found:
            found = _kinds(name, column, taken) or _stated(name, cells, names, taken)
        for field, options in found.items():
            if isinstance(options, dict) and is_object(form_of(field).type, Person):
                options.update(_ids(column, ids, cells))
        taken.update(found)
        if found:
            yield name, found


def films_of(cells: Cells, fields: Mapping[str, Fields]) -> Options:
    """Columns that name several films in one row, with what separates them: titles beside their identifiers."""
    titles = [name for name, found in fields.items() if "title" in found]
    beside = [name for name, found in fields.items() if any(field.startswith("identifiers.") for field in found)]
    for title, other in ((title, other) for title in titles for other in beside):
        if separator := separator_beside(cells[title], cells[other]):
            return {"columns": [title, other], "separator": separator}
    return {}


def called(name: str) -> set[str]:
    """What a column is called, in small letters without punctuation; `credits.cast` and `itemLabel.value` as well."""
    parts = name.split(".")
    while len(parts) > 1 and iris.normal(parts[0]) in _names()["containers"]["names"]:
        parts = parts[1:]
    if len(parts) > 1 and parts[-1] in ("value", "name", "label"):
        parts = parts[:-1]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", " ".join(parts)).replace("_", " ")
    forms = (" ".join(parts), words, re.sub(r"\([^()]*\)", "", words))
    normal = {iris.normal(form) for form in forms}
    return (normal | {form.removesuffix(" label") for form in normal}) - {""}


def _stated(name: str, cells: Cells, names: Mapping[str, list[str]], taken: set[str]) -> Fields:
    """The field that a column states by its name, or else by its cells."""
    column = cells[name]
    told = _scheme("film", column)
    fields = [*_known(name, names), *([f"identifiers.{told}"] if told else [])]
    labelled = any(f"{name}{end}" in cells for end in ("Label", "_label"))
    for field in fields:
        if field in taken or not _may(field, column) or (labelled and not field.startswith("identifiers.")):
            continue
        options = options_of(field, name, column)
        return {} if options is None else {field: options}
    return {}


def _known(name: str, names: Mapping[str, list[str]]) -> list[str]:
    known = [field for field, known in names.items() if called(name) & set(known)]
    # What the shapes call a field, and then the labels of film pages, in more languages.
    known = known or [
        *(field for form in sorted(called(name)) if (field := _labels().get(form))),
        *(field for field in meaning(name, known_labels(LAYOUTS)) if field != "other_credits"),
    ]
    return [*known, *(["alternate_titles"] if "title" in known else [])]


def _may(field: str, column: Sequence[Any]) -> bool:
    """Whether the cells do not speak against a field: those that hold addresses or times can be read as what they are.

    Identifiers have their form, and pages are not those of others.
    """
    if field.startswith("identifiers."):
        parts = [part for cell in column for part in _SEVERAL.split(str(cell))]
        form = partial(authorities.identifier, field.partition(".")[2], "film")
        fit = sum(bool(tried(form, part.strip())) for part in parts)
        return not parts or fit * 2 > len(parts)
    if field == "page":
        return not any(authorities.recognised("film", cell) for cell in column if isinstance(cell, str))
    if is_object(form := form_of(field).type) and not is_object(form, Person, Organization):
        said = [part for cell in column[:_LOOKED_AT] if isinstance(cell, str) for part in cell.split("|")]
        understood = sum(not record({field: part.strip()}).faults for part in said)
        return understood * 2 >= len(said)
    return True


def _scheme(kind: str, column: Sequence[Any]) -> str:
    """The authority whose identifiers all cells hold, one or several each."""
    parts = [part.strip() for cell in column if isinstance(cell, str) for part in _SEVERAL.split(cell)]
    known = {authorities.recognised_form(kind, part) for part in parts if part and part not in NOTHING}
    return known.pop() or "" if len(known) == 1 else ""


def _kinds(name: str, column: Sequence[Any], taken: set[str]) -> Fields:
    """The kind of what a row describes, where most cells say one that is known; others are left to be refused."""
    if "kind" in taken or not called(name) & set(_names()["kinds"]["columns"]):
        return {}
    said = list(dict.fromkeys(cell for cell in column if isinstance(cell, str)))
    kinds = {kind: [cell for cell in said if called(cell) & set(_names()["kinds"][kind])] for kind in _KINDS}
    other = [cell for cell in said if not any(cell in cells for cells in kinds.values())]
    if len(other) * 2 > len(said) or not said:
        return {}
    found: list[Options] = [{"constant": kind, "when": {name: cells}} for kind, cells in kinds.items() if cells]
    return {"kind": [*found, {"column": name, "when": {name: other}}] if other else found}


def _ids(column: Sequence[Any], ids: Mapping[str, str], cells: Cells) -> Options:
    """The column of identifiers that runs parallel to one of names."""
    for name, scheme in ids.items():
        if separator := separator_beside(column, cells[name]):
            return {"separator": separator, "ids": {"column": name, "scheme": scheme}}
    return {}


@resources.kept
def _labels() -> dict[str, str]:
    """What the shapes call the fields of a record, in every language → the field; not those whose members are told."""
    shapes = [shape for shape in profile().by_class.values() if shape.record == Record.__name__]
    told = [field for shape in shapes for field in shape.fields if field.name not in ("identifiers", "other_credits")]
    return {
        iris.normal(label): field.name for field in told for label in (*field.labels.values(), *field.plural.values())
    }


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_NAMES.read_text("utf-8"))
