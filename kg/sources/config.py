"""What `catalogue.toml` can say, as types; `complaints` says what is wrong with it beyond them."""

import datetime
from typing import Literal

import msgspec

Reader = Literal["archive", "festival", "markup", "native", "rdf", "table"]


class Column(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a field is got from a row: from a `column`, in several values if a `separator` is given, or a `constant`.

    `unit` is written behind each value: 118 with the unit `min` is read as 118 min.
    """

    column: str | None = None
    separator: str | None = None
    unit: str | None = None
    constant: str | None = None


class SourceConfig(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One source: the files that match `path` inside the catalogue, and how they are read.

    `precedence`: the higher wins where two sources differ. `language`: of its running text. `festival`: puts a name
    to the editions of festival pages. `page`: the address of a record's own page, `{stem}` being its file's name
    without suffix. `columns` (record field → column), `delimiter` (between cells, where the suffix does not
    tell), `key` (the column that names the row) and `missing` (what a cell says that says nothing) are for tables.
    """

    name: str
    path: str
    reader: Reader
    licence: str
    date: datetime.date | None = None
    precedence: int = 0
    language: str = "en"
    festival: str = ""
    page: str = ""
    columns: dict[str, str | Column] = {}
    delimiter: Literal["", ",", ";", "\t", "|"] = ""
    key: str | None = None
    missing: tuple[str, ...] = ()


class CatalogueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `catalogue.toml` says."""

    name: str
    base: str
    publisher: str
    licence: str
    languages: tuple[str, ...]
    sources: tuple[SourceConfig, ...]
