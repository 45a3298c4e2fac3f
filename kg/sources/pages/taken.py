"""Which lines of a page state what was taken from it, and how that is known."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.sources.forms import form_of
from kg.sources.lexicon import OTHER_CREDITS, fold
from kg.sources.pages.called import called
from kg.sources.pages.facts import Fact, Strength
from kg.sources.pages.general import Page
from kg.sources.pages.titles import Found
from kg.sources.stated import Taken, texts

_PARTS = re.compile(r"(?<!\s)\s++[-–—]\s|[,;:|/•()]")
LABEL, PLACE, REPEAT = "label", "place", "repeat"
_HOW = {
    Strength.LABEL: LABEL,
    Strength.BARE: "label without a colon",
    Strength.PHRASE: "phrase",
    Strength.LINE: "technical line",
    Strength.PLACE: PLACE,
}


def of_page(page: Page, title: Found) -> Iterator[Taken]:
    """What the general reader took; a label above its value is told with no values."""
    last = {line.number: line.last or line.number for line in page.lines}
    if title.title:
        yield _title(page, title)
    others = {"alternate_titles": title.others} if title.others else {}
    yield from located(others, [(line.number, line.text) for line in page.lines], PLACE)
    for field in sorted(page.facts.fields()):
        facts = page.facts.best(field)
        for fact in facts if form_of(field).several or field == OTHER_CREDITS else facts[:1]:
            seen = tuple(range(fact.line, last[fact.line] + 1)) if fact.line in last else ()
            yield Taken(field, tuple(map(_shown, fact.values)), _HOW[fact.strength], seen=seen)
            if _is_above(fact):
                yield Taken(field, (), LABEL, seen=(fact.at,))
    for number, rated in page.rated:
        yield from (Taken(field, tuple(texts(said)), LABEL, seen=(number,)) for field, said in rated.items())
    yield from (Taken("", (), LABEL, seen=(page.lines[at].number,)) for at in sorted(page.used - page.technical.keys()))


def located(values: Mapping[str, Any], lines: Sequence[tuple[int, str]], how: str) -> Iterator[Taken]:
    """Each text of the values with a line that says it, best alone or in a part of its own; again where others do."""
    folded = [(number, fold(line)) for number, line in lines] if values else []
    apart: dict[str, dict[int, None]] = {}
    parts = ((number, fold(part)) for number, line in lines for part in _PARTS.split(line)) if values else ()
    for number, key in (*folded, *parts):
        apart.setdefault(key, {})[number] = None
    for field, value in values.items():
        for text in dict.fromkeys(texts(value)):
            key = fold(text)
            within = (number for number, line in folded if f" {key} " in f" {line} ")
            first, *again = apart.get(key) or [next(within, 0)]
            if key and first:
                yield Taken(field, (text,), how, seen=(first,))
                yield from (Taken(field, (), REPEAT, seen=(other,)) for other in again)


def _title(page: Page, title: Found) -> Taken:
    """The label that says so, or else the line that was chosen; none where the head of the page alone says it."""
    key = fold(title.title)
    labelled = next((at for _, said, at in page.titles if fold(called(said)[0]) == key), -1)
    at = labelled if labelled >= 0 else title.at
    seen = (page.lines[at].number,) if at >= 0 else ()
    return Taken("title", (title.title,), LABEL if labelled >= 0 else PLACE if seen else "head of the page", seen=seen)


def _is_above(fact: Fact) -> bool:
    return fact.strength == Strength.LABEL and 0 < fact.at < fact.line


def _shown(value: Any) -> Any:
    """Other work is a role and a name."""
    return f"{value[1]} ({value[0]})" if isinstance(value, tuple) else value
