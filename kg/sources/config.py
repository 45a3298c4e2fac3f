"""What `catalogue.toml` can say, as types; `complaints` says what is wrong with it beyond them."""

import datetime
import re
from typing import Literal

import msgspec

PLACES = re.compile(r"\{([^{}]+)\}")
"""The columns in a template."""

Reader = Literal["archive", "festival", "markup", "native", "rdf", "table"]


Conditions = dict[str, str | bool | tuple[str | bool, ...]]
"""Column, or member of an object → what it has to say, or one of several things."""


class Ids(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column of identifiers that runs parallel to one of names: the first identifier is that of the first name."""

    column: str
    scheme: str


class Films(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Columns that name several films in one row, cut at `separator`: each film is a record of its own."""

    columns: tuple[str, ...]
    separator: str


class Column(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a field is got from a row: from a `column`, `columns` read as one text, a `template`, or a `constant`.

    What a cell holds: several values with a `separator`, or one of several, or a list as `json`, `python` or
    `postgres` (`{us,gb}`) writes it. `members`: which members of a listed object state the value (`name`) and what is
    said of it; `where` says which objects count. `when`: the row counts only if these columns say this. `unit` is
    written behind bare numbers: 118 with the unit `min` is read as 118 min. `decimal`: the mark before a fraction.
    `ids`: identifiers of the things named. `details`: what is said of the things besides, as templates by member.
    `date_order`: which number of 01/03/2024 is the day; `latest`: a later one is a fault, as where a century was
    lost. Of names: `surname_first`; with `most_words`, a longer one is several run together; `one_word`: names of
    one word are usual, so that two of them are no surname and first name. Of titles: `tidy` tells them from article
    and year, `others` in brackets and in lines below too.
    """

    column: str | None = None
    template: str | None = None
    columns: tuple[str, ...] = ()
    constant: str | None = None
    separator: str | tuple[str, ...] | None = None
    list: Literal["", "json", "python", "postgres"] = ""
    members: dict[str, str] = {}
    where: Conditions = {}
    when: Conditions = {}
    unit: str | None = None
    ids: Ids | None = None
    details: dict[str, str] = {}
    decimal: Literal["", ",", "."] = ""
    date_order: Literal["", "DMY", "MDY", "YMD"] = ""
    latest: datetime.date | None = None
    surname_first: bool = False
    most_words: int = 0
    one_word: bool = False
    tidy: bool = False
    others: bool = False


USUAL_LANGUAGE = "en"
"""Of running text, where nothing says which it is."""


class SourceConfig(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One source: the files that match `path` inside the catalogue, and how they are read.

    `licence`: the address of that of its texts and images; "" where nobody has given one. `timezone`: that of its times
    without one, such as Europe/Brussels. `precedence`: the higher
    wins where two sources differ. `language`: of its running text. `festival`: puts a name to the editions of
    festival pages. `page`: the address of a record's own page, `{stem}` being its file's name without suffix.
    `encoding` of text, where its bytes do not tell. The rest is for tables: `columns` (record field → column, or
    several of them), `delimiter` (between cells, where the suffix does not tell), `header` (the line or row with the
    names of the columns; 0 if there is none), `sheet` of a spreadsheet, `array` (the path of the array of a JSON
    document that holds the films, as in `cinemas.films`), `joined` (field of a row that holds ids → the path of the
    list in the document whose members have them, as in `filmId = "relatedData.films"`), `key` (the columns that name
    the row), `missing` (what a cell says that says nothing), `films` (several in a row).
    """

    name: str
    path: str
    reader: Reader
    licence: str = ""
    date: datetime.date | None = None
    precedence: int = 0
    language: str = USUAL_LANGUAGE
    timezone: str = ""
    festival: str = ""
    page: str = ""
    encoding: str = ""
    columns: dict[str, str | Column | tuple[Column, ...]] = {}
    delimiter: Literal["", ",", ";", "\t", "|"] = ""
    header: int | None = None
    sheet: str = ""
    array: str = ""
    joined: dict[str, str] = {}
    key: str | tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    films: Films | None = None


class CatalogueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `catalogue.toml` says; `syntax` is that of attributes on the visible text of pages, beside their JSON-LD.

    `schemamap_in_robots`: robots.txt names the schema map.
    `ratings_in_markup`: the markup of pages may state average ratings.
    """

    name: str
    base: str
    publisher: str
    languages: tuple[str, ...]
    sources: tuple[SourceConfig, ...]
    licence: str = ""
    syntax: Literal["", "microdata", "rdfa"] = ""
    schemamap_in_robots: bool = False
    ratings_in_markup: bool = False


def first_of(separator: str | tuple[str, ...] | None) -> str | None:
    """The first of several separators: where a text was cut at all of them, none is left in it."""
    return separator[0] if isinstance(separator, tuple) else separator


def columns_of(given: str | Column | tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns that state a field; a mere name is a column without options."""
    if isinstance(given, str):
        return (Column(column=given),)
    return given if isinstance(given, tuple) else (given,)


def mapping_of(source: SourceConfig) -> list[tuple[str, Column]]:
    """Field and column, one pair for each column that states a field."""
    return [(field, column) for field, given in source.columns.items() for column in columns_of(given)]


def stating(column: Column) -> list[str]:
    """The names of the columns in which a value and its identifiers stand."""
    named = [column.column] if column.column is not None else []
    return [*named, *together(column), *detailing(column), *([column.ids.column] if column.ids else [])]


def together(column: Column) -> tuple[str, ...]:
    """The names of the columns that make one text."""
    return column.columns or tuple(PLACES.findall(column.template or ""))


def detailing(column: Column) -> list[str]:
    """The names of the columns of which details are made."""
    return [name for template in column.details.values() for name in PLACES.findall(template)]


def telling(source: SourceConfig) -> list[str]:
    """The names of the columns that tell rows, films and mappings apart."""
    conditions = [name for _, column in mapping_of(source) for name in column.when]
    return [*conditions, *keys_of(source), *(source.films.columns if source.films else ())]


def keys_of(source: SourceConfig) -> tuple[str, ...]:
    """The columns that name a row."""
    return (source.key,) if isinstance(source.key, str) else source.key


def column_names(source: SourceConfig) -> list[str]:
    """Every column that a mapping names, each once."""
    values = [name for _, column in mapping_of(source) for name in stating(column)]
    return list(dict.fromkeys([*values, *telling(source)]))
