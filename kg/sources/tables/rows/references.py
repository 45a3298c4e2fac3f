"""Rows of a JSON document that refer to members of other lists in it, as showtimes refer to films and screens by ids.

What a row refers to becomes a column with the name of the list: `filmId = "relatedData.films"` gives `films.title`. The
lists are read first, since they may stand behind the rows.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from kg.model.record import Fault
from kg.sources.fields import fault
from kg.sources.json_text import Broken, Text
from kg.sources.lexicon import fold
from kg.sources.stated import Leftover
from kg.sources.tables.cells import look_up
from kg.sources.tables.rows.row import Row
from kg.system.files import opened

_ENDS = ("ids", "id", "refs", "ref", "keys", "key")
_IDS = ("id", "key", "uid", "uuid")
_DEEPEST = 4
_LOOKED_AT = 1000
"""So many members of a list tell which of their fields refer to another one."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Member(NamedTuple):
    """A member of a list, and where it begins."""

    line: int
    value: dict[str, Any]


Members = dict[Any, Member]
"""Of a list by their places, of an object by their names."""


def joined(
    found: Iterable[Row | Fault | Leftover], path: Path, encoding: str, wanted: Mapping[str, str]
) -> Iterator[Row | Fault | Leftover]:
    """The rows with what they refer to; `wanted`: field → path of the list to which it refers."""
    lists = read(path, encoding, frozenset(wanted.values()))
    for absent in [one for one in wanted.values() if one not in lists]:
        yield fault("", "", f"has no list {absent!r}; correct joined in the catalogue", line=1)
    by_id = {name: _by_id(name, lists[name]) for name in wanted.values() if name in lists}
    for name, members in by_id.items():
        for id_, same in members.items():
            if len(same) > 1:
                yield fault("", id_, f"{len(same)} members of {name} have this id; none is joined", line=same[1].line)
    used = {(name, id_) for name, members in by_id.items() for id_, same in members.items() if len(same) > 1}
    above = {".".join(name.split(".")[:end]) for name in by_id for end in range(1, name.count(".") + 2)}
    for one in found:
        if isinstance(one, Leftover) and one.name in above:
            yield from _beside(one, above)
        elif isinstance(one, Row):
            cells = dict(one.cells)
            for field, name in wanted.items():
                yield from _join(cells, field, name, by_id.get(name, {}), used, one.line)
            yield Row(one.line, cells)
        else:
            yield one
    for name, members in by_id.items():
        for id_, same in members.items():
            if (name, id_) not in used:
                yield Leftover("row", f"{name}: nothing refers to it", same[0].value, same[0].line)


def _beside(left: Leftover, above: Iterable[str]) -> Iterator[Leftover]:
    """What stands in an object beside the lists that are joined."""
    for name, value in left.raw.items() if isinstance(left.raw, dict) else ():
        path = f"{left.name}.{name}"
        if path not in above:
            yield Leftover(left.kind, path, value, left.line)
        elif isinstance(value, dict):
            yield from _beside(Leftover(left.kind, path, value, left.line), above)


def _join(
    cells: dict[str, Any],
    field: str,
    name: str,
    members: Mapping[str, list[Member]],
    used: set[tuple[str, str]],
    line: int,
) -> Iterator[Fault]:
    stated = look_up(cells, field)
    ids = [str(one) for one in (stated if isinstance(stated, list) else [stated]) if _is_id(one)]
    for id_ in ids:
        if id_ not in members:
            yield fault("", id_, f"{field} refers to a member of {name} that is not there", line=line)
    own = [members[id_][0].value for id_ in ids if len(members.get(id_, ())) == 1]
    used.update((name, id_) for id_ in ids)
    if own:
        if field in cells and ids:
            del cells[field]
        cells[name.rpartition(".")[2]] = own[0] if len(own) == 1 else _together(own)


def _together(members: list[dict[str, Any]]) -> dict[str, Any]:
    """One object that says what several say, a list for each of their members."""
    found: dict[str, Any] = {}
    for name in dict.fromkeys(name for one in members for name in one):
        said = [one[name] for one in members if name in one]
        inner = [one for one in said if isinstance(one, dict)]
        found[name] = _together(inner) if len(inner) == len(said) else said
    return found


def read(path: Path, encoding: str, wanted: frozenset[str] | None = None) -> dict[str, Members]:
    """The lists of objects in a document that stand in no other list, by their paths, members by place or name; of the
    `wanted` alone where these are known.
    """
    found: dict[str, Members] = {}
    with opened(path) as file, suppress(Broken):  # where it breaks is told by who reads the rows
        _read(Text(file, encoding), "", wanted, found)
    return found


