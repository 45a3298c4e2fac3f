"""Whether the cells of a column say what its header promises: they have the last word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from msgspec import structs

from kg.model import authorities
from kg.model.record import Fault, Organization, Person, Review
from kg.model.values.number import boolean
from kg.model.values.tried import tried
from kg.rdf.addresses import normal
from kg.sources.config import Column, SourceConfig
from kg.sources.fields import record
from kg.sources.forms import form_of, is_object, is_spoken
from kg.sources.rated import CERTIFICATES
from kg.sources.tables.cells import as_text
from kg.sources.tables.headers import called
from kg.sources.tables.mapping import Mapper
from kg.sources.tables.placing import addressed
from kg.sources.tables.rated import are_certificates, promised
from kg.sources.tables.separators import Options

_TRIED = 60
"""So many different cells are read."""

_ENOUGH, _SURE = 0.5, 0.3
"""Of them so many have to be understood; fewer where the header leaves no doubt."""

_FILE = r"\S*[\w-]\.(?:jpe?g|png|gif|webp|svg|mp4|pdf|html?)"
_NO_TEXT = re.compile(rf"\A(?:[\W\d_]*|[\W\d_]*\d\w?|(?:https?://|www\.)\S*|{_FILE})", re.IGNORECASE)

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?")
_IMAGE = re.compile(r"\A\S+\.(?:jpe?g|png|gif|webp|svg|avif)", re.IGNORECASE)
_FIRM = re.compile(
    r"\b(?:GmbH|Inc|Ltd|LLC|S\.? ?[AL]|S\.? ?r\.? ?l|S\.?p\.?A|B\.? ?V|films?|pictures|studios?|productions?"
    r"|entertainment|media|video|verlag|editorial|edition|group|distribution|verleih)\b",
    re.IGNORECASE,
)
_TYPED = {
    "countries": re.compile(r"\A(?=[\W_]*+[^\W\d_])[^\d@]*+\Z"),
    "languages": re.compile(r"\A(?=[\W_]*+[^\W\d_])[^\d@]*+\Z"),
    "duration": re.compile(r"\A[^a-zA-Z]*[0-9].{0,20}\Z"),
    "year": re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])"),
    "release_date": re.compile(r"[0-9]"),
}
_FEW, _LONGEST_TITLE = 4, 100
_MOST_WORDS = 8
_FEWEST_WORDS = 6
_SEVERAL = re.compile(r"[|,;/\n@]")


def fits(field: str, name: str, column: Sequence[Any], options: Options, *, sure: bool = False) -> bool:
    """Whether enough of the filled cells of a column say something of a field, read with these options.

    `sure`: the header leaves no doubt.
    """
    cells = sample(column)
    if not cells:
        return True
    if field.startswith("identifiers.") or field in ("page", "images", "trailer"):
        return _fits_addresses(field, cells)
    if field == CERTIFICATES and not are_certificates(promised(called(name)), cells):
        return False
    is_read = _reading(field, name, options)
    share = sum(_says(field, cell) and is_read(cell) for cell in cells) / len(cells)
    return share >= (_SURE if sure else _ENOUGH) and not (is_object(form_of(field).type, Person) and _firms(cells))


def sample(column: Sequence[Any]) -> list[Any]:
    """Different cells, spread over a column."""
    different = list({str(cell): cell for cell in column}.values())
    return different[:: max(1, len(different) // _TRIED)][:_TRIED]


def may_be_meant(field: str, column: Sequence[Any]) -> bool:
    """Whether cells that are not understood may yet say what a header promises without doubt.

    Only of what is understood or reported: nothing wrong can come of it.
    """
    cells = sample(column)
    look = _TYPED.get(field)
    return look is not None and sum(bool(look.search(str(cell))) for cell in cells) * 2 > len(cells)


def are_titles(column: Sequence[Any]) -> bool:
    """Whether cells are short texts, nearly all different, many of several words."""
    texts = [cell.strip() for cell in column if isinstance(cell, str) and len(cell) < _LONGEST_TITLE]
    several = sum(" " in text for text in texts)
    told = sum(_tells(text) for text in texts)
    enough = min(len(set(texts)), told) * 10 >= len(column) * 9
    return len(column) >= _FEW and enough and several * 10 >= len(column) * 4


def are_texts(column: Sequence[Any]) -> bool:
    """Whether half of the cells are running text."""
    texts = [cell for cell in sample(column) if isinstance(cell, str)]
    return sum(len(text.split()) >= _FEWEST_WORDS for text in texts) * 2 > len(texts)


def is_relative(column: Sequence[Any]) -> bool:
    """Whether cells are addresses of pictures without the site that they are on."""
    cells = sample(column)
    return bool(cells) and all(isinstance(one, str) and _IMAGE.fullmatch(one) and "://" not in one for one in cells)


def are_of_several_sites(column: Sequence[Any]) -> bool:
    """Whether addresses are those of several sites, not counting authorities: theirs are known not to be the film's."""
    others = (cell for cell in sample(column) if isinstance(cell, str) and not authorities.recognised("film", cell))
    return len({normal(cell).partition("/")[0] for cell in others if normal(cell)}) > 1


