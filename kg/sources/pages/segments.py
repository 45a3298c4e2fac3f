"""A line cut at its labels: `Land: Schweiz | Jahr: 2022`, `Regie, Buch: A B. Kamera: C D`, `Director Ann Lee`."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.sources import lexicon
from kg.sources.lexicon import Senses, begins, fold, senses
from kg.sources.pages import atoms
from kg.sources.pages.facts import COMPANIES, PEOPLE
from kg.sources.pages.lines import BORDER, Line
from kg.sources.pages.names import is_company, is_name, people
from kg.sources.pages.technical import facts_behind, is_prose
from kg.sources.pages.words import introduced, those

UNKNOWN: Senses = ("unknown",)
"""What stands before a colon and is no label that is known."""

_COLON = re.compile(r"(?<!\s)\s*+(?:[:：՝]\s*+)++")
_GENDER = re.compile(r"[:：](?:innen|in|r|n|e)\b")
_START = re.compile(
    r"(?<![\s.])\.\s++|(?<!\s)\s*+[;|•·/,\ufdd0]\s*+|(?<!\w)[(\[]\s*+|(?<!\s)\s++[–—-]\s++|(?<!\s)\s{2,}+|(?<=[a-zß-öø-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[^\W\d_][^\W\d_]['’])(?=[A-ZÀ-Þ])"
)
_AROUND = " .;|•·-–—([\t" + BORDER
_BRACKET = re.compile("[()]")
_LONGEST = 80
_GLUED = re.compile(r"\A(?P<label>[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+){0,3}?[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ0-9])(?P<value>.+)\Z")
_MOST_WORDS = 4
_MOST_OF_COMPOUND = 7
"""So many words has a label without a colon: `Director, screenplay and camera`, `Regie / Buch / Kamera`."""

_LEADING = re.compile(r"\A[–—-]\s++")
_SHORTEST_SMALL = 5
"""So many letters has a label in small letters that ends the value before it."""

_LEAST = 2
_LONGEST_TITLE = 9
_LEAST_GLUED, _LONG_WORD = 3, 9


class Segment(NamedTuple):
    """A label, what it says, and the text behind it; `start` is where the label begins in its line.

    `behind`: what stands behind the bracket in which label and value are; None where they are in none.
    """

    senses: Senses
    label: str
    value: str
    start: int = 0
    behind: str | None = None


def cut(text: str, own: Mapping[str, Senses]) -> tuple[str, list[Segment]]:
    """What stands before the first label with a colon, and each such label with its value."""
    found: list[tuple[int, int, Senses, str]] = []
    for colon in _COLON.finditer(text):
        if not _divides(text, colon) or (found and _is_prize(found[-1][2], text[found[-1][1] : colon.start()])):
            continue
        low = found[-1][1] if found else 0
        if (label := _before(text[low : colon.start()], own, first=not found)) is not None:
            at, said, words = label
            found.append((low + at, colon.end(), said, words))
    segments = []
    for number, (start, end, said, label_) in enumerate(found):
        stop = found[number + 1][0] if number + 1 < len(found) else len(text)
        at = _end_of_bracket(text, end, stop) if _opens(text, start) else -1
        value = _value(text[end : stop if at < 0 else at], last=number + 1 == len(found))
        segments.append(Segment(said, label_, value, start, None if at < 0 else text[at + 1 : stop].strip(" .,;|")))
    return text[: found[0][0]] if found else text, segments


def _is_prize(said: Senses, value: str) -> bool:
    """Whether the text behind a label of prizes goes on: `Grand Prix: Best Director: Ann Lee`."""
    return said == ("awards",) and not re.search(r"[.;|•]", value)


def _opens(text: str, start: int) -> bool:
    """Whether a bracket opens right before a label, behind no more than a title: in a sentence it is another film's."""
    before = text[: start + (text[start : start + 1] == "(")].rstrip()
    return before.endswith("(") and len(before.split()) <= _LONGEST_TITLE and not re.search(r"[.!?)]\s", before)


def _end_of_bracket(text: str, start: int, stop: int) -> int:
    """Where the bracket closes in which a text stands; -1 where it does not."""
    deep = 0
    for found in _BRACKET.finditer(text, start, stop):
        deep += 1 if found[0] == "(" else -1
        if deep < 0:
            return found.start()
    return -1


def _divides(text: str, colon: re.Match[str]) -> bool:
    """A colon in an address, a time or a gender form divides nothing."""
    after, before = text[colon.end() : colon.end() + 2], text[: colon.start()][-1:]
    if text[colon.start() :].startswith("://") or (colon[0] == ":" and before.isdigit() and after[:1].isdigit()):
        return False
    return not (_GENDER.match(text, colon.start()) and before.isalpha())


