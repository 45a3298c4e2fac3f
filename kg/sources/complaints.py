"""What is wrong with a `catalogue.toml`, as pairs of field and complaint."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import get_origin

from kg.model import iris, values
from kg.model.record import Organization, Person
from kg.sources.config import PLACES, CatalogueFile, Column, SourceConfig, columns_of
from kg.sources.fields import fields
from kg.sources.forms import form_of
from kg.system.errors import NotUnderstood

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_PARTS, _MOST_TREES, _LONGEST_NAME = 32, 3, 255
_HIGHEST = 10**9

# "Python Specific Encodings" of its library reference: they write names of hosts, or source code.
_NO_TEXT = frozenset({"idna", "mbcs", "oem", "palmos", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})


def complaints(read: CatalogueFile) -> Iterator[tuple[str, str]]:
    """Field and complaint, one pair for each mistake."""
    yield from _address("base", read.base)
    if not read.base.endswith("/"):
        yield "base", "must end in /"
    if set("#?") & set(read.base):
        yield "base", "must have neither # nor ?: documents stand below it"
    yield from _address("licence", read.licence)
    for field in ("name", "publisher"):
        yield from _name(field, getattr(read, field))
    for field in ("languages", "sources"):
        if not getattr(read, field):
            yield field, "at least one is needed"
    for tag in read.languages:
        yield from _language("languages", tag)
        if iris.slug([tag]) != iris.readable([tag]):
            yield "languages", f"pages need a folder {tag}, and Windows has no such folders"
    tags = Counter(tag.lower() for tag in read.languages)
    yield from (("languages", f"{tag} is there twice") for tag in tags if tags[tag] > 1)
    names = Counter(source.name for source in read.sources)
    yield from (("sources", f"two are called {name!r}") for name in names if names[name] > 1)
    for source in read.sources:
        yield from ((f"sources.{source.name}.{field}", text) for field, text in _source_complaints(source))


def _source_complaints(source: SourceConfig) -> Iterator[tuple[str, str]]:
    if not _NAME.fullmatch(source.name):
        yield "name", "lower-case letters, digits and single hyphens only"
    path = PurePosixPath(source.path)
    if not source.path or path.is_absolute() or ".." in path.parts:
        yield "path", "must stay inside the catalogue"
    if len(path.parts) > _MOST_PARTS or path.parts.count("**") > _MOST_TREES:
        yield "path", f"more than {_MOST_PARTS} folders, or more than {_MOST_TREES} times **"
    if any(len(part.encode()) > _LONGEST_NAME for part in path.parts):
        yield "path", f"a name of more than {_LONGEST_NAME} bytes, which no file has"
    if abs(source.precedence) > _HIGHEST:
        yield "precedence", f"must be between {-_HIGHEST} and {_HIGHEST}"
    if "\0" in source.sheet:
        yield "sheet", "no sheet has a NUL in its name"
    yield from _address("licence", source.licence)
    yield from _language("language", source.language)
    if source.page:
        yield from _address("page", source.page.replace("{stem}", "stem"))
    if source.encoding and not _is_encoding(source.encoding):
        yield "encoding", f"{source.encoding!r} is no encoding of text that is known"
    if source.reader == "table" and not source.columns:
        yield "columns", "a table needs to know which column states which field"
    if source.films and not (source.films.columns and source.films.separator):
        yield "films", "needs the columns that name the films, and what stands between them"
    for field, columns in source.columns.items():
        for text in (
            *_field_complaints(field),
            *(t for c in columns_of(columns) for t in _column_complaints(field, c)),
        ):
            yield f"columns.{field}", text


def _is_encoding(name: str) -> bool:
    """Whether Python knows it, and as one of text: it also calls `hex` and `zlib` encodings."""
    try:
        known = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return known._is_text_encoding and known.name not in _NO_TEXT


def _field_complaints(field: str) -> Iterator[str]:
    head, dot, member = field.partition(".")
    if head not in fields():
        yield "a record has no such field"
        return
    form = form_of(head).type
    by_label = get_origin(form) is dict
    if by_label and not member and head != "descriptions":
        yield f"is written {head}.MEMBER, as in identifiers.imdb"
    elif dot and not by_label and member not in getattr(form, "__struct_fields__", ()):
        yield f"{head} has no {member or 'empty'} member"


def _column_complaints(field: str, column: Column) -> Iterator[str]:
    if [column.column, column.template, column.constant].count(None) != 2:
        yield "needs one of a column, a template and a constant"
    if column.template is not None and not PLACES.search(column.template):
        yield "the template names no column: write it in braces, {Title}"
    if column.separator == "":
        yield "the separator is empty"
    if column.separator and column.list:
        yield "a cell has a separator or holds a list, not both"
    if column.ids and form_of(field.partition(".")[0]).type not in (Person, Organization):
        yield "only people and organisations have ids beside their names"
    if (column.tidy or column.others) and field != "title":
        yield "tidy and others are for the title alone"


def _address(field: str, given: str) -> Iterator[tuple[str, str]]:
    try:
        if values.iri(given) != given:
            yield field, "has white space around it"
    except NotUnderstood as reason:
        yield field, str(reason)


def _name(field: str, given: str) -> Iterator[tuple[str, str]]:
    try:
        if values.name(given) != given:
            yield field, f"write {values.name(given)!r}"
    except NotUnderstood as reason:
        yield field, str(reason)


def _language(field: str, given: str) -> Iterator[tuple[str, str]]:
    try:
        if values.language(given).lower() != given.lower():
            yield field, f"write {values.language(given)!r} for {given!r}"
    except NotUnderstood as reason:
        yield field, f"{given!r}: {reason}"
