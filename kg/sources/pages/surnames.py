"""Names in the usual order, where a page has surnames first: `Kaufmann, Judith`, `Kaufmann; Judith`, `KAUFMANN Judith`.

One such name says nothing, as two people may be meant; a page decides by most of those behind its labels.
"""

import re
from collections.abc import Mapping
from itertools import chain, takewhile

from kg.sources.lexicon import OTHER_CREDITS, Senses, senses
from kg.sources.pages.facts import PEOPLE
from kg.sources.pages.lines import BORDER, Line, plain

_CREDITS = PEOPLE | {OTHER_CREDITS}
_LABELLED = re.compile(rf"(?P<label>[^:…{BORDER}|]{{1,60}}?)(?::|…|\.{{3,}}|{BORDER}|\|)\s*")
_PAIR = re.compile(r"\A(?P<surname>[^\W\d_][^,;:/|()]*+),\s*+(?P<given>[^\W\d_][^,;:/|()]*+)")
_INITIAL, _MOST_SURNAMES, _SEVERAL = 1, 3, 2


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
