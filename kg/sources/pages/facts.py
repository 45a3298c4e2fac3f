"""What a page says of each field, from several places: the strongest place that gives a value wins."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import compress
from typing import Any, NamedTuple

from kg.model.record import Fault
from kg.sources.fields import fault
from kg.sources.forms import form_of
from kg.sources.lexicon import OTHER_CREDITS, fold

_ONE = frozenset(("year", "duration"))
_NEAR = 5
"""In lines."""

_A_CAST = 3
"""So many people are more than a casting director and a colleague."""


class Strength(IntEnum):
    """How much a place speaks for what it says."""

    PLACE = 1
    LINE = 2
    PHRASE = 3
    BARE = 4
    LABEL = 5


class Fact(NamedTuple):
    """Values of a field, as they are read in one place: `line` is where, `at` the label that says so."""

    values: tuple[Any, ...]
    strength: Strength
    line: int
    at: int
    raw: str = ""


class Facts:
    """Collects them, and chooses."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: dict[str, list[Fact]] = {}
        self._last: tuple[str, Fact | None] = "", None

    def add(self, field: str, values: Iterable[Any], strength: Strength, line: int, at: int = 0, raw: str = "") -> None:
        """Add what a place says; `at`: the line of its label, where that stands above."""
        if given := tuple(values):
            fact = Fact(given, strength, line, at or line, raw)
            if strength >= Strength.BARE:
                self._last = field, fact
            self._found.setdefault(field, []).append(fact)

    def cast_by(self, labels: frozenset[str]) -> None:
        """Where no label names the cast, several people of other work with one of these labels are it."""
        said = self._found.get(OTHER_CREDITS, [])
        heads = [all(fold(role) in labels for role, _ in fact.values) for fact in said]
        cast = list(compress(said, heads))
        if "cast" not in self and sum(len(fact.values) for fact in cast) >= _A_CAST:
            others = [fact for fact, head in zip(said, heads, strict=True) if not head]
            self._found |= {OTHER_CREDITS: others} if others else {}
            if not others:
                del self._found[OTHER_CREDITS]
            self._found["cast"] = [fact._replace(values=tuple(name for _, name in fact.values)) for fact in cast]

    def __contains__(self, field: str) -> bool:
        """Whether anything is said of a field."""
        return field in self._found

    def cut_off(self, line: int, faults: list[Fault]) -> None:
        """The page stops within a line: the last name in it may have lost its own end."""
        field, last = self._last
        if last and last.line == line and field in _NAMED:
            said = self._found[field]
            said[-1:] = [last._replace(values=last.values[:-1])] if len(last.values) > 1 else []
            faults.append(fault(field, last.values[-1], "the page is cut off here", line=line))
            if not said:
                del self._found[field]

    def fields(self) -> frozenset[str]:
        """The fields of which something is said."""
        return frozenset(self._found)

    def lines(self) -> set[int]:
        """The lines on which facts stand that count."""
        return {fact.line for field in self._found for fact in self._amid(field)}

    def stated(self, field: str) -> list[Fact]:
        """All that places say of a field, in the order of the page."""
        return sorted(self._found.get(field, []), key=lambda fact: fact.line)

    def somebody(self) -> set[str]:
        """The people whom any place states for any role, folded."""
        return {fold(str(name)) for field in PEOPLE for fact in self.stated(field) for name in fact.values}

    def labelled(self) -> bool:
        """Whether any fact stands behind a label."""
        return any(fact.strength >= Strength.BARE for said in self._found.values() for fact in said)

    def best(self, field: str) -> list[Fact]:
        """The facts of the first of the strongest places."""
        said = self._apart(self._amid(field)) if field in _NAMED else self._amid(field)
        top = max((fact.strength for fact in said), default=Strength.PLACE)
        strongest = [fact for fact in said if fact.strength == top]
        return [fact for fact in strongest if fact.at == strongest[0].at]

    def _apart(self, said: list[Fact]) -> list[Fact]:
        """The facts without those in which two names ran together that another place has apart."""
        known = {str(value) for fact in said for value in fact.values} if len(said) > 1 else set()
        kept = [fact for fact in said if not any(_is_two(str(value), known) for value in fact.values)]
        return kept or said

    def _amid(self, field: str) -> list[Fact]:
        """The facts of a field without those that stand alone where others as strong are among those of other fields.

        `Country: Italy` alone below a name is of a film that the page announces.
        """
        said = self._found.get(field, [])
        if len({fact.at for fact in said}) < 2:
            return said
        others = [sorted(fact.line for fact in facts) for one, facts in self._found.items() if one != field]
        amid = {fact for fact in said if any(_is_near(fact.line, lines) for lines in others)}
        top = max((fact.strength for fact in amid), default=Strength.PLACE)
        return [fact for fact in said if fact in amid or fact.strength > top] if amid else said

    def values(self, field: str) -> list[Any]:
        """The values of a field, each once."""
        return list(dict.fromkeys(value for fact in self.best(field) for value in fact.values))

    def passed_over(self) -> Iterator[tuple[str, str, int]]:
        """Field, value and line of what weaker places say of a list of names, where the strongest does not."""
        for field in sorted(_NAMED & self._found.keys()):
            best = self.best(field)
            said = {value for fact in best for value in fact.values}
            weaker = ((value, fact.line) for fact in self._found[field] if fact not in best for value in fact.values)
            yield from ((field, str(value), line) for value, line in weaker if value not in said)

    def record(self, faults: list[Fault]) -> dict[str, Any]:
        """Field → value. Where labels state two different years or lengths, the first stays and the other is told."""
        found: dict[str, Any] = {}
        for field in self._found:
            values = self.values(field)
            if field == OTHER_CREDITS:
                credits: dict[str, list[dict[str, str]]] = {}
                for role, name in values:
                    credits.setdefault(role, []).append({"name": name})
                found[field] = credits
            elif not form_of(field).several:
                found[field] = values[0]
                faults += self._others(field, values[0])
            elif field in _NAMED:
                found[field] = [{"name": name} for name in values]
            else:
                found[field] = values
        return found

    def _others(self, field: str, value: Any) -> list[Fault]:
        best = self.best(field)[0]
        same = (fact for fact in self._found[field] if fact.strength == best.strength == Strength.LABEL)
        others = {str(one): fact for fact in same for one in fact.values if one != value and field in _ONE}
        return [
            fault(field, raw, f"the page also states another value: {value}", line=fact.line)
            for raw, fact in others.items()
        ]


def _is_two(name: str, known: set[str]) -> bool:
    """Whether a name is two that are known, one behind the other."""
    tokens = name.split(" ")
    return any(" ".join(tokens[:at]) in known and " ".join(tokens[at:]) in known for at in range(2, len(tokens) - 1))


def _is_near(line: int, lines: list[int]) -> bool:
    """Whether one of the sorted lines is near a line."""
    place = bisect_left(lines, line - _NEAR)
    return place < len(lines) and lines[place] <= line + _NEAR


PEOPLE = frozenset(("directors", "screenwriters", "cinematographers", "editors", "composers", "cast", "producers"))
COMPANIES = frozenset(("production_companies", "distributors"))
_NAMED = PEOPLE | COMPANIES