def _before(text: str, own: Mapping[str, Senses], *, first: bool) -> tuple[int, Senses, str] | None:
    """The label at the end of a text: where it begins, what it says."""
    ends = [found.end() for found in _START.finditer(text)]
    starts = [0, *(at for at in ends if at and (len(text) - at >= _LEAST_GLUED or not text[at - 1].isalnum()))]
    stop = "." if text.endswith(".") else ""
    for start in starts:
        label = text[start:].strip(_AROUND)
        if label and len(label) <= _LONGEST and (said := senses(label, own) or senses(f"{label}{stop}", own)):
            return _doubled(text, start, said, own), said, label
    words = text[starts[-1] :].split(" ")
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        label = " ".join(words[-count:]).strip(_AROUND)
        said = senses(label, own) if label[:1].isupper() or (not first and len(label) >= _SHORTEST_SMALL) else ()
        if said and (label[:1].isupper() or said == ("other",)):
            if (
                (first or starts[-1])
                and len(words) <= _MOST_WORDS
                and words[0][:1].isupper()
                and len(label) > 2
                and said[0] in _MODIFIED
                and not _named(words[:-count])
                and not set(senses(" ".join(words[:-count]), own)) & {"other"}
            ):
                return starts[-1], ("other",), text[starts[-1] :].strip(_AROUND)
            return starts[-1] + len(" ".join(words[:-count])), said, label
    if not first and len(words) == _LEAST + 1 and len(words[-1]) >= _LONG_WORD and _named(words[:-1]):
        return len(text) - len(words[-1]), UNKNOWN, words[-1]  # `Ann Lee Tonmeisterin: Bo Cy`
    start = 0 if first else starts[-1]
    label = text[start:].strip(_AROUND)
    short = label and len(label) <= 40 and len(label.split()) <= 5 and label[0].isalnum() and not label.isdigit()
    return (start, UNKNOWN, label) if short else None


def _doubled(text: str, start: int, said: Senses, own: Mapping[str, Senses]) -> int:
    """Where a label begins that stands there in another language before: `Lyd / Sound`, `Kamera (Cinematography)`."""
    before = text[:start].rstrip()
    words = before.rstrip(_DOUBLING).rstrip().split(" ") if before.endswith(tuple(_DOUBLING)) else []
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        label = " ".join(words[-count:])
        if label[:1].isupper() and set(senses(label.strip(_AROUND), own)) & set(said):
            return len(" ".join(words[:-count]))
    return start


_DOUBLING = "/|(–-"


def _named(tokens: list[str]) -> bool:
    """Whether the words before a label are the end of a list of names."""
    return len(tokens) > 1 and is_name(" ".join(tokens).strip(_AROUND))


_MODIFIED = PEOPLE | {"title", "original_title", "other_title", "production", lexicon.OTHER_CREDITS}
"""With a word before it, such a label is another: an animation director is no director."""

_STOPPED = re.compile(r"\b(?:\w|Jr|Sr|Ltd|Inc|min|Min|Prod)\.\Z")


def _value(text: str, *, last: bool) -> str:
    value = re.sub(r"(?<![\s;|•·])(?:\s*+[;|•·]|\s++[/–-])\s*+\Z", "", text.strip(" \t;|•·" + BORDER))
    if not last and not _STOPPED.search(value):
        value = value.rstrip(" .,;(")
    return value.strip()


def bare(text: str, own: Mapping[str, Senses]) -> Segment | None:
    """A label at the start of a line without a colon, with its value: `Director Ann Lee`."""
    if BORDER in text:
        label, _, value = text.partition(BORDER)
        if value.strip(_AROUND) and (said := senses(label.strip(_AROUND), own)) and len(label) <= _LONGEST:
            value = value.strip(BORDER + " ")
            names = value.split(BORDER)
            return Segment(said, label.strip(_AROUND), ", ".join(names) if all(map(is_name, names)) else value)
    words = text.split(" ")
    most = min(_MOST_OF_COMPOUND, len(words) - 1) if begins(text, own) else 0
    for count in range(most, 0, -1):
        label = " ".join(words[:count])
        said = senses(label, own)
        value = " ".join(words[count:])
        if said and said != ("title",) and _is_plain(label, value, said):
            return Segment(said, label, _LEADING.sub("", value) if len(said) > 1 else value)
    return None


