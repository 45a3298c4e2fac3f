"""What stands behind a label, checked by the field that the label names."""

import functools
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from kg.model import values
from kg.model.record import Fault
from kg.model.values.notes import without_footnotes
from kg.model.values.people import ONE_OR_TWO, inverted
from kg.model.values.tables import table
from kg.model.values.tried import tried
from kg.model.values.version import Version, version
from kg.sources.fields import fault, told_apart, understood
from kg.sources.lexicon import Senses
from kg.sources.lexicon import senses as label_senses
from kg.sources.pages import atoms
from kg.sources.pages.companies import company_names
from kg.sources.pages.facts import COMPANIES, PEOPLE
from kg.sources.pages.lines import BORDER, DASH
from kg.sources.pages.names import begins_with_article, is_company, is_name, people
from kg.sources.pages.technical import is_prose, technical
from kg.sources.pages.words import alternatives, expression, words

TITLES = frozenset(("title", "original_title", "other_title"))
SILENT = frozenset(("other", "unknown"))
"""Labels whose values are not looked at."""

_NOTHING = re.compile(r"[-–—.…?\s]+|n/?a|tb[acd]\.?|k\. ?a\.|n\. ?n\.", re.IGNORECASE)
_DASHES = re.compile(r"(?<!\s)\s++[-–—/]\s++")
_BARS = re.compile(r"(?<!\s)\s*+[|•]\s*+")
BASED = re.compile(rf"(?<!\s)\s++\(?(?:{alternatives(words().based)}|(?<=\()nach)(?:\b|(?<=d)).*", re.DOTALL)
_ODD = re.compile(r"[^\w\s'’.&+-]")
_ARTICLE = re.compile(rf"(?:L['’]|(?:{alternatives(table('words')['articles'])})\s)(?=\w)", re.IGNORECASE)
_FOR = re.compile(r"(?<!\s)\s++(?:per|pour|für|voor|for|para|por)\s++(?=\S)", re.IGNORECASE)
_HALVES = re.compile(r"\A[^\W\d_][\w.'’-]++(?:\s*+[,;/|]|\s++[-–](?=\s))\s*+[^\W\d_][\w.'’-]++")
"""Two words, which may be one name."""

_QUOTED = re.compile(r"\A[«„“\"]([^«»„“”\"]++)[»”“\"]\Z")

_LONGEST = 500


class Checked(NamedTuple):
    """Field → values of a text, and what of it belongs to no field of its label."""

    found: dict[str, list[Any]]
    rest: str = ""
    faults: tuple[Fault, ...] = ()


NOTHING = Checked({})


def is_nothing(value: str) -> bool:
    """Whether a text only says that there is nothing to say."""
    return bool(_NOTHING.fullmatch(value))


def checked(senses: Senses, value: str) -> Checked:
    """What a text behind a label with these senses says."""
    text = _QUOTED.sub(r"\1", without_footnotes(value.replace(BORDER, " ")).strip(" \t;|•"))
    senses = tuple(sense for sense in senses if sense not in SILENT)  # `Festivals & awards`
    if not text or not senses:
        return NOTHING
    if is_nothing(text):
        told = set(senses) & _TOLD
        return Checked({}, "", (fault(_FIELD.get(min(told), min(told)), text, "says nothing"),) if told else ())
    if len(senses) > 1 and set(senses) & {"year", "duration", "countries"}:
        return _from_line(text)
    if set(senses) & PEOPLE:
        return _people(senses, text)
    rule = _RULES.get(senses[0])
    return rule(text) if rule else Checked({senses[0]: told_apart(senses[0], text)})


def _from_line(text: str) -> Checked:
    """The value of `Land, Jahr, Dauer`."""
    line = technical(text, forced=True)
    found: dict[str, list[Any]] = {}
    for piece in line.pieces if line else ():
        if piece.kind in ("countries", "made"):
            found.setdefault("countries", []).extend(piece.values)
        if piece.kind in ("year", "made"):
            found.setdefault("year", []).append(piece.year)
        if piece.kind in ("duration", "genres", "languages"):
            found.setdefault(piece.kind, []).extend(piece.values)
        if (
            piece.kind == "text"
            and re.fullmatch(r"[A-Z]{2}", piece.text.strip())
            and (one := atoms.country(piece.text))
        ):
            found.setdefault("countries", []).append(one)
    return Checked(found)


