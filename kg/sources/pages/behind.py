"""Roles that stand behind names: `Name … Role`, `Name (Role)`, `Name, Name – Role`, a credit a line or several."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.sources.lexicon import OTHER_CREDITS, Senses, senses
from kg.sources.pages.facts import COMPANIES, PEOPLE
from kg.sources.pages.lines import BORDER, Line
from kg.sources.pages.names import is_company, is_name, people

_LEAST = {"…": 3, "(": 2, ",": 2, ":": 2, "–": 2, BORDER: 2, " ": 3}
"""So many credits of a form have to stand on a page: with dots, a bracket, a mark or nothing between name and role."""

_LONGEST, _LONGEST_ROLE, _MOST_WORDS = 300, 40, 4
_CREDITS = PEOPLE | COMPANIES | {OTHER_CREDITS, "production"}
_DOTTED = re.compile(r"\A(?P<name>[^.…]{2,60}?)\s*(?:\.{3,}|…{1,})\s*(?P<role>[^.…]{2,60})\Z")
_BRACKET = re.compile(r"\A([^():]{2,})\(([^():]{2,40})\)\Z")
_MARK = re.compile(rf"(?<!\s)\s*{BORDER}\s*|[,:]\s|(?<=\s)[–—-]\s")
_PIECES = re.compile(r"[;|•]|(?<=\))\s*,|(?<=\s)/(?=\s)")


class Behind(NamedTuple):
    """Names, and the role behind them; `form` is what stands between."""

    names: str
    role: str
    form: str


def credits(lines: Sequence[Line], own: Mapping[str, Senses]) -> dict[int, list[Behind]]:
    """The credits of each line that is nothing else, by its index, if there are enough of the form."""
    found = {at: said for at, line in enumerate(lines) if (said := list(_of_line(line.text, own)))}
    often = Counter(one.form for said in found.values() for one in said)
    return {at: said for at, said in found.items() if all(often[one.form] >= _LEAST[one.form] for one in said)}


def _of_line(text: str, own: Mapping[str, Senses]) -> Iterator[Behind]:
    if ("..." in text or "…" in text) and (dotted := _DOTTED.match(text)):
        name, role = dotted["name"].strip(" ."), dotted["role"].strip()
        yield Behind(role, name, "…") if senses(name) else Behind(name, role, "…")
        return
    if len(text) > _LONGEST or text.count(":") > 1:
        return
    said = [_credit(piece.strip(f" .{BORDER}"), own) for piece in _PIECES.split(text) if piece.strip(f" .{BORDER}")]
    if all(said):
        yield from filter(None, said)


def _credit(text: str, own: Mapping[str, Senses]) -> Behind | None:
    if found := _BRACKET.match(text):
        return _checked(found[1], found[2], "(", own)
    for mark in _MARK.finditer(text):
        form = next((one for one in (BORDER, ",", ":") if one in mark[0]), "–")
        if credit := _checked(text[: mark.start()], text[mark.end() :], form, own):
            return credit
    words = text.split(" ")
    for at in range(max(len(words) - _MOST_WORDS, 2), len(words)):
        if credit := _checked(" ".join(words[:at]), " ".join(words[at:]), " ", own):
            return credit
    return None


def _checked(names: str, role: str, form: str, own: Mapping[str, Senses]) -> Behind | None:
    """The credit, if the role is one, and the names are names and no label."""
    names, role = names.strip(), role.strip()
    said = senses(role, own) if len(role) <= _LONGEST_ROLE else ()
    if not said or not set(said) <= _CREDITS or senses(names, own):
        return None
    if not set(said) & (PEOPLE | {OTHER_CREDITS}):
        return Behind(names, role, form) if is_company(names) or is_name(names) else None
    found, rest = people(names)
    whole = bool(found) and not rest and all(" " in name or form != " " for name in found)
    return Behind(names, role, form) if whole and all(map(is_name, found)) else None
