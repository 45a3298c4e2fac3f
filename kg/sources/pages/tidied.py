"""The lines of a page before they are read: without other films, menus, footnotes and roles."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from kg.model.values.notes import without_footnotes
from kg.sources.lexicon import Senses, fold, senses
from kg.sources.pages import atoms
from kg.sources.pages.lines import BORDER, DASH, Line, plain
from kg.sources.pages.names import is_name
from kg.sources.pages.words import expression, introduced, those

_TABS = re.compile(r"(?<! ) *+\t[ \t]*+")
_DOTS = re.compile(r"(?<!\s)\s*+(?:\.{4,}+|…{2,}+)\s*+")
_BRACKETED = re.compile(r"[(\[](?P<label>[^()\[\]]{2,40})[)\]]\s++(?=\S)")
_SEVERAL, _LONGEST_ROLE = 2, 60
_LEAST_OF_MENU, _WORDS_OF_MENU = 8, 3


def tidied(lines: list[Line]) -> list[Line]:
    """The lines before a heading for other films, each without footnotes, and with borders where tabs or dots are."""
    stop = expression("stops")
    end = next(
        (at for at, line in enumerate(lines) if at > 3 and stop.fullmatch(plain(line.text).rstrip(":."))), len(lines)
    )
    return [line._replace(text=_tidy(line.text)) for line in _without_menus(lines[:end])]


def _without_menus(lines: list[Line]) -> list[Line]:
    """Without the genres of a site, one a line, by which it lists its films."""
    kept: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if run and (line.gap or ":" in line.text or len(line.text.split()) > _WORDS_OF_MENU):
            kept += [] if _is_menu(run) else run
            run = []
        run.append(line)
    return kept + ([] if _is_menu(run) else run)


def _is_menu(run: list[Line]) -> bool:
    return len(run) >= _LEAST_OF_MENU and 2 * sum(atoms.is_genre(plain(line.text)) for line in run) > len(run)


def joined(lines: list[Line]) -> list[Line]:
    """`de` on a line of its own introduces the name below it."""
    found: list[Line] = []
    for line in lines:
        above = found[-1].text if found else ""
        if above.islower() and fold(above) in introduced() and is_name(plain(line.text)):
            found[-1] = found[-1]._replace(text=f"{above} {line.text}", last=line.number)
        else:
            found.append(line)
    return found


def without_roles(lines: list[Line], own: Mapping[str, Senses]) -> list[Line]:
    """Below a label of the cast, where each line is `Ann Lee – a nurse`, the names alone."""
    for at, line in enumerate(lines):
        text = plain(line.text)
        if not (text[:1].isupper() and _heads_cast(text, own)):
            continue
        played = _with_roles_behind(lines[at + 1 :]) or list(
            takewhile(bool, (_played(one.text) for one in lines[at + 1 :]))
        )
        for place, name in enumerate(played, at + 1) if len(played) >= _SEVERAL else ():
            lines[place] = lines[place]._replace(text=name)
    return lines


def _with_roles_behind(lines: Sequence[Line]) -> list[str]:
    """Who plays, of lines `Ann Lee: Nora`: more often than the roles, those who play have two names."""
    pairs = [line.text.split(": ") for line in takewhile(_is_pair, lines)]
    names = [name for name, _ in pairs]
    return names if sum(map(is_name, names)) > sum(is_name(role) for _, role in pairs) else []


def _is_pair(line: Line) -> bool:
    name, *roles = line.text.split(": ")
    return len(roles) == 1 and is_name(name, single=True) and len(roles[0]) <= _LONGEST_ROLE


def _heads_cast(text: str, own: Mapping[str, Senses]) -> bool:
    return senses(text.rstrip(": "), own) == ("cast",) or fold(text) in those("casts")


def _played(text: str) -> str:
    """Who plays the role behind a dash or a tab; "" where a line is not so."""
    name, *role = DASH.split(plain(text))
    if not role and BORDER in text and not is_name(text.partition(BORDER)[2].strip()):
        name, *role = text.split(BORDER)
    return name if len(role) == 1 and len(role[0]) <= _LONGEST_ROLE and is_name(name, single=True) else ""


def _tidy(text: str) -> str:
    """Without footnotes and Markdown's bold; a tab divides like the border of an element, and dots behind a label, or
    brackets around it, like a colon.
    """
    said = without_footnotes(text) if "[" in text else text
    said = said.lstrip(f"•{BORDER} ") if said.startswith("•") else said
    said = said.replace("**", "") if "**" in said else said
    if (found := _BRACKETED.match(said)) and senses(found["label"]):
        said = f"{found['label']}: {said[found.end() :]}"
    said = _TABS.sub(BORDER, said) if "\t" in said else said
    said = said.replace(" // ", " | ")
    if (found := _DOTS.search(said)) and senses(said[: found.start()].strip(" .")):
        said = f"{said[: found.start()]}: {said[found.end() :]}"
    return said
