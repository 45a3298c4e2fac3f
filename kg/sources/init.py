"""A new catalogue: ready to build, or with the mapping of a table proposed for a person to edit."""

from __future__ import annotations

import csv
import shutil
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import get_origin

import msgspec
from msgspec import structs

from kg import iris
from kg.errors import ReelgraphError
from kg.record import Record
from kg.sources.catalogue import FILE

_NAMES = Path(__file__).with_name("columns.toml")
_LOOKED_AT = 100_000
"""So many bytes of a table are looked at for its delimiter."""
_ROWS_LOOKED_AT = 1000
_DELIMITERS = ",;\t|"
_FORMS = {field.name: field.type for field in structs.fields(Record)}
# In the order in which they are looked for: a comma stands inside names, the others hardly ever.
_SEPARATORS = ("|", ";", " / ", ", ")

_HEAD = """\
# What this catalogue is. `base` is where it will be published: change it before you publish anything.
name = "My films"
base = "https://films.example.org/"
publisher = "Me"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"  # of the catalogue's facts
languages = ["en", "nl"]
"""
_SOURCE = """
[[sources]]
name = "{name}"
path = "{path}"
reader = "{reader}"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"  # of this source
date = {date}  # when it was retrieved
language = "en"  # of its running text, such as descriptions: change it
"""
_FIRST = '{"title": "All of Us Strangers", "year": 2023, "directors": [{"name": "Andrew Haigh"}]}\n'


def init(folder: Path, table: Path | None) -> Iterator[str]:
    """Make the catalogue; gives lines that say what was made and, of a table, what became of each column."""
    if (folder.exists() and not folder.is_dir()) or any(parent.is_file() for parent in folder.parents):
        raise ReelgraphError(f"{folder}: is no folder, or in none; name a new folder")
    if folder.exists() and any(folder.iterdir()):
        raise ReelgraphError(f"{folder}: is not empty; name a new folder")
    name, text, found = ("films.jsonl", "", []) if table is None else _proposal(table)
    folder.mkdir(parents=True, exist_ok=True)
    source = _SOURCE.format(
        name=iris.slug([Path(name).stem]), path=name, reader="native" if table is None else "table", date=date.today()
    )
    (folder / FILE).write_text(_HEAD + source + text, "utf-8")
    if table is None:
        (folder / name).write_text(_FIRST, "utf-8")
    else:
        shutil.copyfile(table, folder / name)
    yield from found
    yield f"made {folder / FILE}; read it, change it, then: kg build {folder} --out {folder}-out"


def _proposal(table: Path) -> tuple[str, str, list[str]]:
    """The file's name, the lines of its mapping, and what to tell of each column."""
    if table.suffix.lower() not in {".csv", ".tsv"}:
        raise ReelgraphError(f"{table}: a mapping is proposed for .csv and .tsv; other tables are not read yet")
    delimiter, columns = _columns(table)
    fields = tomllib.loads(_NAMES.read_text("utf-8"))
    lines = [f"delimiter = {_quoted(delimiter)}\n", "\n[sources.columns]  # record field = column\n"]
    found: list[str] = []
    taken: set[str] = set()
    for column, cells in columns.items():
        known = [field for field, names in fields.items() if iris.normal(column) in names and field not in taken]
        if not known:
            lines.append(f"# ? = {_quoted(column)}\n")
            found.append(f"{column}: no field is known for it; left out")
            continue
        taken.add(known[0])
        options = _options(known[0], cells)
        lines.append(_line(known[0], column, options))
        found.append(f"{column}: {known[0]}" + "".join(f", {option} {value!r}" for option, value in options.items()))
    if "title" not in taken:
        raise ReelgraphError(f"{table}: no column looks like a title; its columns are {', '.join(columns)}")
    return table.name, "".join(lines), found


def _line(field: str, column: str, options: dict[str, str]) -> str:
    key = _quoted(field) if "." in field else field
    if not options:
        return f"{key} = {_quoted(column)}\n"
    more = "".join(f", {option} = {_quoted(value)}" for option, value in options.items())
    return f"{key} = {{ column = {_quoted(column)}{more} }}\n"


def _options(field: str, cells: list[str]) -> dict[str, str]:
    """What the cells of a field's column need besides: how they are cut, and the unit of bare minutes."""
    if field == "duration":
        return {"unit": "min"} if any(cell.strip().isdigit() for cell in cells) else {}
    several = get_origin(_FORMS.get(field.partition(".")[0])) is tuple and field != "based_on.title"
    separator = next((mark for mark in _SEPARATORS if any(mark in cell for cell in cells)), None)
    return {"separator": separator} if several and separator else {}


def _columns(table: Path) -> tuple[str, dict[str, list[str]]]:
    """What stands between cells, and column → its cells in the first rows."""
    try:
        text = table.read_bytes()[:_LOOKED_AT].decode("utf-8-sig", "ignore")
        first = text.partition("\n")[0]
        delimiter = "\t" if table.suffix.lower() == ".tsv" else max(_DELIMITERS, key=first.count)
        with table.open(encoding="utf-8-sig", newline="") as file:
            rows = list(islice(csv.reader(file, delimiter=delimiter), _ROWS_LOOKED_AT))
    except UnicodeDecodeError:
        raise ReelgraphError(f"{table}: is not in UTF-8; save it as UTF-8 and try again") from None
    except (OSError, csv.Error) as error:
        raise ReelgraphError(f"{table}: not a readable table: {error}") from None
    if not rows:
        raise ReelgraphError(f"{table}: is empty; its first row has to name the columns")
    cells = {name.strip(): number for number, name in enumerate(rows[0]) if name.strip()}
    return delimiter, {name: [row[n] for row in rows[1:] if n < len(row)] for name, n in cells.items()}


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()
