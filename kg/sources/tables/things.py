"""What one value of a cell names or says: people and companies by their rules, dates in the order that is said."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from kg.model import values
from kg.model.record import Fault, Organization, Person
from kg.model.values.clock import local
from kg.model.values.company import companies
from kg.model.values.people import ONE_OR_TWO, acted, parts, person
from kg.model.values.title import title
from kg.model.values.tried import tried
from kg.sources.config import Column, first_of
from kg.sources.fields import fault, has_lists, states, told_apart, understood
from kg.sources.forms import form_of, is_object
from kg.sources.json_text import Number
from kg.sources.lexicon import senses
from kg.sources.tables import cells
from kg.system.errors import NotUnderstood

Faults = list[Fault]

ONE_WORD = f"{ONE_OR_TWO}; or set one_word where names of one word are usual"
HALVES = re.compile(r"\A(?![\u2e80-\uffef])[^\W\d_][\w.'’-]++,\s*+(?![\u2e80-\uffef])[^\W\d_][\w.'’-]++")
_PARTED = re.compile(r"([^\W\d_][^:–—-]{1,40})(?::|(?<=\s)[–—-])\s++(?=\S)")
_LABEL_WORDS = 2

_YEAR_OF_DATE = re.compile(r"\+?([0-9]{4})-[0-9]{2}-[0-9]{2}(?:T.{0,30})?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{4})")


def apart(value: Any, form: Any, column: Column) -> list[Any]:
    """Those whom a text names. A comma between surname and first name separates nobody."""
    if not isinstance(value, str) or isinstance(value, Number):
        return [value]
    separator = first_of(column.separator)
    if is_object(form, Organization):
        return [*companies(value, separator)]
    return [part.name for part in parts(value, separator or (";" if column.surname_first else None))]


def may_be_one(text: str, field: str, column: Column) -> bool:
    """Whether a cell of two single words, with a separator between them, may be one name: `Marlow, Ann`."""
    if column.one_word or column.surname_first or column.ids or field == "cast" or "," not in text:
        return False
    marks = (column.separator,) if isinstance(column.separator, str) else column.separator or ()
    is_cut = any(mark.strip() == "," for mark in marks)
    return is_cut and is_object(form_of(field).type, Person) and bool(HALVES.fullmatch(text.strip()))


def named(value: Any, identifier: Any, field: str, column: Column, faults: Faults) -> Iterator[Any]:
    """What one value of a cell names, with its identifier where it has one."""
    form = form_of(field).type
    given = value
    if isinstance(value, dict):
        given = cells.renamed(value, column)
        if not given:
            faults.append(fault(field, value, "an object without any of the mapped members"))
            return
        if not is_object(form):
            given = given.get("name")
    for one in _things(given, field, form, column, faults):
        if column.ids and identifier:
            named = one if isinstance(one, dict) else {"name": one}
            yield {**named, "identifiers": {column.ids.scheme: identifier}}
        else:
            yield one


def _things(value: Any, field: str, form: Any, column: Column, faults: Faults) -> Iterator[Any]:
    """What one value of a cell names; who cannot be told costs nobody else their place."""
    is_agent = is_object(form, Person, Organization)
    text = value.get("name") if isinstance(value, dict) and is_object(form, Person) else value
    text = text if is_agent else cells.as_text(text)
    if not isinstance(text, str) or isinstance(text, Number):
        yield value
    elif is_agent:
        said = value if isinstance(value, dict) else {}
        rule = partial(_person if is_object(form, Person) else _company, column)
        for name in [text] if said or column.ids else apart(text, form, column):
            if found := understood(rule, _unlabelled(name, field), field, faults):
                role = acted(name)[1] if field == "cast" and not said else ""
                yield {**said, "name": found} | ({"character": role} if role else {})
    else:
        yield from _plain(text, field, column, faults)


def _unlabelled(text: Any, field: str) -> Any:
    """`Screenplay - Ann Lee`, `Written by Ann Lee`: a label of the field itself is none of the name."""
    if not isinstance(text, str):
        return text
    if parted := _PARTED.match(text):
        return text[parted.end() :] if field in senses(parted[1]) else text
    *words, name = text.split(maxsplit=_LABEL_WORDS) or [""]
    may_be = len(words) == _LABEL_WORDS and words[-1].islower() and " " in name
    return name if may_be and field in senses(" ".join(words)) else text


def _person(column: Column, name: str) -> str:
    return person(name, surname_first=column.surname_first, most_words=column.most_words)


def _company(column: Column, name: str) -> str:
    if column.most_words and len(name.partition(",")[0].split()) > column.most_words:
        raise NotUnderstood(f"more than {column.most_words} words: several companies?")
    return name


def _plain(text: str, field: str, column: Column, faults: Faults) -> Iterator[str]:
    if field == "year":
        yield _year(text)
    elif column.tidy and field == "alternate_titles":
        titled = tried(partial(title, others=False), text)
        yield titled.title if titled else text
    elif column.unit and text.replace(".", "", 1).isdigit():
        yield f"{text.removesuffix('.0')} {column.unit}"
    elif column.decimal:
        yield text.replace("," if column.decimal == "." else ".", "").replace(column.decimal, ".")
    elif column.date_order and states(field, "dateTime"):
        yield tried(local, text, column.date_order) or text
    elif column.date_order or column.latest:
        yield from _dated(text, field, column, faults)
    else:
        yield from told_apart(field, text)


def is_as_written(field: str, column: Column) -> bool:
    """Whether each text in the cells of a column says itself, whatever it is."""
    ruled = column.unit or column.decimal or column.date_order or column.latest
    titled = column.tidy and field == "alternate_titles"
    is_agent = is_object(form_of(field).type, Person, Organization)
    return not (ruled or titled or is_agent or field == "year" or has_lists(field))


def _year(text: str) -> str:
    """A year, or that of a whole date: `1999-10-16`, `+2001-00-00T00:00:00Z`, `03/04/2009`, `16 Oct 1999`."""
    if tried(values.year, text):
        return text
    if found := _YEAR_OF_DATE.fullmatch(text.strip()):
        return found[1] or found[2]
    day = tried(values.date, text)
    return day[:4] if day else text


def _dated(text: str, field: str, column: Column, faults: Faults) -> Iterator[str]:
    """A date in the order that is said; a later one than there can be is a fault. Others are left to their field."""
    is_day = form_of(field).type is str
    day = str((tried(values.date, text, column.date_order) if is_day else tried(values.year, text)) or "")
    # A year comes before all its days.
    if column.latest and day > column.latest.isoformat():
        faults.append(fault(field, text, f"later than {column.latest}: a century lost?"))
    else:
        yield day if day and is_day else text
