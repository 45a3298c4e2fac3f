"""Reader of film pages, one film a file, as text or HTML: in the first layout that the page has."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kg.model.formats import HTML
from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.decoding import decode
from kg.sources.fields import fault
from kg.sources.pages import festival, general, labelled, titles
from kg.sources.pages.facts import Strength
from kg.sources.pages.html import Text, text_of
from kg.sources.pages.labelled_values import record_values
from kg.sources.pages.layout import festival as festival_layout
from kg.sources.pages.names import people
from kg.sources.stated import Leftover, Stated
from kg.system.charset import UTF_8, encoding_of
from kg.system.files import suffix, whole

LARGEST = 5_000_000
"""In bytes. Film pages are a hundred times smaller."""

_LONGEST_LABEL = 5
"""In words."""

_NO_FILM_PAGE = "not a film page: it has no known layout and too few known labels"
_LAST_NAME = re.compile(r"(?P<whole>.*[,;/])?\s*(?P<cut>[^,;/]*)", re.DOTALL)


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault | Leftover]:
    """The film of a page."""
    data = whole(path, LARGEST)
    page: Text | None = None
    encoding = ""
    if suffix(path) in HTML:
        page = text_of(data)
        text = page.lines
    else:
        encoding = source.encoding or encoding_of(data)
        decoded = decode(data) if encoding == UTF_8 else data.decode(encoding, "replace")
        if isinstance(decoded, Fault):
            yield decoded
            return
        text = decoded.replace("\r\n", "\n").replace("\r", "\n")
    faults: list[Fault] = []
    left: list[Leftover] = []
    values = values_of(text, page, source, faults, left)
    if values is None:
        yield fault("", text.strip(), _NO_FILM_PAGE, line=1)
        return
    if source.page:
        values["page"] = source.page.replace("{stem}", quote(path.stem))
    told = encoding if encoding != UTF_8 else ""
    yield Stated(values, 1, "", tuple(faults), partial(_line_of, text.splitlines()), told)
    yield from left


def values_of(
    text: str, html: Text | None, source: SourceConfig, faults: list[Fault], left: list[Leftover]
) -> dict[str, Any] | None:
    """The film of a page, field → JSON value; None where it has none. To `left` is added what has no place."""
    return (
        festival.values(text, source, faults, left)
        or _labelled(text, html.headings if html else (), source, faults, left)
        or _general(text, html, faults, left)
    )


def _labelled(
    text: str, headings: tuple[str, ...], source: SourceConfig, faults: list[Fault], left: list[Leftover]
) -> dict[str, Any] | None:
    """The values of a labelled page; a page with one main heading, and no label for it, is about what that says."""
    clean = "\n".join(line.strip() for line in text.split("\n"))
    found = labelled.find(clean)
    if found is None:
        return None
    layout, every = found
    pairs = [pair for pair in every if pair.fields]
    if pairs and (pairs[-1].cut or (not text.endswith("\n") and text.rstrip().endswith(pairs[-1].value))):
        pairs = _without_the_end(pairs, faults)
    looks = [said for look in layout.head if (said := re.search(look, clean))]
    head = {field: value for said in looks for field, value in said.groupdict().items()}
    values = record_values(pairs, head, layout, faults)
    if "title" not in values and len(headings) == 1:
        values["title"] = headings[0]
    # Headings name the film or the site; what a look has found is read.
    used = {line for said in looks for line in said[0].split("\n")} | {*headings}
    left += (_leftover(pair) for pair in every if not pair.fields and pair.value not in used)
    return values


def _general(text: str, html: Text | None, faults: list[Fault], left: list[Leftover]) -> dict[str, Any] | None:
    """The film of any page; None where it states too little to be one."""
    signs = festival_layout()
    if re.search(rf"(?m)^(?:{signs.image}|{signs.edition})$", text):
        return None  # a festival's page that is cut off: what is left of it means something else
    whole_ = html is not None or text.endswith("\n")
    page = general.page_of(html.marked if html else text, {})
    if page.lines and (not whole_ or _stops_short(page.lines[-1].text)):
        page.facts.cut_off(page.lines[-1].number, faults)
        page.used.add(len(page.lines) - 1)
    title = titles.title_of(page, html.hints if html else ())
    if title.below and "directors" not in page.facts:
        page.facts.add("directors", people(title.below).names, Strength.PLACE, 0)
    stated = page.facts.fields() | ({"title"} if title.title else set())
    if len(stated) < 2 or not page.facts.fields() or not (whole_ or page.facts.labelled()):
        return None
    faults += (*page.faults, *title.faults)
    values: dict[str, Any] = {"title": title.title} if title.title else {}
    if title.others:
        values["alternate_titles"] = list(title.others)
    left += page.left
    return values | page.facts.record(faults)


def _stops_short(line: str) -> bool:
    """Of several labels on a line, each behind a full stop, the last has no such end."""
    return bool(labelled.RUN_IN.search(line)) and not line.endswith((".", ";"))


def _leftover(pair: labelled.Pair) -> Leftover:
    """A line without a label that is known; a long label is none, but the beginning of a sentence."""
    if pair.label and len(pair.label.split()) <= _LONGEST_LABEL:
        return Leftover("label", pair.label, pair.value, pair.line)
    text = f"{pair.label}: {pair.value}" if pair.label else pair.value
    return Leftover("text", "without a label", text, pair.line)


def _without_the_end(pairs: list[labelled.Pair], faults: list[Fault]) -> list[labelled.Pair]:
    """The text stops without the end of its line: its last name may have lost its own end."""
    *before, last = pairs
    found = _LAST_NAME.fullmatch(last.value)
    kept, cut = (found["whole"] or "", found["cut"]) if found else ("", last.value)
    faults.append(fault(last.fields[0], cut, "the page is cut off here"))
    return [*before, last._replace(value=kept.rstrip(",;/ "))] if kept else before


def _line_of(lines: list[str], raw: str) -> int:
    """The first line of the page that holds a raw value; 0 where none does, as for values that were put together."""
    return next((number for number, line in enumerate(lines, 1) if raw and raw in line), 0)
