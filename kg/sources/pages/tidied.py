"""The lines of a page before they are read: without other films and footnotes, and with names in the usual order."""

import re
from collections.abc import Mapping

from kg.model.values.notes import without_footnotes
from kg.sources.lexicon import Senses, senses
from kg.sources.pages.facts import PEOPLE
from kg.sources.pages.lines import BORDER, Line, plain
from kg.sources.pages.words import expression

_TABS = re.compile(r"(?<! ) *+\t[ \t]*+")
_DOTS = re.compile(r"(?<!\s)\s*+(?:\.{4,}+|…{2,}+)\s*+")
_SEVERAL = 2


def tidied(lines: list[Line]) -> list[Line]:
    """The lines before a heading for other films, each without footnotes, and with borders where tabs or dots are."""
    stop = expression("stops")
    end = next(
        (at for at, line in enumerate(lines) if at > 3 and stop.fullmatch(plain(line.text).rstrip(":."))), len(lines)
    )
    return [line._replace(text=_tidy(line.text)) for line in lines[:end]]


def in_usual_order(lines: list[Line], own: Mapping[str, Senses]) -> list[Line]:
    """Where several labels of people have values like `Kaufmann, Judith`, the surname is first."""
    found = {at: pair for at, line in enumerate(lines) if (pair := _surname_first(line.text, own))}
    for at, text in found.items() if len(found) >= _SEVERAL else ():
        lines[at] = lines[at]._replace(text=text)
    return lines


def _surname_first(text: str, own: Mapping[str, Senses]) -> str:
    """`Kamera: Kaufmann, Judith` as `Kamera: Judith Kaufmann`; "" where a line is not so."""
    label, _, value = text.partition(":")
    surname, _, given = (one.strip() for one in value.partition(","))
    if not surname or not given or " " in surname + given or "," in given:
        return ""
    return f"{label}: {given} {surname}" if set(senses(label.strip(), own)) & PEOPLE else ""


def _tidy(text: str) -> str:
    """Without footnotes; a tab divides like the border of an element, and dots behind a label like a colon."""
    said = without_footnotes(text) if "[" in text else text
    said = said.lstrip(f"•{BORDER} ") if said.startswith("•") else said
    said = _TABS.sub(BORDER, said) if "\t" in said else said
    if (found := _DOTS.search(said)) and senses(said[: found.start()].strip(" .")):
        said = f"{said[: found.start()]}: {said[found.end() :]}"
    return said
