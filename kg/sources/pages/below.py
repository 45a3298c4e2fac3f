"""Values that stand below their label: which lines go on with a list, and roles before names."""

import re
from collections.abc import Container, Mapping, Sequence

from kg.sources.lexicon import OTHER_CREDITS, Senses, senses
from kg.sources.pages import atoms, segments
from kg.sources.pages.checked import checked
from kg.sources.pages.companies import is_address
from kg.sources.pages.facts import COMPANIES, PEOPLE
from kg.sources.pages.lines import BORDER, Line
from kg.sources.pages.names import is_company, is_name, people
from kg.sources.pages.technical import is_prose

LISTS = PEOPLE | COMPANIES | {OTHER_CREDITS, "production", "distribution", "genres", "countries", "languages"}
"""What may take several lines."""

_LISTED = PEOPLE | COMPANIES | {"production"}
_DATED = re.compile(r"\d{2}[.:]\d\d|\+?\d[\d ]{7,}|·")
_NOTE = re.compile(r"(?<!\s)\s\((?P<note>[^()]+)\)\Z")
_LONGEST_ROLE, _MOST_LINES, _LEAST_ROLES = 60, 30, 4


def goes_on(said: Senses, line: str, count: int, gap: int, *, spaced: bool) -> bool:
    """Whether a line is a value, the `count`-th, of the label above; `gap` empty lines stand before it.

    `spaced`: one empty line stands below the label already, as between blocks of a page.
    """
    first = said[0]
    if first in _LISTED and (other := segments.bare(line, {})) and " " in other.label:
        return False
    if gap >= 3 or (count and gap and not (gap == 1 and spaced and set(said) & _LISTED)):
        return False
    if set(said) & PEOPLE or first == OTHER_CREDITS:
        line = without_label(said, line)
        names, rest = people(re.sub(r"\A(?:avec|con|mit|with)\s++", "", line))
        whole = bool(names) and not rest and (not count or all(len(name.split()) > 1 for name in names))
        return whole if not (count and gap) else is_name(line)
    if first in COMPANIES or first in ("production", "distribution"):
        if count and not is_address(line):
            return len(line) < 80 and (_is_company(line) or (first in ("production", "distribution") and is_name(line)))
        return len(line) < 200 and not is_prose(line) and not _DATED.search(line)
    if len(said) > 1 or first in ("year", "duration", "countries", "languages", "release_date"):
        return not is_prose(line) and len(line) < 120 and bool(checked(said, line).found)
    if first == "genres":
        return len(line) < 80 and not is_prose(line) and (not count or atoms.is_genre(line))
    return not count and len(line) < 200


def without_label(said: Senses, line: str) -> str:
    """`Compositeur Bo Cy` below `Musique :` is Bo Cy."""
    again = segments.bare(line, {}) if set(said) & PEOPLE else None
    return again.value if again and set(again.senses) <= set(said) and is_name(again.value) else line


def _is_company(line: str) -> bool:
    """A line says by its words, or by the country behind it, that it is one."""
    note = _NOTE.search(line)
    return is_company(line) or bool(note and atoms.country(note["note"]))


def played(said: Senses, line: str) -> tuple[str, ...]:
    """`Lazzaro: Adriano Tardiolo` below a label for the cast: the role is no label."""
    if said != ("cast",):
        return ()
    before, found = segments.cut(line, {})
    if before.strip() or len(found) != 1 or found[0].senses != segments.UNKNOWN or len(found[0].label) > _LONGEST_ROLE:
        return ()
    names, rest = people(found[0].value)
    return names if names and not rest and len(names) <= 2 else ()


def are_people(lines: Sequence[Line]) -> bool:
    """Whether two lines are names of people."""
    return len(lines) == 2 and all(is_name(line.text) and not is_company(line.text) for line in lines)


def roles_between(lines: Sequence[Line], at: int, own: Mapping[str, Senses]) -> set[int]:
    """The lines below a label for the cast, by index, that are roles: every second, where one of them is no name.

    An empty line may stand between the rows of a table.
    """
    block: list[int] = []
    rows = len(lines) > at + 3 and lines[at + 3].gap == 1
    for place in range(at + 1, min(at + 2 * _MOST_LINES, len(lines))):
        text = lines[place].text
        apart = lines[place].gap > rows or (lines[place].gap and len(block) % 2)
        if (block and apart) or lines[place].heading or segments.cut(text, own)[1] or senses(text, own):
            break
        block.append(place)
    people_, roles = block[::2], block[1::2]
    single = any(" " not in lines[place].text for place in roles)
    sure = len(block) >= _LEAST_ROLES and single and all(is_name(lines[place].text) for place in people_)
    return set(roles) if sure and all(len(lines[place].text) < _LONGEST_ROLE for place in roles) else set()


def runs_on(lines: Sequence[Line], at: int, own: Mapping[str, Senses], bare: Container[int] = frozenset()) -> bool:
    """Whether the names of a labelled line go on below: lines of one name, down to the next labelled line."""
    for place, line in enumerate(lines[at + 1 : at + _MOST_LINES], at + 1):
        if place in bare and not line.gap:
            return place > at + 1
        text = line.text.replace(BORDER, " ")
        if line.gap:
            return False
        if is_name(text) and not senses(text, own):
            continue
        before, found = segments.cut(text, own)
        return bool(found and not before.strip() and line is not lines[at + 1])
    return False