def _people(senses: Senses, text: str) -> Checked:
    fields = ["producers" if sense == "production" else sense for sense in senses if sense in PEOPLE | {"production"}]
    if fields == ["producers"] and (found := _for_a_company(text)):
        return found
    said, behind = _first_of_dashed(BASED.sub("", text).rstrip(" –-"), cast="cast" in fields)
    names, rest = people(said)
    rest = " - ".join(filter(None, (rest, behind)))
    if "cast" not in fields and (inverted(said) or (said[:1].isupper() and _HALVES.fullmatch(said))):
        return Checked({}, "", (fault(fields[0], text, ONE_OR_TWO),))
    if not names:
        told = () if is_prose(text) else (fault(fields[0], text, "not names of people"),)
        return Checked({}, "" if is_prose(text) else text, told)
    return Checked({field: list(names) for field in fields}, rest)


def _first_of_dashed(text: str, *, cast: bool) -> tuple[str, str]:
    """The text before a dash, and behind it: of a cast one actor and whom she plays (`Ann Lee - Emma Cole`), of others
    one name before a list of others (`Ann Lee - Bo Cy, Di Ek, Fa Go`), who do something else.
    """
    first, *behind = DASH.split(text, maxsplit=1)
    if not behind or not is_name(first):
        return text, ""
    if cast:
        return (first, "") if is_name(behind[0]) else (text, "")
    several = behind[0].count(",") > 1 and not re.search(r"[,;]", first)
    return (first, behind[0]) if several and not DASH.search(behind[0].split(",")[0]) else (text, "")


def _for_a_company(text: str) -> Checked | None:
    """`Ann Lee e Bo Cy per Casa Film`: who produced it, and for which companies; or companies alone."""
    firms = company_names(text)
    if firms and all(map(values.agent.is_company, firms)) and len(firms) == len(re.split("[,;]", text)):
        return Checked({"production_companies": firms})
    who, *firm = _FOR.split(text, maxsplit=1)
    names, rest = people(who) if firm and is_company(firm[0]) else ((), "")
    if not names or rest:
        return None
    return Checked({"producers": list(names), "production_companies": company_names(firm[0])})


def _year(text: str) -> Checked:
    head, rest = _first(text)
    found = re.search(rf"(?<!\d){atoms.YEAR}(?!\d)", head)
    several = len(set(re.findall(rf"(?<!\d){atoms.YEAR}(?!\d)", head))) > 1
    if not found or several or len(head) > 40:
        return Checked({}, rest, (fault("year", head, "not a year; write four digits"),) if len(head) <= 40 else ())
    return Checked({"year": [int(found[0])]}, rest)


def _duration(text: str) -> Checked:
    head, rest = _first(text)
    if _of_parts().match(head):
        return Checked({}, rest, (fault("duration", head, "the length of each of several parts"),))
    if re.fullmatch(r"\d{1,3}", head) and 0 < int(head) <= 900:
        return Checked({"duration": [f"PT{int(head)}M"]}, rest)
    for piece in dict.fromkeys(
        (head, re.sub(r"(?<!\s)\s*+\([^()]*\)", "", head), *re.split(r"[,(/]|(?<!\s)\s++[–-]\s++", head))
    ):
        if length := atoms.duration(piece):
            return Checked({"duration": [length]}, rest)
    line = technical(head, forced=True)
    found = [value for piece in (line.pieces if line else ()) if piece.kind == "duration" for value in piece.values]
    told: list[Fault] = []
    if not found and len(head) <= _SHORT:
        found = [length] if (length := understood(values.duration, head, "duration", told)) else []
    return Checked({"duration": found[:1]} if found else {}, rest, tuple(told))


