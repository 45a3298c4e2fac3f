"""Lines that are the site's and not the film's: menus, one item a line or all in one, and the way to the page."""

import re
from collections.abc import Collection, Iterator, Sequence

from kg.sources.lexicon import fold
from kg.sources.pages.lines import BORDER, Line
from kg.sources.pages.words import expression, those

_MARKS = re.compile(rf"[>»›→/|·•\t{BORDER}]|::|\s\s")
"""What stands between items: most lines have none of it."""

_ITEMS = re.compile(rf"(?<!\s)\s{{2,}}+|\t|{BORDER}")
_WAY = re.compile(r"(?<!\s)\s++(?:[>»›→]|::)\s")
_PARTS = re.compile(r"(?<!\s)\s++[/|·•]\s++")
_BARS = re.compile(r"(?<!\s)\s++[|•·]\s++")
_IN_SENTENCES = re.compile("[0-9:.,(]")
_COUNT = re.compile(r"\s?\(\d{1,4}\)\Z")
_LONGEST = 60
_MOST_WORDS = 3
_FEW_WORDS = 2
_LONGEST_WAY = 200
_LEAST_ITEMS, _LEAST_LINES = 3, 4


def menus(lines: Sequence[Line], taken: Collection[int]) -> set[int]:
    """The indices of such lines; `taken` are those from which something was taken, of which none is one."""
    alone = {fold(line.text) for line in lines}
    short = (at for at, line in enumerate(lines) if at not in taken and len(line.text) <= _LONGEST_WAY)
    found = {at for at in short if _is_menu(lines[at].text, alone, at + 1 in taken)}
    for block in _blocks(lines):
        after = block[-1] + 1
        if len(block) < _LEAST_LINES or after == len(lines) or not all(_is_item(lines[at].text) for at in block):
            continue
        untold = sum(at not in taken for at in block) * 2 >= len(block)  # some look like a label or a fact: `English`
        if untold and (after not in taken or sum(_is_of_site(lines[at].text) for at in block) >= _FEW_WORDS):
            found.update(block)
    return found


def leads_to(text: str) -> str:
    """Where the way to the page ends: `Stalker` of `Home > Films > Stalker`; "" where a line is no way."""
    parts = _WAY.split(text)
    return parts[-1].strip() if len(parts) >= _LEAST_ITEMS else ""


def _is_menu(text: str, alone: Collection[str], heads: bool) -> bool:
    """Whether a line is several items, or the way to the page: `Accueil / Catalogue`, `Movies > Comedy`.

    `alone`: what other lines are, folded: a way may end with one of them. `heads`: it stands right above facts, where
    titles in several languages may be parted by bars.
    """
    if not _MARKS.search(text):
        return False
    items = [item for item in (_COUNT.sub("", item.strip()) for item in _ITEMS.split(text)) if item]
    if len(items) >= _LEAST_ITEMS and all(map(_is_item, items)):
        return True
    if leads_to(text):
        return True
    parts = _PARTS.split(text)
    if len(parts) < _LEAST_ITEMS:
        return False
    barred = not heads and len(_BARS.split(text)) == len(parts) and all(map(_is_item, parts))
    slashed = not heads and len(parts) >= _LEAST_LINES and all(len(part.split()) <= _FEW_WORDS for part in parts)
    return barred or slashed or any(map(_is_of_site, parts)) or fold(parts[-1]) in alone


def _blocks(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The indices of lines without an empty line between."""
    block: list[int] = []
    for at, line in enumerate(lines):
        if block and line.gap:
            yield block
            block = []
        block.append(at)
    if block:
        yield block


def _is_item(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    short = len(text.split()) <= _MOST_WORDS and not _IN_SENTENCES.search(text)
    return short or bool(expression("furniture").fullmatch(text))


def _is_of_site(text: str) -> bool:
    key = fold(text)
    words = key.split()
    known = key.replace(" ", "_") in those("sections") or bool(expression("furniture").fullmatch(text))
    return known or (bool(words) and all(word in those("no_titles") for word in words))