def _read(text: Text, path: str, wanted: frozenset[str] | None, found: dict[str, Members], depth: int = 0) -> Any:
    """Put the lists into `found`; gives the value, None of what is passed over."""
    first = text.peek()
    asked = wanted is None or path in wanted
    if first == "[":
        text.take("[")
        members = enumerate(text.members())
        if not asked:
            deque(members, maxlen=0)
            return None
        objects = {place: Member(line, one) for place, (line, one) in members if type(one) is dict}
        if objects:
            found[path] = objects
        return [one.value for one in objects.values()]
    if first != "{" or depth > _DEEPEST:
        return text.value()
    text.take("{")
    said: dict[str, Any] = {}
    named: dict[str, Member] = {}
    while text.peek() == '"':
        name = text.value()
        text.take(":")
        is_object, line = text.peek() == "{", text.line
        said[name] = text.value() if wanted and asked else _read(text, _below(path, name), wanted, found, depth + 1)
        if is_object and isinstance(said[name], dict):
            named[name] = Member(line, said[name])
        if text.peek() != "}":
            text.take(",")
    text.take("}")
    if asked and named and len(named) == len(said) and _are_alike(named):
        for inner in [one for one in found if one.startswith(f"{path}.")]:
            del found[inner]
        found[path] = named
    return said


def _are_alike(named: Mapping[Any, Member]) -> bool:
    """Whether they are members of a list rather than parts of an object: they have names in common, and no lists of
    objects of which each is a list of its own.
    """
    first, *others = (one.value.keys() for one in named.values())
    return bool(first) and all(first & other for other in others)


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _by_id(name: str, members: Mapping[Any, Member]) -> dict[str, list[Member]]:
    """Id → the members that have it: what they call their id, or the name under which an object has them."""
    stem = _stem(name.rpartition(".")[2])
    found: dict[str, list[Member]] = {}
    for place, one in members.items():
        names = (key for key in one.value if _words(key) in ([end] for end in _IDS) or _refers(key) == stem)
        own = next((one.value[key] for key in names if _is_id(one.value[key])), None)
        if own is not None or isinstance(place, str):
            found.setdefault(str(place if own is None else own), []).append(one)
    return found


def proposed(path: Path, encoding: str) -> tuple[str, dict[str, str]]:
    """The list whose members refer to those of most others, and field → list; ("", {}) where none does."""
    lists = read(path, encoding)
    ids = {name: _by_id(name, members).keys() for name, members in lists.items() if name}
    found = {name: _references(name, lists[name], ids) for name in lists}
    best = max(found, key=lambda name: len(found[name]), default="")
    if not found.get(best):
        return "", {}
    further = {
        f"{inner.rpartition('.')[2]}.{field}": name
        for inner in found[best].values()
        for field, name in found[inner].items()
        if name not in (best, *found[best].values())
    }
    return best, found[best] | further


def _references(own: str, members: Mapping[Any, Member], ids: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Field → the list to which it refers: its values are ids there, and its name or they alone say it."""
    said: dict[str, set[str]] = {}
    for one in list(members.values())[:_LOOKED_AT]:
        for field, value in one.value.items():
            several = value if isinstance(value, list) else [value]
            if several and all(map(_is_id, several)):
                said.setdefault(field, set()).update(map(str, several))
    found: dict[str, str] = {}
    for field, values in said.items():
        others = [name for name in ids if name != own and name not in found.values() and values & set(ids[name])]
        called = [name for name in others if _refers(field) == _stem(name.rpartition(".")[2])]
        is_reference = _words(field)[-1:] and _words(field)[-1] in _ENDS and len(_words(field)) > 1
        sure = called or (others if is_reference and values <= set(ids[others[0]] if others else ()) else [])
        if len(sure) == 1:
            found[field] = sure[0]
    return found


def _is_id(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and value != ""


def _words(field: str) -> list[str]:
    """`filmId`, `film_id`, `film-id` → film, id."""
    return fold(_HUMP.sub(" ", field).replace("_", " ").replace("-", " ")).split()


def _refers(field: str) -> str:
    """What a field is called without what says that it holds an id."""
    words = _words(field)
    return _stem(" ".join(words[:-1] if len(words) > 1 and words[-1] in _ENDS else words))


def _stem(name: str) -> str:
    """A name in singular, as English has it; what is called so differs in no other way."""
    word = " ".join(_words(name))
    return f"{word[:-3]}y" if word.endswith("ies") and word != "movies" else word.removesuffix("s")