@functools.cache
def _of_parts() -> re.Pattern[str]:
    """The length of each part of several is no film's."""
    return re.compile(rf"(?!1\b)[0-9]{{1,3}} ?(?:{alternatives(words().parts)}) ?(?:\w{{1,3}}\s)?[0-9]", re.IGNORECASE)


def _countries(text: str) -> Checked:
    head, rest = _first(text) if not _all_countries(text) else (text, "")
    found, left = atoms.countries(head)
    if found and not left:
        return Checked({"countries": found}, rest)
    if found and (made := re.match(rf"\A[\s,(]*+({atoms.YEAR})\)?(?![-–/\w])", left)):
        return Checked({"countries": found, "year": [int(made[1])]}, f"{left[made.end() :]} | {rest}".strip(" |,;/"))
    if found and (len(left) > 100 or not re.match(r"\A(?:\s*+[,;/]|[^\W\d_]++\s*+(?:[,;/]|\Z))", left)):
        return Checked({"countries": found}, f"{left} | {rest}".strip(" |"))
    told: list[Fault] = []
    for piece in re.split(r"[,/;]", left or head):
        if one := atoms.country(piece) or atoms.nationality(piece):
            found.append(one)
        elif piece.strip():
            found += [code] if (code := understood(values.country, piece.strip(), "countries", told)) else []
    return Checked({"countries": list(dict.fromkeys(found))} if found else {}, rest, tuple(told))


def _all_countries(text: str) -> bool:
    return all(atoms.country(piece) for piece in _BARS.split(text))


def _languages(field: str) -> Callable[[str], Checked]:
    def rule(text: str) -> Checked:
        pieces = _BARS.split(text)
        if len(pieces) > 1 and all(atoms.language(piece) for piece in pieces):
            return Checked({field: [str(atoms.language(piece)) for piece in pieces]})
        said = version(pieces[0]) if field == "languages" and len(pieces[0]) <= _SHORT else Version(pieces[0])
        pieces[0] = said.spoken
        head, slash, after = pieces[0].partition(" / ")
        if slash and atoms.languages(head) and not atoms.languages(after):
            pieces = [head, after, *pieces[1:]]
        found = atoms.languages(pieces[0])
        told: list[Fault] = []
        if not found and 0 < len(pieces[0]) <= _SHORT:
            for one in told_apart("languages", pieces[0]):
                found += [code] if (code := understood(values.language, one, field, told)) else []
        both = {field: found, "subtitles": list(said.subtitles)} if said.subtitles else {field: found}
        return Checked({of: one for of, one in both.items() if one}, " | ".join(pieces[1:]), tuple(told))

    return rule


def _day(text: str) -> Checked:
    head, rest = _first(text)
    if year := atoms.year(head):
        return Checked({"year": [year]}, rest)
    told: list[Fault] = []
    day = understood(values.date, head, "release_date", told) if len(head) <= _SHORT else tried(values.date, head)
    return Checked({"release_date": [day]} if day else {}, rest, tuple(told))


def _awards(text: str) -> Checked:
    """Awards; a label of awards (`Awards & Festivals`) is none, but leads to them."""
    pieces = re.split(r"(?<!\s)\s*+[,;|]\s*+", text) if len(text) < _LONGEST else []
    found = [one for one in pieces if one and "awards" not in label_senses(one)]
    return Checked({"awards": found} if found else {})


def _genres(text: str) -> Checked:
    if len(text) > 120 or any(map(is_prose, text.split(","))):
        return NOTHING
    head = _BARS.split(text)[0] if not all(atoms.is_genre(piece) for piece in _BARS.split(text)) else text
    first, *behind = re.split(r"(?<!\s)\s++[-–—]\s++", head, maxsplit=1)
    if behind and atoms.is_genre(first):
        return Checked({"genres": [first]}, behind[0])
    parts = re.split(r"(?<!\s)\s*+[,;|/•]\s*|\.\s+(?=[A-ZÀ-Þ])", head)
    genres = [part.strip(" .") for part in parts if part.strip(" .")]
    if len(genres) == 1 and atoms.is_genre(genres[0]):
        genres = re.split(r"(?<!\s)\s++(?:and|und|et|e|y|en|&)\s++", genres[0])
    sure = [
        genre for genre in genres if len(genre.split()) <= 4 and not re.search(r"\d", genre) and not _ODD.search(genre)
    ]
    return Checked({"genres": sure})


