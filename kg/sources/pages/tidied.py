"""The lines of a page before they are read: without other films and footnotes, and with names in the usual order."""

import re
from collections.abc import Mapping
from itertools import chain, takewhile

from kg.model.values.notes import without_footnotes
from kg.sources.lexicon import OTHER_CREDITS, Senses, fold, senses
from kg.sources.pages import atoms
from kg.sources.pages.facts import PEOPLE
from kg.sources.pages.lines import BORDER, DASH, Line, plain
from kg.sources.pages.names import is_name
from kg.sources.pages.words import expression, introduced, those

_TABS = re.compile(r"(?<! ) *+\t[ \t]*+")
_DOTS = re.compile(r"(?<!\s)\s*+(?:\.{4,}+|…{2,}+)\s*+")
_BRACKETED = re.compile(r"[(\[](?P<label>[^()\[\]]{2,40})[)\]]\s++(?=\S)")
_CREDITS = PEOPLE | {OTHER_CREDITS}
_LABELLED = re.compile(rf"(?P<label>[^:…{BORDER}|]{{1,60}}?)(?::|…|\.{{3,}}|{BORDER}|\|)\s*")
_PAIR = re.compile(r"\A(?P<surname>[^\W\d_][^,;:/|()]*+),\s*+(?P<given>[^\W\d_][^,;:/|()]*+)")
_INITIAL, _MOST_SURNAMES = 1, 3
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


def in_usual_order(lines: list[Line], own: Mapping[str, Senses]) -> list[Line]:
    """Where several labels of people have values like `Kaufmann, Judith`, the surname is first.

    If all have, that of several words is as well: `Di Giacomo, Francesco`.
    """
    credits = {at: found for at, line in enumerate(lines) if (found := _credit(lines, at, own)) and found[1]}
    return _parted_by_commas(_parted_by_semicolons(_in_capitals(lines, credits), credits), credits)


def _in_capitals(lines: list[Line], credits: Mapping[int, tuple[str, str]]) -> list[Line]:
    """`ENYEDIOVÁ Kinga, SZÁSZ-NAGY János`: where surnames in capitals stand before all given names of a page."""
    named = {at: [name.strip() for name in value.split(",")] for at, (_, value) in credits.items()}
    whole = {at: found for at, names in named.items() if all(found := [_surname_first(name) for name in names])}
    if len(whole) < _SEVERAL or len(whole) < len(credits):
        return lines
    for at, found in whole.items():
        lines[at] = lines[at]._replace(text=f"{credits[at][0]}{', '.join(found)}")
    return lines


def _surname_first(name: str) -> str:
    """The name in the usual order, if its first words are in capitals and its last are not; "" if not."""
    words = name.split(" ")
    count = len(list(takewhile(lambda word: word.isupper() and len(word) > _INITIAL, words)))
    given = words[count:]
    usual = 0 < count <= _MOST_SURNAMES and given and not any(word.isupper() and len(word) > _INITIAL for word in given)
    return " ".join((*given, *words[:count])) if usual else ""


def _parted_by_semicolons(lines: list[Line], credits: Mapping[int, tuple[str, str]]) -> list[Line]:
    """`Kaurismäki; Aki, Pöysti; Alma`: most such pairs of a page have a half of one word, which two people have not."""
    pairs = {at: pairs for at, (_, value) in credits.items() if (pairs := _halves(value))}
    every = list(chain.from_iterable(pairs.values()))
    sure = [pair for pair in every if any(" " not in half for half in pair)]
    for at in pairs if len(sure) >= _SEVERAL and 2 * len(sure) > len(every) else ():
        names = ", ".join(f"{given} {surname}" for surname, given in pairs[at])
        lines[at] = lines[at]._replace(text=f"{credits[at][0]}{names}")
    return lines


def _halves(value: str) -> list[tuple[str, str]]:
    """Surname and given name of each of several people; none where a name has no semicolon in it, or several."""
    found = [tuple(half.strip() for half in name.split(";")) for name in value.split(",")]
    return [(pair[0], pair[1]) for pair in found] if all(len(pair) == 2 and all(pair) for pair in found) else []


def _parted_by_commas(lines: list[Line], credits: Mapping[int, tuple[str, str]]) -> list[Line]:
    pairs = {at: pair for at, (_, value) in credits.items() if (pair := _PAIR.fullmatch(value))}
    sure = {at for at, pair in pairs.items() if " " not in pair["surname"].rstrip() + pair["given"]}
    turned = pairs if len(pairs) == len(credits) else sure
    for at in turned if len(sure) >= _SEVERAL else ():
        lines[at] = lines[at]._replace(text=f"{credits[at][0]}{pairs[at]['given']} {pairs[at]['surname'].rstrip()}")
    return lines


def _credit(lines: list[Line], at: int, own: Mapping[str, Senses]) -> tuple[str, str] | None:
    """The label of people that a line has, with the mark behind it, and the value; None where it has none."""
    text = lines[at].text
    if (found := _LABELLED.match(text)) and set(senses(found["label"].strip(), own)) & _CREDITS:
        return found[0], text[found.end() :].strip()
    above = plain(lines[at - 1].text).rstrip(": ") if at else ""
    if set(senses(above, own)) & _CREDITS:
        return "", text
    label, _, value = text.partition(" ")
    return (f"{label} ", value) if set(senses(label, own)) & _CREDITS else None


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
        block = list(takewhile(lambda place: _played(lines[place].text), range(at + 1, len(lines))))
        for place in block if len(block) >= _SEVERAL else ():
            lines[place] = lines[place]._replace(text=_played(lines[place].text))
    return lines


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
