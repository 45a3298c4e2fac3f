"""What is wrong with a `catalogue.toml`, as pairs of field and complaint."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from kg import values
from kg.errors import NotUnderstood
from kg.sources.config import CatalogueFile, Column, SourceConfig
from kg.sources.fields import fields

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# Fields that are objects: a column states one member of them, `identifiers.imdb`.
_NESTED = {"identifiers", "other_credits", "based_on", "trailer"}


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
    yield from _address("licence", source.licence)
    yield from _language("language", source.language)
    if source.page:
        yield from _address("page", source.page.replace("{stem}", "stem"))
    if source.reader == "table" and not source.columns:
        yield "columns", "a table needs to know which column states which field"
    for field, column in source.columns.items():
        yield from ((f"columns.{field}", text) for text in _column_complaints(field, column))


def _column_complaints(field: str, column: str | Column) -> Iterator[str]:
    head, dot, member = field.partition(".")
    if head not in fields():
        yield "a record has no such field"
    elif (dot and not member) or (head != "descriptions" and bool(member) != (head in _NESTED)):
        yield f"{', '.join(sorted(_NESTED))} are written FIELD.MEMBER, as in identifiers.imdb; other fields are not"
    if isinstance(column, Column) and (column.column is None) == (column.constant is None):
        yield "needs either a column or a constant"
    if isinstance(column, Column) and column.separator == "":
        yield "the separator is empty"


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
