"""What a page states to a person who looks at it, in the first layout that it has, and on which lines."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.pages import festival, general, labelled, titles
from kg.sources.pages.facts import Strength
from kg.sources.pages.html import Text
from kg.sources.pages.labelled_values import record_values
from kg.sources.pages.layout import festival as festival_layout
from kg.sources.pages.names import people
from kg.sources.pages.programme import films_on
from kg.sources.pages.taken import LABEL, located, of_page
from kg.sources.rated import add, announced, stated
from kg.sources.stated import Leftover, Taken, texts

_LONGEST_LABEL = 5
"""In words."""

_SEVERAL = "a page of several films; give each film a page, or a row in a table"
_LAST_NAME = re.compile(r"(?P<whole>.*[,;/])?\s*(?P<cut>[^,;/]*)", re.DOTALL)


class Seen(NamedTuple):
    """The film of a page: field → JSON value, None where it has none; what is wrong, has no place, was taken.

    A fault without a field says why a page has no film.
    """

    values: dict[str, Any] | None
    faults: list[Fault]
    left: list[Leftover]
    taken: list[Taken]


def seen(text: str, html: Text | None, source: SourceConfig) -> Seen:
    """What the text says; of an HTML page the lines that are told are those of the file."""
    told = Seen(None, [], [], [])
    values = _festival(text, source, told) or _labelled(text, html, source, told) or _general(text, html, told)
    at = html.at if html else range(1, text.count("\n") + 2)
    return Seen(values, *_placed(told, at))


def _placed(told: Seen, at: Sequence[int]) -> tuple[list[Fault], list[Leftover], list[Taken]]:
    """The same with lines of the file: `at` has that of each line that is seen."""
    return (
        [replace(one, line=at[one.line - 1]) if one.line else one for one in told.faults],
        [replace(one, line=at[one.line - 1]) for one in told.left],
        [one._replace(lines=tuple(at[line - 1] for line in one.seen) if one.values else ()) for one in told.taken],
    )


def _festival(text: str, source: SourceConfig, told: Seen) -> dict[str, Any] | None:
    values = festival.values(text, source, told.faults, told.left)
    if values:
        lines = list(enumerate(text.split("\n"), 1))
        fields = {label: row.field for row in festival_layout().rows for label in row.labels}
        labels = ((number, line.strip().removesuffix(":")) for number, line in lines)
        told.taken.extend(
            Taken(fields[label], (), LABEL, seen=(number,)) for number, label in labels if label in fields
        )
        told.taken.extend(located(values, lines, "layout"))
    return values


def _labelled(text: str, html: Text | None, source: SourceConfig, told: Seen) -> dict[str, Any] | None:
    """The values of a labelled page; a page with one main heading, and no label for it, is about what that says."""
    clean = "\n".join(line.strip() for line in text.split("\n"))
    found = labelled.find(clean)
    if found is None:
        return None
    layout, every = found
    headings = html.headings if html else ()
    pairs = [pair for pair in every if pair.fields]
    if pairs and (pairs[-1].cut or (not text.endswith("\n") and text.rstrip().endswith(pairs[-1].value))):
        pairs = _without_the_end(pairs, told.faults)
    looks = layout.heads(clean)
    head = {field: value for said in looks for field, value in said.groupdict().items()}
    values = record_values(pairs, head, layout, told.faults)
    if "title" not in values and len(headings) == 1:
        values["title"] = headings[0]
        head["title"] = headings[0]
    every = [pair for pair in every if not _is_rated(pair, values, told)]
    # Headings name the film or the site; what a look has found is read.
    used = {line for said in looks for line in said[0].split("\n")} | {*headings}
    told.left.extend(_leftover(pair) for pair in every if not pair.fields and pair.value not in used)
    told.taken.extend(located(head, list(enumerate(text.split("\n"), 1)), "layout"))
    told.taken.extend(Taken(field, (pair.value,), LABEL, seen=(pair.line,)) for pair in pairs for field in pair.fields)
    return values


def _general(text: str, html: Text | None, told: Seen) -> dict[str, Any] | None:
    """The film of any page; None where it states too little to be one."""
    signs = festival_layout()
    if re.search(rf"(?m)^(?:{signs.image}|{signs.edition})$", text):
        return None  # a festival's page that is cut off: what is left of it means something else
    whole = html is not None or text.endswith("\n")
    page = general.page_of(html.marked if html else text, {})
    faults: list[Fault] = []
    if page.lines and (not whole or _stops_short(page.lines[-1].text)):
        page.facts.cut_off(page.lines[-1].number, faults)
        page.used.add(len(page.lines) - 1)
    title = titles.title_of(page, html.hints if html else ())
    if films := films_on(page, title, headed=html is not None):
        told.faults.append(fault("", ", ".join(films), _SEVERAL, line=1))
        return None
    if title.below and "directors" not in page.facts:
        page.facts.add("directors", people(title.below).names, Strength.PLACE, title.below_line)
    if title.year and "year" not in page.facts:
        page.facts.add("year", [title.year], Strength.PLACE, page.lines[title.at].number if title.at >= 0 else 0)
    stated = page.facts.fields() | ({"title"} if title.title else set())
    if len(stated) < 2 or not page.facts.fields() or not (whole or page.facts.labelled()):
        told.faults.extend(faults)
        return None
    values: dict[str, Any] = {"title": title.title} if title.title else {}
    if title.others:
        values["alternate_titles"] = list(title.others)
    values |= page.facts.record(faults := [*faults, *page.faults, *title.faults])
    for _, rated in page.rated:
        add(values, rated)
    nth = html.nth() if html else range(text.count("\n") + 2)
    told.faults.extend(replace(one, line=nth[one.line]) for one in faults)
    named = {title.title, *title.others}
    told.left.extend(replace(one, line=nth[one.line]) for one in page.left if one.raw not in named)
    told.taken.extend(one._replace(seen=tuple(nth[line] for line in one.seen)) for one in of_page(page, title))
    return values


def _stops_short(line: str) -> bool:
    """Of several labels on a line, each behind a full stop, the last has no such end."""
    return bool(labelled.RUN_IN.search(line)) and not line.endswith((".", ";"))


def _is_rated(pair: labelled.Pair, values: dict[str, Any], told: Seen) -> bool:
    """Whether a value whose label is of no field is a rating or a certificate; then it is added."""
    said = announced(pair.label) if pair.label and not pair.fields else None
    found = stated(said, pair.value) if said else {}
    add(values, found)
    told.taken.extend(Taken(field, tuple(texts(one)), LABEL, seen=(pair.line,)) for field, one in found.items())
    return bool(found)


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
