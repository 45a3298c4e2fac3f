"""What the cells of a column need besides its name: the options of its mapping, as `kg init` proposes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
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
from kg.sources.tables import rated
from kg.sources.tables.cells import cut, listed
from kg.sources.tables.headers import called
from kg.sources.tables.rated import RATED
from kg.sources.tables.separators import MOST_ODD, Options, separated
from kg.sources.tables.things import HALVES

_TELLING = 100
"""So many cells tell whether a column holds lists."""

_HOW = ("json", "python", "postgres")
"""How text writes a list."""

_WORDS_OF_PEOPLE, _WORDS_OF_COMPANIES = (5, 3), (8, 4)
"""A name has at most so many words, and nearly all have no more than so few."""

_MOST_MINUTES = 1000
"""The median of durations that is more is one in seconds."""

_ODD_NAMES = 5
"""One cell of so many with a name of one word makes these usual."""

_LINES = 10
"""One cell of so many with several lines makes a habit of it."""

_ROLES = ("job", "role", "department", "activity")
_NUMERIC_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}")


def options_of(field: str, name: str, column: Sequence[Any], habits: frozenset[str] = frozenset()) -> Options | None:
    """What is needed to read a field from these cells; None where they hold objects without a name.

    `habits`: odd marks that separate in other columns of the table.
    """
    texts = [cell for cell in column if isinstance(cell, str)]
    if not form_of(field).several and (how := how_listed(texts)):
        read = [one for text in texts for one in tried(partial(listed, how=how["list"]), text) or [text]]
        return how | (options_of(field, name, read, habits) or {})
    if field == "duration":
        return _unit(name, column)
    if field == "release_date":
        order = date_order(texts)
        return {"date_order": order} if order else {}
    if field == "title":
        return _tidied(texts)
    if field in RATED:
        return rated.options(field, name, rated.promised(called(name)), texts, habits)
    if states(field, "decimal"):
        return _decimal(texts)
    if objects := list(_objects(column)):
        if not all("name" in one for one in objects):
            return None
        plays = field == "cast" and any("character" in one for one in objects)
        named = {"members": {"name": "name", "character": "character"}} if plays else {}
        return how_listed(texts) | named
    members = [one for cell in column if isinstance(cell, list) for one in cell if isinstance(one, str)]
    if not form_of(field).several:
        return {}
    tidy = {"tidy": True} if field == "alternate_titles" and _tidied(texts) else {}
    return (
        tidy
        | (how_listed(texts + members) or separated(field, texts + members, habits))
        | _run_together(field, texts + members)
        | _of_one_word(field, texts)
    )


def _of_one_word(field: str, texts: Sequence[str]) -> Options:
    """That names of one word are usual, where cells have some that cannot be halves of one: `Madonna, Prince, Cher`."""
    if not is_object(form_of(field).type, Person) or not any(map(HALVES.fullmatch, texts)):
        return {}
    lists = (cut(text, ",") for text in texts)
    alone = sum(len(names) != 2 and any(_is_word(name) for name in names) for names in lists)
    return {"one_word": True} if alone > 1 and alone * _ODD_NAMES > len(texts) else {}


def _is_word(name: str) -> bool:
    return name[:1].isalpha() and " " not in name


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
        if lists and read * 100 >= len(lists) * (100 - MOST_ODD):
            return {"list": how}
    return {}


def _unit(name: str, column: Sequence[Any]) -> Options:
    """The unit of durations that are mere numbers: minutes, unless they are too many for a film."""
    bare = [float(cell) for cell in column if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", str(cell))]
    if not bare:
        return {}
    seconds = "sec" in name.casefold() or median(bare) > _MOST_MINUTES
    return {"unit": "s" if seconds else "min"}


def _tidied(titles: Sequence[str]) -> Options:
    """Whether articles stand behind titles, or the years of the films do: `American President, The (1995)`.

    In several lines a cell has several titles.

    One title that ends so proves nothing where others begin with their article. Without such signs none is cut.
    """
    lines = sum("\n" in said.strip() for said in titles)
    if lines > 1 and lines * _LINES >= len(titles):
        return {"others": True}
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