def _is_plain(label: str, value: str, said: Senses) -> bool:
    """Whether a label without a colon and its value look like it: a capital begins each, or the value says so."""
    if set(said) & PEOPLE and _is_small(label):
        return bool(people(value).names) and not people(value).rest
    if not _is_capital(label):
        return _is_small(label) and _is_told(said, value)
    return not _is_small(value[:1]) or (said[0] in _TOLD and _is_fact(value))


def _is_small(text: str) -> bool:
    """Whether a text is in small letters; those of Georgian have no capitals at the start of a word."""
    return text.islower() and text.title() != text


def _is_capital(text: str) -> bool:
    """Whether a text begins as a label does; most scripts have no capitals."""
    return text[:1].isalpha() and text[:1].title() == text[:1]


def _is_fact(value: str) -> bool:
    return all(atoms.is_genre(one) or atoms.language(one) or atoms.country(one) for one in value.split(","))


def _is_told(said: Senses, value: str) -> bool:
    """Whether a value says by itself that it is what a label in small letters says."""
    if said[0] in ("year", "duration"):
        return bool(atoms.year(value) or atoms.duration(value))
    if said[0] in COMPANIES or said[0] == "production":
        return is_company(value) and not is_prose(value)
    return said[0] in _TOLD and _is_fact(value)


_TOLD = frozenset(("genres", "languages", "countries"))


def bordered(text: str, own: Mapping[str, Senses]) -> list[Segment]:
    """Labels and values that alternate in a line with borders between: at least two labels, the first in front."""
    if ":" in text or BORDER not in text:
        return []
    pieces = [one.strip(_AROUND) for one in text.split(BORDER)]
    labels = [at for at, piece in enumerate(pieces) if len(piece) <= _LONGEST and senses(piece, own)]
    if len(labels) < _LEAST or labels[0] > 0:
        return []
    ends = [*labels[1:], len(pieces)]
    values = (" ".join(pieces[at + 1 : end]).strip(_AROUND) for at, end in zip(labels, ends, strict=True))
    return [
        Segment(senses(pieces[at], own), pieces[at], value) for at, value in zip(labels, values, strict=True) if value
    ]


def pieced(text: str, own: Mapping[str, Senses]) -> list[Segment]:
    """Labels without colons in pieces of a line: `Regie Ann Lee | Kamera Bo Cy | Land Schweiz`; at least three.

    Pieces without a label are facts, if most have one: together they stand behind no label.
    """
    if ":" in text:
        return []
    pieces = [piece for piece in _PIECES.split(text.replace(BORDER, " ")) if piece.strip(_AROUND)]
    if len(pieces) < _LEAST + 1:
        return []
    found = [bare(piece, own) for piece in pieces]
    sure = [one for one in found if one and set(one.senses) & PEOPLE and people(one.value).names]
    if not all(found) and (len(sure) <= _LEAST or 2 * sum(map(bool, found)) <= len(pieces)):
        return []
    facts = " | ".join(piece.strip() for one, piece in zip(found, pieces, strict=True) if not one)
    return [*(one for one in found if one), *([Segment((), "", facts)] if facts else [])]


_PIECES = re.compile(r"(?<!\s)\s++[|/·•–—-]\s++|(?<!\s);\s++")


def run_on(text: str, own: Mapping[str, Senses]) -> list[Segment]:
    """Labels without colons, each before names, a length or a year: `Regie Anna Smith Kamera Peter Müller Jaar 2006`.

    At least three are on the line.
    """
    tokens = text.replace(BORDER, " ").split()
    if ":" in text or not _MOST_WORDS <= len(tokens) <= _MOST_TOKENS:
        return []
    small = _is_small(text[:1])
    if not begins(" ".join(tokens[:3]), own) or not any(_runs(tokens[:n], own, small=small) for n in (3, 2, 1)):
        return []
    spots: list[tuple[int, int, Senses]] = []
    at = 0
    while at < len(tokens):
        made = bool(spots) and not set(spots[-1][2]) & PEOPLE
        sizes = (n for n in (3, 2, 1) if at + n < len(tokens))
        size = next((n for n in sizes if _runs(tokens[at : at + n], own, made, small)), 0)
        if size:
            spots.append((at, at + size, _runs(tokens[at : at + size], own, made, small)))
        at += size or 1
    if len(spots) < _MOST_WORDS - 1 or spots[0][0] > 0:
        return []
    ends = [start for start, _, _ in spots[1:]] + [len(tokens)]
    found = [
        Segment(said, " ".join(tokens[start:after]), " ".join(tokens[after:end]).rstrip(","))
        for (start, after, said), end in zip(spots, ends, strict=True)
    ]
    if not all(map(_is_understood, found)):
        return []
    if facts := facts_behind(found[-1].value):
        found[-1:] = [
            found[-1]._replace(value=found[-1].value.removesuffix(facts).rstrip(" ,–—-")),
            Segment((), "", facts),
        ]
    return found


