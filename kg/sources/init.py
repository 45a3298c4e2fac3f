"""A new catalogue: ready to build, or with the mapping of a table proposed for a person to edit."""

from __future__ import annotations

import glob
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from kg.model import iris
from kg.sources.catalogue import FILE
from kg.sources.tables.options import Options
from kg.sources.tables.proposal import Found, Proposal, propose
from kg.system import files, resources
from kg.system.charset import UTF_8
from kg.system.errors import ReelgraphError, trouble
from kg.system.terminal import turtle_lines

_NEW = Path(__file__).with_name("new.toml")
"""What a new catalogue says, with places in braces for what is told of its source."""

_FIRST = '{"title": "All of Us Strangers", "year": 2023, "directors": [{"name": "Andrew Haigh"}]}\n'


def init(folder: Path, table: Path | None) -> Iterator[str]:
    """Make the catalogue; gives lines that say what was made and, of a table, what became of each column."""
    if (folder.exists() and not folder.is_dir()) or any(parent.is_file() for parent in folder.parents):
        raise ReelgraphError(f"{folder}: not a folder, or its parent folder does not exist; give a new folder")
    if folder.exists() and any(path.name not in resources.KINDS for path in folder.iterdir()):
        raise ReelgraphError(f"{folder}: is not empty; give a new folder")
    found = propose(table) if table else None
    name = table.name if table else "films.jsonl"
    if files.name(Path(name)) != name:
        raise ReelgraphError(f"{files.name(Path(name))}: the file's name is not UTF-8; rename it")
    folder.mkdir(parents=True, exist_ok=True)
    said = _NEW.read_text("utf-8").format(
        name=iris.slug([Path(name).stem]),
        path=_quoted(glob.escape(name)),  # in a catalogue it is a pattern
        reader="table" if table else "native",
        date=date.today(),
    )
    mapping = "".join(f"{line}\n" for line in _mapping(found)) if found else ""
    try:
        if table:
            shutil.copyfile(table, folder / name)
        else:
            (folder / name).write_text(_FIRST, "utf-8")
        (folder / FILE).write_text(said + mapping, "utf-8")
    except OSError as error:
        for begun in (folder / name, folder / FILE):
            begun.unlink(missing_ok=True)
        raise ReelgraphError(trouble(error, folder)) from None
    if found:
        yield f"{found.rows} rows were read"
        yield from (_line(column, found.rows) for column in found.columns)
    yield f"{folder / FILE} was made; check it, edit it, then run: kg build {folder} --out {folder}-out"


def _mapping(found: Proposal) -> Iterator[str]:
    """The lines of a source that map the columns of its table."""
    if found.delimiter:
        yield f"delimiter = {_quoted(found.delimiter)}"
    if found.encoding not in ("", UTF_8):
        yield f'encoding = "{found.encoding}"  # detected from the letters: check that names are right'
    if found.missing:
        yield f"missing = {_written(list(found.missing))}  # cells with these values are empty"
    if found.films:
        yield f"films = {_written(found.films)}  # several in one row"
    yield "\n[sources.columns]  # record field = column"
    for column in found.columns:
        for field, options in column.fields.items():
            mapped = {"column": column.column, **options} if isinstance(options, dict) else options
            yield f"{_key(field)} = {_written(mapped if options else column.column)}"
        if not column.fields:
            yield f"# ? = {_quoted(column.column)}  # {', '.join(column.examples) or 'always empty'}"


def _line(column: Found, count: int) -> str:
    """What a person is told of a column."""
    filled = f"{column.column} ({column.filled} of {count} filled)"
    if not column.fields:
        return f"{filled}: no field found; left out"
    options = (f"{field}{_more(more)}" for field, more in column.fields.items())
    return f"{filled}: {'; '.join(options)}, as in {', '.join(column.examples)}"


def _more(options: Options | list[Options]) -> str:
    several = options if isinstance(options, list) else [options]
    return "".join(f", {option} {_written(value)}" for one in several for option, value in one.items())


def _written(value: Any) -> str:
    """A value in TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_written(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else _quoted(value)


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else _quoted(name)


def _quoted(text: str) -> str:
    return turtle_lines(msgspec.json.encode(text).decode())