def _companies(field: str) -> Callable[[str], Checked]:
    def rule(text: str) -> Checked:
        if len(text) > _LONGEST or is_prose(text) or expression("none").fullmatch(text):
            return NOTHING
        head, rest = _before_facts(text)
        if rest and is_company(rest) and not re.search(r"\d", rest):
            head, rest = text, ""
        found = company_names(head)
        if field == "distributors" and len(found) > 1 and is_company(found[0]) and len(found[-1].split()) == 1:
            found = found if is_company(found[-1]) or head.endswith(")") else found[:-1]  # the town
        return Checked({field: found} if found else {}, rest)

    return rule


def _production(text: str) -> Checked:
    """Countries with a year, companies, or people; where it cannot be told, a fault."""
    countries, left = atoms.countries(text)
    if countries and (not left or re.fullmatch(rf"\A[\s,(]*+{atoms.YEAR}\)?", left)):
        return _countries(text)
    if is_prose(text) or len(text) > _LONGEST:
        return NOTHING
    if found := _for_a_company(text):
        return found
    text, after = _before_facts(text)
    names, rest = people(text)
    pieces = company_names(text)
    firms = [piece for piece in pieces if is_company(piece) or _is_called(piece)]
    if not pieces:
        return NOTHING
    most = len(firms) * 2 >= len(pieces) or all(" " not in one for one in pieces)
    if most and not [one for one in pieces if is_name(one) and one not in firms and not begins_with_article(one)]:
        return Checked({"production_companies": pieces}, after)
    if names and not rest and not firms and all(len(name.split()) > 1 for name in names):
        return Checked({"producers": list(names)}, after)
    return Checked({}, after, (fault("production_companies", text, "people or companies: it cannot be told which"),))


def _is_called(piece: str) -> bool:
    """`L'image d'après`, `Die Basis`: what has an article before it and is written as no person is."""
    return bool(_ARTICLE.match(piece)) and not is_name(piece, single=True)


def _distribution(text: str) -> Checked:
    """Companies; two or more names of people are a cast, as `Distribution` means in French."""
    names, rest = people(text)
    if len(names) >= 2 and not rest and not is_company(text) and all(len(name.split()) > 1 for name in names):
        return Checked({"cast": list(names)})
    return _companies("distributors")(text)


def _before_facts(text: str) -> tuple[str, str]:
    """A text up to a bar, or to a dash with facts of the film behind it."""
    head, rest = _first(text)
    for dash in _DASHES.finditer(head):
        if (line := technical(head[dash.end() :])) and line.facts:
            return head[: dash.start()], f"{head[dash.end() :]} | {rest}".strip(" |")
    return head, rest


def _first(text: str) -> tuple[str, str]:
    head, *rest = _BARS.split(text, maxsplit=1)
    return head.strip(), rest[0] if rest else ""


_RULES: dict[str, Callable[[str], Checked]] = {
    "year": _year,
    "duration": _duration,
    "countries": _countries,
    "languages": _languages("languages"),
    "subtitles": _languages("subtitles"),
    "release_date": _day,
    "awards": _awards,
    "genres": _genres,
    "production": _production,
    "distribution": _distribution,
    **{field: _companies(field) for field in COMPANIES},
}


_TOLD = (
    PEOPLE
    | COMPANIES
    | {"year", "duration", "countries", "languages", "genres", "release_date", "production", "distribution"}
)
_SHORT = 100
_FIELD = {"production": "production_companies", "distribution": "distributors"}
