"""What the cells of a column need besides its name: the options of its mapping, as `kg init` proposes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any

from kg.model.iris import normal
from kg.model.record import Organization, Person
from kg.model.values.company import companies
from kg.model.values.people import parts
from kg.model.values.title import title
from kg.model.values.tried import tried
from kg.sources.fields import states
from kg.sources.forms import form_of, is_object
from kg.sources.lexicon import meaning
from kg.sources.tables.cells import cut, listed
from kg.sources.tables.genres import is_genre

Options = dict[str, Any]
"""Option of a column (`kg.sources.config.Column`) → its value."""

_TELLING = 100
"""So many cells tell whether a column holds lists."""

_HOW = ("json", "python", "postgres")
"""How text writes a list."""

_SURE = ("|", ";", " / ")
_ODD = ("@", "#", "~", "^", "¦", "\\", "•", "·", "*", "+", "\n")
"""What separates where it stands in several cells."""

_UNUSUAL = ("@", "#", "~", "^", "¦", "\\")
_SHORT = 1000
"""In characters: running text is longer."""

_ALSO_BETWEEN = ("\n", " & ", " and ", " und ", " et ", " en ")
"""What stands between two names with their surnames first, besides."""

_WORDS_OF_PEOPLE, _WORDS_OF_COMPANIES = (5, 3), (8, 4)
"""A name has at most so many words, and nearly all have no more than so few."""

_COMMAS = (", ", ",")
_TOLD_APART = {"countries", "languages", "subtitles"}
"""Like names of people and companies, these are told apart without a separator."""

_BY_RULE = frozenset(("|", ";", " / ", "•", "·", "\n"))
"""At which they are told apart then."""

_WITH_COMMAS = {"alternate_titles", "awards"}
"""What has commas of its own, which separate nothing."""

_MORE_THAN_COMMAS = re.compile(r"[(\[&;/]|\b(?:and|und|et|en|y|e)\b|\b(?:Jr|Sr|II|III|Inc|Ltd|LLC|Co)\b")
"""What a comma would not tell apart, or would wrongly."""

_BARE_COMMA = re.compile(r"[^\W\d_],[^\W\d_]")
_OFTEN, _SOMETIMES = 3, 10
"""In so many cells, or in one of so many, a mark has to stand to be a separator: one odd cell decides nothing."""

_MOST_ODD = 10
"""Of a hundred cells so many may be unlike the others."""

_MOST_MINUTES = 1000
"""The median of durations that is more is one in seconds."""

_ROLES = ("job", "role", "department", "activity")
_NUMERIC_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}")
_SURNAME_FIRST = re.compile(r"\A(?:[a-zß-ÿ'’]++ ){0,3}[\w'’-]++, [\w.'’-]++(?: [\w.'’-]++){0,3}")
"""One word, with particles before it, a comma, and first names: `Haigh, Andrew`, `von Trier, Lars`."""


def habits_of(columns: Iterable[Sequence[Any]]) -> frozenset[str]:
    """The odd marks that separate in some column of a table, and so may in the others, too."""
    texts = ([cell for cell in column if isinstance(cell, str) and len(cell) < _SHORT] for column in columns)
    return frozenset(mark for column in texts for mark in _UNUSUAL if _separates(mark, column))


_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
"""Names in these scripts are one word, so that a comma stands between two people."""


def options_of(field: str, name: str, column: Sequence[Any], habits: frozenset[str] = frozenset()) -> Options | None:
    """What is needed to read a field from these cells; None where they hold objects without a name.

    `habits`: odd marks that separate in other columns of the table.
    """
    texts = [cell for cell in column if isinstance(cell, str)]
    if field == "duration":
        return _unit(name, column)
    if field == "release_date":
        order = date_order(texts)
        return {"date_order": order} if order else {}
    if field == "title":
        return _tidied(texts)
    if states(field, "decimal"):
        return _decimal(texts)
    if objects := list(_objects(column)):
        if not all("name" in one for one in objects):
            return None
        plays = field == "cast" and any("character" in one for one in objects)
        members = {"members": {"name": "name", "character": "character"}} if plays else {}
        return how_listed(texts) | members
    listed = [one for cell in column if isinstance(cell, list) for one in cell if isinstance(one, str)]
    if not form_of(field).several:
        return {}
    tidy = {"tidy": True} if field == "alternate_titles" and _tidied(texts) else {}
    return tidy | _several(field, texts + listed, habits) | _run_together(field, texts + listed)


def _run_together(field: str, texts: Sequence[str]) -> Options:
    """The limit of words where the names of some cells have lost what stood between them, as too many words show."""
    form = form_of(field).type
    if is_object(form, Person):
        names, (most, usual) = (part.name for text in texts for part in parts(text)), _WORDS_OF_PEOPLE
    elif is_object(form, Organization):
        names, (most, usual) = (one for text in texts for one in companies(text)), _WORDS_OF_COMPANIES
    else:
        return {}
    long = (words for words in map(str.split, names) if len(words) > most)
    return {"most_words": usual} if sum(all(word[0].isupper() for word in words) for words in long) > 1 else {}


def roles(column: Sequence[Any]) -> dict[str, Options]:
    """Of cells that list people with their roles: field → options, for each role that has a field."""
    people = [one for one in _objects(column[:_TELLING]) if "name" in one]
    member = next((role for role in _ROLES if people and all(isinstance(one.get(role), str) for one in people)), "")
    jobs = Counter(one[member] for one in people) if member else Counter[str]()
    how = how_listed([cell for cell in column if isinstance(cell, str)])
    found: dict[str, Options] = {}
    for job, _ in jobs.most_common():
        fields = meaning(job)
        if len(fields) == 1 and fields[0] != "other_credits" and is_object(form_of(fields[0]).type, Person):
            found.setdefault(fields[0], {**how, "where": {member: job}})
    return found


def how_listed(texts: Sequence[str]) -> Options:
    """How the cells write lists, where some of them do: as JSON, as Python prints it, or as PostgreSQL does."""
    lists = [text for text in texts[:_TELLING] if text[:1] + text[-1:] in ("[]", "{}")]
    for how in _HOW:
        read = sum(tried(listed, text, how) is not None for text in lists)
        if lists and read * 100 >= len(lists) * (100 - _MOST_ODD):
            return {"list": how}
    return {}


def separator_beside(column: Sequence[Any], other: Sequence[Any]) -> str:
    """What separates two columns that run parallel, as many in every row; "" where they do not."""
    pairs = [(a, b) for a, b in zip(column, other, strict=False) if isinstance(a, str) and isinstance(b, str)]
    if not len(column) == len(other) == len(pairs):
        return ""
    for mark in _SURE + _COMMAS:
        if any(mark in one for one, _ in pairs) and all(a.count(mark) == b.count(mark) for a, b in pairs):
            return mark
    return ""


def _several(field: str, texts: Sequence[str], habits: frozenset[str]) -> Options:
    """How text names several things."""
    if how := how_listed(texts):
        return how
    form = form_of(field).type
    agents = is_object(form, Person, Organization)
    usual = [mark for mark in (*_SURE, *_ODD) if _separates(mark, texts)]
    marks = [*usual, *(mark for mark in sorted(habits) if mark not in usual and any(mark in text for text in texts))]
    if is_object(form, Person) and (order := _surname_first(texts, marks)):
        return order
    if is_object(form) and not agents:
        # A quotation or an address has commas of its own.
        return {"separator": "|"} if "|" in marks else {}
    told_apart = agents or field in _TOLD_APART
    commas = next((mark for mark in _COMMAS if _separates(mark, texts)), "")
    if field in _WITH_COMMAS:
        pass
    elif told_apart and _BY_RULE.issuperset(marks) and (len(marks) > 1 or _also_commas(texts, marks)):
        marks = []
    elif commas and not (told_apart and (marks or any(map(_MORE_THAN_COMMAS.search, texts)))):
        marks = [*marks, commas]
    if field == "genres":
        marks = ["," if mark == ", " and _odd_commas(texts) else mark for mark in marks]
        marks += _slashes(texts, marks) or _spaces(texts, marks)
    return {"separator": marks[0] if len(marks) == 1 else marks} if marks else {}


def _separates(mark: str, texts: Sequence[str]) -> bool:
    """Whether a mark stands between words in as many cells as make a habit of it."""
    often = sum(1 for text in texts if mark in text.strip().strip(mark.strip()))
    return often > 0 and (often >= _OFTEN or often * _SOMETIMES >= len(texts)) and (mark not in _ODD or often > 1)


def _also_commas(texts: Sequence[str], marks: Sequence[str]) -> bool:
    """Whether commas separate where the marks do not: both are for the rules of the field."""
    return bool(marks) and any("," in text and not any(mark in text for mark in marks) for text in texts)


def _slashes(texts: Sequence[str], marks: Sequence[str]) -> list[str]:
    """The slash of `Drama/Krimi`, where what stands on its sides are genres elsewhere."""
    pieces = [piece for text in texts for piece in cut(text, tuple(marks) or None)]
    whole = {normal(piece) for piece in pieces if "/" not in piece}
    sides = [side for piece in pieces if "/" in piece for side in piece.split("/")]
    known = sum(normal(side) in whole or is_genre(side) for side in sides)
    return ["/"] if sides and known * 2 >= len(sides) else []


def _odd_commas(texts: Sequence[str]) -> bool:
    """Whether commas stand without a space, or twice, beside those with one: `war,, ,drama`."""
    return any(mark in f"{text}," for text in texts for mark in (",,", " ,")) or any(map(_BARE_COMMA.search, texts))


def _spaces(texts: Sequence[str], marks: Sequence[str]) -> list[str]:
    """The space of `剧情 爱情`, in scripts without spaces in words, where most of what it separates are genres."""
    sides = [side for text in texts if not marks and _UNSPACED.search(text) and " " in text for side in text.split()]
    return [" "] if sides and sum(map(is_genre, sides)) * 2 >= len(sides) else []


def _surname_first(texts: Sequence[str], marks: Sequence[str]) -> Options:
    """Whether a comma stands between surname and first names: in nearly all names that have one."""
    sure = next((mark for mark in marks if mark in _SURE), ";")
    between = [sure, *(mark for mark in _ALSO_BETWEEN if any(mark in text for text in texts))]
    commas = [name.strip() for text in texts for name in cut(text, tuple(between)) if "," in name]
    turned = sum(bool(_SURNAME_FIRST.fullmatch(name)) and not _UNSPACED.search(name) for name in commas)
    if not commas or turned * 100 < len(commas) * (100 - _MOST_ODD):
        return {}
    if sure == ";" and len(between) > 1 and not any(";" in text for text in texts):
        between = between[1:]
    return {"surname_first": True, "separator": between[0] if len(between) == 1 else between}


def _unit(name: str, column: Sequence[Any]) -> Options:
    """The unit of durations that are mere numbers: minutes, unless they are too many for a film."""
    bare = [float(cell) for cell in column if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", str(cell))]
    if not bare:
        return {}
    seconds = "sec" in name.casefold() or median(bare) > _MOST_MINUTES
    return {"unit": "s" if seconds else "min"}


def _tidied(titles: Sequence[str]) -> Options:
    """Whether articles stand behind titles, or the years of the films do: `American President, The (1995)`.

    One title that ends so proves nothing where others begin with their article. Without such signs none is cut.
    """
    read = [(said, found) for said in titles if (found := tried(title, said))]
    years = sum(found.year is not None for _, found in read)
    turned = [found for said, found in read if not normal(said).startswith(normal(found.title))]
    articles = {found.title.split()[0].casefold() for found in turned}
    begin = sum(said.split()[0].casefold() in articles for said, _ in read)
    if years * 2 <= len(titles) and begin * 2 >= len(turned):
        return {}
    others = any(other not in said for said, found in read for other in found.others)
    return {"tidy": True, "others": True} if others else {"tidy": True}


def _decimal(texts: Sequence[str]) -> Options:
    """The mark before fractions, where numbers of three digits behind a mark need it and others tell it."""
    fractions = (rf"[{mark}](?:[0-9]{{1,2}}|[0-9]{{4,9}})(?![0-9.,])" for mark in ",.")
    found = [mark[1] for mark in fractions if any(re.search(mark, text) for text in texts)]
    unsure = any(re.search(r"[0-9][.,][0-9]{3}(?![0-9])", text) for text in texts)
    return {"decimal": found[0]} if unsure and len(found) == 1 else {}


def date_order(texts: Sequence[str]) -> str:
    """Which number is the day, where cells tell it and none speaks against."""
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := _NUMERIC_DATE.fullmatch(text))]
    day_first, month_first = any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)
    return "" if day_first == month_first else "DMY" if day_first else "MDY"


def _objects(column: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """The objects in the lists of the first cells, these being lists or text that is one."""
    for cell in column[:_TELLING]:
        is_text = isinstance(cell, str) and cell.startswith("[")
        found = (tried(listed, cell, how) for how in _HOW) if is_text else [cell]
        members = next((one for one in found if isinstance(one, list)), [])
        yield from (one for one in members if isinstance(one, dict))
