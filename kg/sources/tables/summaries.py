"""Rows at the end of a table that sum it up, or say something of it, and are no films: `Total: 2 films`, `(12 rows)`,
`Source: the archive`, `* = with guests`.

Only what cannot be a film is one of them: there is one called Total. A title that stands alone is told.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from kg.model.record import Fault
from kg.model.values.text import caseless
from kg.sources.stated import Leftover
from kg.sources.tables.notes import is_note
from kg.sources.tables.rows.row import Row

_WORDS = Path(__file__).with_suffix(".toml")
SUMMARY = "is a total row, not a film"
NOTE = "is a note below the table, not a film"
LONE = "is the last row and has hardly more than a title; it is read as a film: if it is none, delete it"
TOLD = frozenset((SUMMARY, NOTE, LONE))

_MOST = 5
"""So many rows may stand below the films."""

_LONGEST = 80
_FEW = 4
"""A note in fewer cells than these may have been cut at its commas."""

_NUMBER = r"[0-9][0-9.,'’\u00a0\u202f]{0,20}"
_YEAR = re.compile(r"1[89][0-9]{2}|20[0-9]{2}")
_HOURS = r"[0-9]{1,4}(?::[0-5][0-9]){1,2}|[0-9]{1,4}\s?h\s?[0-5]?[0-9](?:\s?min\.?)?"
_NUMERIC = re.compile(rf"[-+~≈Ø€$£¥]?\s?(?:{_NUMBER}\s?(?:[€$£¥%]|[A-Z]{{3}}|min\.?|h)?|{_HOURS})")


def without(rows: Iterable[Row | Fault | Leftover], titles: frozenset[str]) -> Iterator[Row | Fault | Leftover]:
    """The rows of a table, but for those that sum it up, which are left over. `titles`: the columns of titles."""
    above = _Above(titles)
    held: list[Row] = []
    for one in rows:
        if isinstance(one, Row) and len(held) < _MOST and above.may_end(one):
            held.append(one)
            continue
        for row in held:
            above.add(row)
            yield row
        held.clear()
        if isinstance(one, Row):
            above.add(one)
        yield one
    for row in held:
        why = above.why(row, is_last=row is held[-1])
        if why:
            yield Leftover("row", why, row.cells, row.line)
        if why in ("", LONE):
            above.add(row)
            yield row


class _Above:
    """What stands above a row: how many rows, and the sums of columns of numbers."""

    def __init__(self, titles: frozenset[str]) -> None:
        self._titles = titles
        self._count = 0
        self._lone = 0
        self._filled = 0
        self._sums: dict[str, float] = {}

    def add(self, row: Row) -> None:
        """Count a row."""
        self._count += 1
        self._lone += _is_lone(row)
        self._filled += len(_filled(row))
        cells = row.cells if self._count == 1 else self._sums
        sums = {}
        for name in cells:
            try:
                sums[name] = self._sums.get(name, 0.0) + float(row.cells.get(name) or 0)
            except (TypeError, ValueError, OverflowError):  # a whole number may be larger than any float
                continue
        self._sums = sums

    def may_end(self, row: Row) -> bool:
        """Whether a row may stand below the films, by its first cells: most are told by these not to."""
        first = next((cell for cell in row.cells.values() if cell not in (None, "")), None)
        if not isinstance(first, str) or not self._count:
            return False
        is_labelled = len(first) <= _LONGEST and bool(_label().match(caseless(first)))
        if is_labelled or _is_lone(row):
            return True
        said = _filled(row)
        return len(said) < min(len(row.cells), _FEW) and all(map(is_note, said))

    def why(self, row: Row, *, is_last: bool) -> str:
        """Why a row at the end is no film, or `LONE` where it is one that a person should look at; "" where it is."""
        said = _filled(row)
        if len(row.cells) > 1 and all(map(is_note, said)):
            return NOTE
        if self._is_summed(row):
            return SUMMARY
        is_little = len(said) == 1 or (len(said) == 2 and bool(_label_alone().fullmatch(said[0])))
        is_lone = is_last and is_little and self._count > 1 and self._is_full()
        is_title = not self._titles or any(row.cells.get(name) for name in self._titles)
        return LONE if is_lone and is_title else ""

    def _is_full(self) -> bool:
        """Whether the rows above, but for one of ten, have several cells."""
        return self._lone * 10 <= self._count

    def _says_more(self, few: int) -> bool:
        """Whether the rows above have, on average, at least two cells more than so many."""
        return self._is_full() and self._filled >= (few + 2) * self._count

    def _is_summed(self, row: Row) -> bool:
        """Whether a row at the end of a table can be no film: all but its label are numbers, and one of them counts."""
        filled = {name: str(cell).strip() for name, cell in row.cells.items() if cell not in (None, "", [], {})}
        first, *others = filled
        said = filled[first]
        if not all(_NUMERIC.fullmatch(filled[name]) or _says_how_many(filled[name]) for name in others):
            return False
        if counted := _counted().fullmatch(said):
            return not others and (len(row.cells) > 1 or counted["many"] == str(self._count))
        if _labelled().fullmatch(said):
            return True
        if not _label_alone().fullmatch(said):
            return False
        is_titled = not self._titles or any(name in self._titles for name in filled)
        if not others:
            return not is_titled or self._is_full()
        if not is_titled or any(self._adds_up(name, filled[name]) for name in others):
            return True
        # A sum by hand may be wrong, or in hours below minutes. A film has a year, or more than one of its columns.
        return self._says_more(len(filled)) and not any(_YEAR.fullmatch(filled[name]) for name in others)

    def _adds_up(self, name: str, cell: str) -> bool:
        """Whether a number is the sum or the mean of the column above it, or says how many rows stand there."""
        if cell == str(self._count) or (not self._sums.get(name) and not _YEAR.fullmatch(cell)):
            return True
        if self._count < 2 or name not in self._sums or not re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]{1,9})?", cell):
            return False
        number, total = float(cell), self._sums[name]
        places = len(cell.partition(".")[2])
        return total > 0 and (number == total or bool(places and number == round(total / self._count, places)))


def _filled(row: Row) -> list[str]:
    return [str(cell) for cell in row.cells.values() if cell not in (None, "", [], {})]


def _is_lone(row: Row) -> bool:
    """Whether one cell alone is filled, of several."""
    filled = (cell for cell in row.cells.values() if cell not in (None, "", [], {}))
    return len(row.cells) > 1 and next(filled, None) is not None and next(filled, None) is None


def _says_how_many(cell: str) -> bool:
    return bool(_labelled().fullmatch(cell) or _counted().fullmatch(cell))


@cache
def _alternatives(section: str) -> str:
    words = {word for words in tomllib.loads(_WORDS.read_text("utf-8"))[section].values() for word in words}
    return "|".join(sorted(words, key=lambda one: (-len(one), one)))


@cache
def _label() -> re.Pattern[str]:
    """How every such row begins, without case: most rows are told by this to be none."""
    return re.compile(rf"[(ø]?\s?(?:{caseless(_alternatives('label'))}|[0-9])")


@cache
def _label_alone() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('label')})", re.IGNORECASE)


@cache
def _labelled() -> re.Pattern[str]:
    """`Total:`, `Total films: 12`, `Anzahl Filme = 12`, `Total 12 films`."""
    of = rf"(?:\s(?:\w{{2,8}}\s)?(?:{_alternatives('unit')}))?"
    how_many = rf"(?:\s?{_NUMBER}(?:\s?(?:{_alternatives('unit')}|[€$£¥%]|min\.?|h))?)?"
    label = rf"(?:{_alternatives('label')})"
    counted = rf"{label}\s{_NUMBER}\s(?:{_alternatives('unit')})"
    return re.compile(rf"(?:{label}{of}\s?[:=]{how_many}|{counted})\.?", re.IGNORECASE)


@cache
def _counted() -> re.Pattern[str]:
    """`12 rows`, `(12 rows)`, `12 Filme insgesamt`."""
    many = rf"(?P<many>{_NUMBER})\s?(?:{_alternatives('unit')})(?:\s(?:in\s)?(?:{_alternatives('label')}))?\.?"
    return re.compile(rf"\(?{many}\)?", re.IGNORECASE)