def _tells(text: str) -> bool:
    """Not of numbers, truth values, addresses and names of files: nobody is called so, and nothing is told by them."""
    return not _NO_TEXT.fullmatch(text) and tried(boolean, text) is None


def _fits_addresses(field: str, cells: Sequence[Any]) -> bool:
    """Identifiers have their form, and pictures may be named without their site."""
    if field == "images" and is_relative(cells):
        return True
    parts = [part for cell in cells for part in _parts_of(field, cell)]
    read = addressed if field == "page" else str
    fit = sum(not record(_stated(field, read(part))).faults for part in parts)
    return fit * 2 > len(parts)


def _parts_of(field: str, cell: Any) -> list[str]:
    text = str(as_text(cell))
    mark = "|" if form_of(field).several else re.compile(r"[|,;]") if field.startswith("identifiers.") else None
    parts = mark.split(text) if isinstance(mark, re.Pattern) else text.split(mark) if mark else [text]
    return [part.strip() for part in parts]


def _stated(field: str, value: str) -> dict[str, Any]:
    head, _, member = field.partition(".")
    return {head: {member: value} if member else value}


_NAMED = frozenset({"genres", "awards", "editions", "sections", "premieres"})
"""Fields of words, which are no numbers and no days."""


def _says(field: str, cell: Any) -> bool:
    """Whether a cell can say anything of a field, by its look alone."""
    if not isinstance(cell, str):
        return not (isinstance(cell, bool) and field != "awards") or form_of(field).type is bool
    text = cell.strip()
    form = form_of(field).type
    if is_object(form, Person):
        return _tells(text) and not _DATE.fullmatch(text) and _are_names(text)
    if is_object(form, Organization, Review) or field in _NAMED:
        return _tells(text) and not _DATE.fullmatch(text)
    if field in ("title", "alternate_titles"):
        return "://" not in text
    if is_spoken(form_of(field.partition(".")[0]).type) or field == "descriptions":
        return _tells(text)
    return True


def _are_names(text: str) -> bool:
    """Whether what stands between separators is as long as names are."""
    parts = [part for part in _SEVERAL.split(text) if part.strip()]
    long = sum(len(part.split()) > _MOST_WORDS for part in parts)
    return long * 2 < len(parts) or text[:1] in "[{"


def _firms(cells: Sequence[Any]) -> bool:
    """Whether companies are named, where people are expected: a Spanish `Editor` is a publisher."""
    return sum(bool(_FIRM.search(str(cell))) for cell in cells) * 4 > len(cells)


def _reading(field: str, name: str, options: Options) -> Callable[[Any], bool]:
    """Whether a value comes out of a cell of a column with that name, and not more faults than values."""
    columns: dict[str, str | Column | tuple[Column, ...]] = {}
    columns[field] = msgspec.convert({"column": name, **options}, Column)
    head, _, member = field.partition(".")
    if member and is_object(form := form_of(head).type) and member != (first := structs.fields(form)[0].name):
        columns[f"{head}.{first}"] = "\0"  # a member is said of something that has a name
    mapper = Mapper(SourceConfig(name="", path="", reader="table", columns=columns))

    def is_read(cell: Any) -> bool:
        faults: list[Fault] = []
        found = record(mapper.values({name: cell, "\0": "X"}, 1, faults, []), "en")
        value = getattr(found, head)
        several = len(value) if isinstance(value, tuple) else int(bool(value))
        return several > 0 and len(faults) + len(found.faults) <= several

    return is_read
