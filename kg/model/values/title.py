"""Titles as catalogues write them: another title in brackets, the article behind, the year beside."""

import re
from typing import NamedTuple

from kg.model.values.notes import without_footnotes
from kg.model.values.tables import alternatives
from kg.model.values.text import name
from kg.model.values.time import FIRST_YEAR, LAST_YEAR
from kg.model.values.version import marks

_ARTICLE_LAST = re.compile(rf"\A(?P<title>.+),\s*+(?P<article>{alternatives('articles')})", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\s)\s*+[(\[](?:[^\W\d_]++[ ,]++)?([0-9]{4})(?:/[IVX]{1,5})?(?:[ ,]++[^\W\d_]++)?[)\]]$")
# What IMDb writes behind the year: the kind of film, and the number of one among several of that year.
_KINDS = (
    r"TV|V|VG|TV Movie|TV Short|Short|Video|TV Special|TV Series|TV Mini[- ]Series|Mini[- ]Series|Video Game|[IVX]{1,5}"
)
_KIND = re.compile(rf"(?<=[0-9][)])\s\((?:{_KINDS})\)\Z")
_KIND_BEFORE = re.compile(
    rf"\s\((?:{_KINDS})\)(?=\s\([0-9]{{4}}\)\Z)|\s\((?:{_KINDS})?\s?[0-9]{{4}}\s?[-–]\s?(?:[0-9]{{4}})?\s?\)\Z"
)
_ALSO_KNOWN = re.compile(
    r"(?:a\.?k\.?a\.?|also known as|alias|auch bekannt als|aussi connu sous le nom de)\s+", re.IGNORECASE
)
_OTHER = re.compile(r"\A(?P<title>[^()]*\S)\s*+\((?P<other>(?=[^()\w]*+\w)[^()]++)\)")


class Titled(NamedTuple):
    """A title, other titles of the same film, and the year that stands with them."""

    title: str
    others: tuple[str, ...] = ()
    year: int | None = None


def title(raw: str, *, others: bool = True) -> Titled:
    """What a text says that names a film: `Nosferatu (1922)`, `Augure (Omen)`, `Lives of Others, The`.

    With `others`, what stands in brackets is another title, unless it begins small as a note does (short, restored).
    """
    given = _KIND_BEFORE.sub("", _KIND.sub("", name(without_footnotes(raw))))
    year = _YEAR.search(given)
    made = int(year[1]) if year and FIRST_YEAR <= int(year[1]) <= LAST_YEAR else None
    if year and made and year.start():
        given = given[: year.start()]
    else:
        made = None
    found = _OTHER.fullmatch(given)
    other = _ALSO_KNOWN.sub("", found["other"]).strip() if found else ""
    if found and other and marks(other):
        return Titled(_turned(found["title"]), (), made)
    if not others or not found or not other or other[0].islower() or other.isdigit():
        return Titled(_turned(given), (), made)
    return Titled(_turned(found["title"]), (_turned(other),), made)


def _turned(given: str) -> str:
    """`Lives of Others, The` → `The Lives of Others`."""
    found = _ARTICLE_LAST.fullmatch(given.strip())
    if not found:
        return given.strip()
    article = found["article"]
    between = "" if article[-1] in "'’" else " "
    return f"{article[0].upper()}{article[1:]}{between}{found['title']}"