def _is_understood(one: Segment) -> bool:
    """Whether a value is what its label says, as far as that can be told without a colon."""
    if one.senses == ("duration",):
        return bool(atoms.duration(one.value))
    if one.senses == ("year",):
        return bool(atoms.year(one.value))
    if people(one.value).names or one.senses == ("other",):
        return True
    return not set(one.senses) & PEOPLE and is_company(one.value)


def _runs(tokens: list[str], own: Mapping[str, Senses], made: bool = False, small: bool = False) -> Senses:
    """What the words say, if they are a label of credits that is written with a capital, and not all in capitals.

    `made`: behind companies, where any label ends them. `small`: all are in small letters, as the first of the line is.
    """
    label = " ".join(tokens)
    shortened = label.endswith(".") and label.islower() and len(label) <= _SHORTENED  # `reż. Ann Lee, zdj. Bo Cy`
    if small and not (shortened or (label.islower() and len(label) >= _SHORTEST_SMALL)):
        return ()
    if (
        not (_is_capital(label) or shortened or small)
        or (label.isupper() and len(label) > 3)
        or label.endswith((",", ";"))
    ):
        return ()
    if label.endswith(".") and len(label) > _SHORTENED:
        return ()
    said = senses(label, own)
    return said if made or set(said) & _RUNNING else ()


_RUNNING = PEOPLE | COMPANIES | {lexicon.OTHER_CREDITS, "production", "duration", "year"}
_MOST_TOKENS = 80
_SHORTENED = 6
"""So long is a label that is cut with a full stop: a longer one is the end of a sentence."""


def glued(text: str, own: Mapping[str, Senses]) -> Segment | None:
    """A label and its value without a space between them: `registaAki Kaurismäki`, `Running time142 minutes`."""
    found = _GLUED.match(text)
    said = senses(found["label"], own) if found and not found["label"].isupper() else ()
    if found and said == ("title",) and fold(found["label"]) in those("no_names"):
        return None  # `MovieMeter` is a name
    return Segment(said, found["label"], found["value"]) if found and said else None


def without_colons(lines: Sequence[Line], own: Mapping[str, Senses]) -> dict[int, Segment]:
    """The lines, by index, that begin with a label without a colon: where several near each other do so, or between two
    lines whose labels have one.
    """
    found: dict[int, Segment] = {}
    some: dict[int, Segment] = {}
    for how, least in ((glued, 2), (bare, 3)):
        said = {at: one for at, line in enumerate(lines) if ":" not in line.text[:40] and (one := how(line.text, own))}
        some = said | some
        sure = {at for at in some if BORDER in lines[at].text.strip(BORDER) or _introduces(some[at])}
        near = {at for at in some if sum(other in some for other in range(at - 6, at + 7)) >= least}
        amid = {at for at in some if _has_label(lines, at - 1, own) and _has_label(lines, at + 1, own)}
        found = {at: some[at] for at in sure | near | amid} | found
    return {at: one for at, one in found.items() if not _sentence(one)}


def _introduces(segment: Segment) -> bool:
    """`Distribuito da Sol Film`, `reż. / dir. Ann Lee`, `Regie und Buch Ann Lee`: a label that ends in such a word, in
    two languages, or for several credits.
    """
    label, value = segment.label, segment.value
    names = people(value)
    several = len(segment.senses) > 1 and set(segment.senses) <= PEOPLE | {lexicon.OTHER_CREDITS}
    if (" / " in label or several) and names.names and not names.rest:
        return True
    if fold(label).split()[-1] not in introduced() or not label[0].isupper() or " " not in label:
        return False
    return bool(names.names and not names.rest) or (is_company(value) and not is_prose(value))


def _has_label(lines: Sequence[Line], at: int, own: Mapping[str, Senses]) -> bool:
    """Whether a line begins with a label that is known, and a colon."""
    found = cut(lines[at].text, own)[1] if 0 <= at < len(lines) else []
    return bool(found) and found[0].start == 0 and found[0].senses != UNKNOWN and bool(found[0].value)


def _sentence(segment: Segment) -> bool:
    return is_prose(segment.value) and not set(segment.senses) & {"other", lexicon.OTHER_CREDITS, "unknown"}
