"""What is wrong with a `catalogue.toml` that its types cannot say."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, get_origin

from kg.model import iris, values
from kg.model.profile import profile
from kg.model.record import Organization, Person
from kg.model.values.clock import is_zone
from kg.sources.config import PLACES, CatalogueFile, Column, SourceConfig, columns_of
from kg.sources.fields import fields, running
from kg.sources.forms import form_of, is_object, members
from kg.system.errors import NotUnderstood
from kg.system.spelling import hinted
from kg.system.toml.forms import Mistake
from kg.system.toml.places import Key

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_PARTS, _MOST_TREES, _LONGEST_NAME = 32, 3, 255
_HIGHEST = 10**9

# "Python Specific Encodings" of its library reference: they write names of hosts, or source code.
_NO_TEXT = frozenset({"idna", "mbcs", "oem", "palmos", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})


def complaints(read: CatalogueFile) -> Iterator[Mistake]:
    """Each mistake, with the key of what it is in."""
    yield from _unless("base", read.base, values.iri)
    yield from _where(
        ("base", not read.base.endswith("/"), "must end in /"),
        ("base", set("#?") & set(read.base), "must not have # or ?, because every address begins with it"),
    )
    yield from _unless("licence", read.licence, values.iri) if read.licence else ()
    yield from _unless("name", read.name, values.name)
    yield from _unless("publisher", read.publisher, values.name)
    yield from _where(*((of, not getattr(read, of), "at least one is required") for of in ("languages", "sources")))
    for number, tag in enumerate(read.languages):
        yield from _under(("languages",), _language_complaints(number, tag))
        if tag.lower() in map(str.lower, read.languages[:number]):
            yield Mistake(("languages", number), f"{tag} is given twice")
    names = [source.name for source in read.sources]
    for number, source in enumerate(read.sources):
        yield from _under(("sources", number), _source_complaints(source))
        if (first := names.index(source.name)) < number:
            yield Mistake(("sources", number, "name"), f"{source.name!r} is already the name of sources[{first}]")


def _language_complaints(number: int, tag: str) -> Iterator[Mistake]:
    yield from _unless(number, tag, values.language)
    if iris.slug([tag]) != iris.readable([tag]):
        yield Mistake((number,), f"pages need a folder {tag}, which Windows does not allow")
    facets = (field.facet for shape in profile().by_class.values() for field in shape.fields)
    if tag.lower() in {*profile().by_folder, *facets}:
        what = f"the pages of things have a folder {tag.lower()}, as this language has"
        yield Mistake((number,), f"{what}; choose another with rg:folder or rg:facet")


def _source_complaints(source: SourceConfig) -> Iterator[Mistake]:
    path, films = PurePosixPath(source.path), source.films
    too_deep = len(path.parts) > _MOST_PARTS or path.parts.count("**") > _MOST_TREES
    too_long = any(len(part.encode()) > _LONGEST_NAME for part in path.parts)
    unmapped = source.reader == "table" and not source.columns
    unknown = source.encoding and not _is_encoding(source.encoding)
    ends = [name.rpartition(".")[2] for name in source.joined.values()]
    yield from _where(
        ("name", not _NAME.fullmatch(source.name), "lower-case letters, digits and single hyphens only"),
        ("path", not path.parts or path.is_absolute() or ".." in path.parts, "must stay inside the catalogue"),
        ("path", too_deep, f"more than {_MOST_PARTS} folders, or more than {_MOST_TREES} times **"),
        ("path", too_long, f"a file name of more than {_LONGEST_NAME} bytes is too long"),
        ("precedence", abs(source.precedence) > _HIGHEST, f"must be between {-_HIGHEST} and {_HIGHEST}"),
        ("header", (source.header or 0) < 0, "is the number of a line or row, or 0"),
        ("joined", source.joined and not source.array, "needs array: the path of the list with the rows that refer"),
        ("joined", len(ends) > len(set(ends)), "names two lists that would be one column"),
        ("sheet", "\0" in source.sheet, "the name of a sheet cannot have a NUL"),
        ("encoding", unknown, f"{source.encoding!r} is not a known text encoding"),
        ("columns", unmapped, "is required for a table: field = column"),
        ("films", films and not (films.columns and films.separator), "needs columns and a separator"),
    )
    yield from _unless("licence", source.licence, values.iri) if source.licence else ()
    yield from _unless("language", source.language, values.language)
    if source.timezone and not is_zone(source.timezone):
        yield Mistake(("timezone",), f"{source.timezone!r} is not a known time zone; write it as in Europe/Brussels")
    yield from _unless("page", source.page.replace("{stem}", "stem"), values.iri) if source.page else ()
    for field, given in source.columns.items():
        yield from (Mistake(("columns", field), text) for text in _field_complaints(field))
        for number, column in enumerate(columns_of(given)):
            key = ("columns", field, number) if isinstance(given, tuple) else ("columns", field)
            yield from (Mistake(key, text) for is_wrong, text in _of_column(field, column) if is_wrong)


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
        yield hinted("a record has no field of this name", head, fields())
        return
    by_label = get_origin(form_of(head).type) is dict
    if by_label and not member and head not in running():
        yield f"write {head}.MEMBER, as in identifiers.imdb"
    elif dot and not by_label and not _is_field(field):
        yield f"{head} has no member {member!r}"


def _is_field(field: str) -> bool:
    try:
        return bool(form_of(field))
    except KeyError:
        return False


def _of_column(field: str, column: Column) -> tuple[tuple[object, str], ...]:
    """What may be wrong with a column: whether it is, and the complaint."""
    stated = [
        one for one in (column.column, column.columns or None, column.template, column.constant) if one is not None
    ]
    head = field.partition(".")[0]
    agents = head in fields() and is_object(form_of(head).type, Person, Organization)
    placeless = column.template is not None and not PLACES.search(column.template)
    return (
        (len(stated) != 1, "needs exactly one of column, columns, template and constant"),
        (placeless, "the template has no column; write it in braces: {Title}"),
        (column.separator is not None and not all(column.separator or [""]), "the separator is empty"),
        (column.separator and column.list, "cannot have both separator and list"),
        (column.ids and not agents, "ids are only for people and organisations"),
        (
            column.details and not _are_members(head, column),
            "details are for the members of objects, but the first",
        ),
        (column.tidy and field not in ("title", "alternate_titles"), "tidy is only for titles"),
        (column.others and field != "title", "others is only for the title"),
    )


def _are_members(head: str, column: Column) -> bool:
    """Whether all details are members of the objects of a field, besides that which its values state."""
    form: Any = form_of(head).type if head in fields() else None
    return is_object(form) and set(column.details) <= {*list(members(form))[1:]}


def _under(key: Key, found: Iterable[Mistake]) -> Iterator[Mistake]:
    return (Mistake((*key, *one.key), one.text) for one in found)


def _where(*found: tuple[str, object, str]) -> Iterator[Mistake]:
    """Field and complaint, where what stands between them is so."""
    return (Mistake((field,), text) for field, is_wrong, text in found if is_wrong)


def _unless(field: str | int, given: str, rule: Callable[[str], str]) -> Iterator[Mistake]:
    """A complaint, unless a value is written as its rule writes it, small letters or capital ones."""
    try:
        if rule(given).lower() != given.lower():
            yield Mistake((field,), f"write {rule(given)!r} for {given!r}")
    except NotUnderstood as reason:
        yield Mistake((field,), f"{given!r}: {reason}")
