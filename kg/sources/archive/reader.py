"""Reader of filmographic records in XML: EN 15907 (Film identification) and what applies it.

A record names a work: its titles with their kinds, the year and country of reference, agents with their activities (as
codes or in words), production events, descriptions. What is where, and which words mean what, is told for each dialect
in `archive.toml`: FORWARD (`CinematographicWork`) and the European Film Gateway (`avcreation`).
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from kg.model.record import Fault
from kg.model.values.lists import languages
from kg.model.values.title import title
from kg.model.values.tried import tried
from kg.sources.archive.agents import OTHER, credits_of, identifiers
from kg.sources.archive.dialects import Dialect, all_said, archive, first_said, statements
from kg.sources.archive.xml import Found, Part, elements
from kg.sources.config import SourceConfig
from kg.sources.fields import fault, told_apart
from kg.sources.forms import form_of
from kg.sources.html_cells import seen
from kg.sources.stated import Leftover, Stated
from kg.system.files import opened


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault | Leftover]:
    """Each record of a file, one at a time; where the file breaks, what stands before is read."""
    dialects = {dialect.record.casefold(): dialect for dialect in archive().dialects}
    empty = True
    with opened(path) as file:
        for found in elements(file, frozenset(dialects), source.encoding):
            empty = empty and isinstance(found, Leftover)
            if isinstance(found, Fault | Leftover):
                yield found
            else:
                yield from _record(found, dialects[found.element.tag], source.language)
    if empty:
        names = ", ".join(dialect.record for dialect in archive().dialects)
        yield fault("", "", f"has no filmographic record: none of the elements {names}", line=1)


def _record(found: Found, dialect: Dialect, language: str) -> Iterator[Stated | Leftover]:
    element, faults = Part(found.element), list[Fault]()
    if other := next((path for path in dialect.not_films if element.all(path)), ""):
        yield Leftover("element", f"{found.element.tag} with {other}", first_said(element, dialect.key), found.line)
        return
    said = _titles(element, dialect) | _fields(element, dialect, faults)
    said |= _languages(element, dialect)
    said["descriptions"] = _descriptions(element, dialect, language)
    said["identifiers"] = identifiers(element, dialect.identifiers)[0]
    for field, label, agent in credits_of(element, dialect.agents, faults):
        if field == OTHER:
            said.setdefault(OTHER, {}).setdefault(label, []).append(agent)
        else:
            said.setdefault(field, []).append(agent)
    key = first_said(element, dialect.key)
    yield Stated(said, found.line, key, tuple(faults), encoding=found.encoding)
    yield from (Leftover("element", name, raw, found.line) for name, raw in _left(element, dialect, said, key))


def _left(record: Part, dialect: Dialect, said: dict[str, Any], key: str) -> Iterator[tuple[str, str]]:
    """What was not read, and what was read and has no place."""
    yield from record.unread()
    used = archive().words.languages | archive().words.subtitles
    for usage, text in statements(record, dialect.languages):
        if usage.casefold() not in used:
            yield f"language ({usage.casefold()})", text
    for scheme, text in identifiers(record, dialect.identifiers)[1]:
        if text != key:
            yield f"identifier ({scheme})", text
    for text in all_said(record, dialect.identifying_title):
        if _turned(text) not in {said["title"], *said["alternate_titles"]}:
            yield "identifyingtitle", text


def _titles(record: Part, dialect: Dialect) -> dict[str, Any]:
    """The film's own title, else the one that identifies it, else the first; the others beside it."""
    titles = [(kind.casefold(), _turned(text)) for kind, text in statements(record, dialect.titles)]
    own = [text for kind, text in titles if kind in archive().words.own_title]
    own += [_turned(text) for text in all_said(record, dialect.identifying_title)]
    every = [text for _, text in titles]
    return {"title": next(iter(own + every), None), "alternate_titles": list(dict.fromkeys(every))}


def _turned(text: str) -> str:
    """Archives write `Brücke, Die`."""
    turned = tried(partial(title, others=False), text)
    return turned.title if turned else text


def _fields(record: Part, dialect: Dialect, faults: list[Fault]) -> dict[str, Any]:
    """What stands in the fields whose texts are as in a record; of two years, say, neither is the film's."""
    said: dict[str, Any] = {}
    for field, where in dialect.fields.items():
        texts = list(dict.fromkeys(text for _, text in statements(record, where)))
        if form_of(field).several:
            said[field] = [one for text in texts for one in told_apart(field, text)]
        elif len(texts) > 1:
            faults.append(fault(field, ", ".join(texts), "several values; it is not stated which one is the film's"))
        else:
            said[field] = next(iter(texts), None)
    return said


def _languages(record: Part, dialect: Dialect) -> dict[str, list[str]]:
    """Languages and subtitles, by what the languages are used for."""
    stated = [(usage.casefold(), languages(text)) for usage, text in statements(record, dialect.languages)]
    uses = {"languages": archive().words.languages, "subtitles": archive().words.subtitles}
    return {field: [name for usage, names in stated if usage in used for name in names] for field, used in uses.items()}


def _descriptions(record: Part, dialect: Dialect, language: str) -> dict[str, str]:
    """Language → all that is said in it."""
    said: dict[str, list[str]] = {}
    for stated, text in statements(record, dialect.descriptions):
        said.setdefault(stated.casefold() or language, []).append(seen(text))
    return {tag: "\n\n".join(texts) for tag, texts in said.items()}
