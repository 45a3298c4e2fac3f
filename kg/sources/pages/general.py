"""The general reader of film pages: any page, text or HTML, in any language whose labels are known.

Lines are cut at their labels; what stands behind one is checked by its field; lines without labels are technical lines,
or say nothing. Each fact has a place, and the strongest place wins (`facts`). The title is chosen last (`titles`).
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from kg.model.record import Fault
from kg.sources.lexicon import OTHER_CREDITS, Senses, fold, senses
from kg.sources.pages import atoms, segments
from kg.sources.pages.apart import apart, label_of
from kg.sources.pages.behind import credits
from kg.sources.pages.below import LISTS, are_people, goes_on, played, roles_between, runs_on, without_label
from kg.sources.pages.called import names_event
from kg.sources.pages.checked import BASED, SILENT, TITLES, Checked, checked, is_nothing
from kg.sources.pages.facts import PEOPLE, Facts, Strength
from kg.sources.pages.letters import letters, spoken_in
from kg.sources.pages.lines import BORDER, Line, lines_of, plain
from kg.sources.pages.names import people
from kg.sources.pages.segments import Segment
from kg.sources.pages.settled import settle
from kg.sources.pages.surnames import in_usual_order
from kg.sources.pages.technical import FACTS, divided, facts_behind, is_prose, technical
from kg.sources.pages.technical import Line as Technical
from kg.sources.pages.tidied import joined, tidied, without_roles
from kg.sources.pages.unlabelled import Unlabelled
from kg.sources.pages.words import introduced, those, words
from kg.sources.rated import announced, stated
from kg.sources.stated import Leftover

_NOTE = re.compile(r"\(([^()]+)\)")
_BEHIND_NAME = re.compile(rf"(?<=\w){BORDER}(?=[^\W\d_])")
_LED = re.compile(r"(?P<title>[^()]{1,80}?)\s\((?P<facts>[^()]{4,60})\)?")
_LONGEST_NAME = 5
"""Of a label, in words."""

WEAKER = "in a weaker place"
"""Before the field of what is left over so."""

_AROUND = 6
"""In lines: how near other credits stand."""

_TOP = 2
_FEATURE = 40
"""In minutes: behind a label that is not known, only what is so long is the length of the film."""


class _Above(NamedTuple):
    """A label whose value is looked for below it."""

    senses: Senses
    label: str
    at: int
    spaced: bool
    strength: Strength = Strength.LABEL


class Page(NamedTuple):
    """What a page says: the facts, its lines with those that were used, titles by label, and what was told in vain.

    `rated` are ratings and certificates, as JSON values by field, each with its line.
    """

    lines: list[Line]
    facts: Facts
    titles: list[tuple[str, str, int]]
    others: list[tuple[str, int]]
    places: list[tuple[int, str]]
    used: set[int]
    silent: set[int]
    faults: list[Fault]
    left: list[Leftover]
    technical: dict[int, Technical]
    rated: list[tuple[int, dict[str, list[Any]]]]

    def body(self) -> str:
        """The folded text of the page."""
        return fold(" \n ".join(line.text for line in self.lines))


def page_of(text: str, own: Mapping[str, Senses]) -> Page:
    """All that a page says."""
    return _Reading(text, own).page()


class _Reading:
    """One page, line by line."""

    def __init__(self, text: str, own: Mapping[str, Senses]) -> None:
        self.lines = joined(tidied(lines_of(text)))
        self.own = {**own, **letters(text)}
        self.lines = without_roles(in_usual_order(self.lines, self.own), self.own)
        self.spoken = spoken_in(text)
        self.before_colons = {**{word: (field,) for word, field in introduced().items()}, **self.own}
        self.facts = Facts()
        self.titles: list[tuple[str, str, int]] = []
        self.others: list[tuple[str, int]] = []
        self.places: list[tuple[int, str]] = []
        self.used: set[int] = set()
        self.silent: set[int] = set()
        self.faults: list[Fault] = []
        self.left: list[Leftover] = []
        self.technical: dict[int, Technical] = {}
        self.rated: list[tuple[int, dict[str, list[Any]]]] = []
        self.unlabelled = Unlabelled(self.lines, self.own, self.facts, self.technical, self.places, self.used)
        bare = segments.without_colons(self.lines, self.own)
        self.bare = {at: one for at, one in bare.items() if not self._is_of_a_menu(at, one.senses)}
        self.between: set[int] = set()
        self.section: Senses = ()
        labels = ((at, label_of(line.text, self.own)) for at, line in enumerate(self.lines))
        self.labels = {at: said for at, said in labels if said and not self._is_of_a_menu(at, said)}
        self.values, unclear = apart(self.lines, self.labels)
        self.done = unclear | set(self.values.values())
        self.behind = credits(self.lines, self.own)

    def _is_of_a_menu(self, at: int, said: Senses) -> bool:
        """`Awards` among the items of a list: the next item is no award."""
        return self.lines[at].item and "awards" in said

    def page(self) -> Page:
        """Read it."""
        above: _Above | None = None
        count = 0
        for at, line in enumerate(self.lines):
            self.section = self.labels.get(at, ()) if line.heading else self.section
            now = self._label(at, line) if at not in self.behind and at not in self.values else None
            if at in self.values:
                self._apart(at, line)
                above = None
            elif now:
                above, count = (None if at in self.done else now), 0
                self.used.add(at)
            elif at in self.behind:
                self._credits(at)
                above = None
            elif above and line.gap < 2 and (names := played(above.senses, plain(line.text))):
                self._name(names, at, above.at)
            elif (told := self._labelled(at, line)) is not None:
                above, count = (told if isinstance(told, _Above) else None), 0
            elif at in self.between:
                self.used.add(at)
            elif above and self._goes_on(above, at, line, count):
                self._below(above, at, line, count)
                count += 1
                if not set(above.senses) & LISTS:
                    above = None
            else:
                above = None
                self.unlabelled.read(at, divided(line.text))
        if not self.facts.fields() and not self.technical:
            self.unlabelled.mentioned()
        self.facts.cast_by(those("casts"))
        self.others += settle(self.lines, self.technical, self.facts, self.used)
        self._leave()
        return Page(
            self.lines,
            self.facts,
            self.titles,
            self.others,
            self.places,
            self.used,
            self.silent,
            self.faults,
            self.left,
            self.technical,
            self.rated,
        )

    def _goes_on(self, above: _Above, at: int, line: Line, count: int) -> bool:
        """Whether a line goes on below a label. Somebody who is named again there has another trade."""
        text = plain(line.text)
        if not goes_on(above.senses, text, count, line.gap, spaced=above.spaced):
            return False
        if not count or not set(above.senses) & PEOPLE - {"cast"}:
            return True
        before = self.lines[max(above.at + 1, at - _AROUND) : at]
        said = {fold(name) for other in before for name in people(plain(other.text)).names}
        return said.isdisjoint(map(fold, people(text).names))

    def _apart(self, at: int, line: Line) -> None:
        """A value that stands above its label, or in a column beside a column of labels."""
        label_at = self.values[at]
        text = plain(self.lines[label_at].text).strip()
        self._below(_Above(self.labels[label_at], text, label_at, spaced=False), at, line, 0)

    def _label(self, at: int, line: Line) -> _Above | None:
        """The whole line is a label."""
        said = self.labels.get(at)
        if not said:
            return None
        text = plain(line.text).strip()
        spaced = at + 1 < len(self.lines) and self.lines[at + 1].gap > 0
        if said == ("cast",) and self.section == ("production",):
            said = ("other",)  # `Avec :` below a heading for the production: its partners
        if said == ("distribution",) and are_people(self.lines[at + 1 : at + 3]):
            said = ("cast",)
        if said == ("cast",):
            self.between |= roles_between(self.lines, at, self.own)
        return _Above(said, text, at, spaced)

    def _labelled(self, at: int, line: Line) -> _Above | bool | None:
        """Labels in the line: the last, if its value goes on below, else False; None if there is none."""
        before, found = segments.cut(line.text, self.before_colons)
        known = [one for one in found if one.senses != segments.UNKNOWN]
        if not found or not (known or (found[0].start == 0 and len(line.text) < 140)):
            return self._bare(at)
        of_title = line.heading or (at < _TOP and not technical(found[-1].value))
        if not known and (of_title or is_prose(line.text) or names_event(line.text)):
            return None
        self.used.add(at)
        self.silent.add(at)
        if head := divided(before).strip(" .,;|•·-–/("):
            self.unlabelled.read(at, head)
            if (lead := _LED.fullmatch(head)) and (line_ := technical(lead["facts"])) and line_.facts:
                self.places.append((at, lead["title"]))
        for one in found:
            self._segment(one, at, Strength.LABEL)
            if one.behind:
                self.unlabelled.read(at, one.behind)
            if one.behind is not None and set(one.senses) <= TITLES and one is found[0] and head:
                self.titles.append(("title", head, at))
        last = found[-1]
        if last.senses == segments.UNKNOWN:
            return False
        if set(last.senses) & _NAMED and last.value and runs_on(self.lines, at, self.own):
            return _Above(last.senses, last.label, at, spaced=False)
        if not last.value:
            spaced = at + 1 < len(self.lines) and self.lines[at + 1].gap > 0
            return _Above(last.senses, last.label, at, spaced)
        return False

    def _bare(self, at: int) -> _Above | bool | None:
        text = self.lines[at].text
        if run := next(filter(None, (cut(text, self.own) for cut in _UNMARKED)), None):
            self.used.add(at)
            for one in run:
                if one.senses:
                    self._segment(one, at, Strength.BARE)
                else:
                    self.unlabelled.read(at, one.value)
            return False
        if at not in self.bare:
            return None
        self.used.add(at)
        one = self.bare[at]
        self._segment(one, at, Strength.BARE)
        if set(one.senses) & _NAMED and runs_on(self.lines, at, self.own, self.bare):
            return _Above(one.senses, one.label, at, False, Strength.BARE)
        return False

    def _segment(self, one: Segment, at: int, strength: Strength) -> None:
        value = one.value
        if one.senses == ("cast",) and self.section == ("production",):
            one = one._replace(senses=("other",))
        first = one.senses[0]
        if set(one.senses) & PEOPLE and _is_told(value):
            return
        if (fold(one.label) in introduced() or len(one.label) == 1) and first in PEOPLE and not people(value).names:
            return
        if fold(one.label) in those("pictures"):
            if "©" in self.lines[at].text or (strength == Strength.LABEL and not self._credited(at)):
                return
            if (of := words().films.get(fold(one.label))) and self.spoken and not self.spoken & set(of.split()):
                return  # in other languages only pictures are labelled so
            strength = Strength.BARE
        if set(one.senses) <= TITLES:
            self._title(first, value, at)
        elif one.senses == (OTHER_CREDITS,):
            self._work(one, at)
        elif set(one.senses) <= SILENT:
            self._silent(one, at)
        else:
            self._take(checked(one.senses, value), strength, at, at, one)

    def _credited(self, at: int) -> bool:
        """Whether credits stand around: else `Foto:` names who took the picture on the page."""
        near = self.lines[max(at - _AROUND, 0) : at + _AROUND + 1]
        found = [one for line in near for one in segments.cut(line.text, self.own)[1]]
        labels = [senses(plain(line.text).rstrip(": "), self.own) for line in near]
        said = [one.senses for one in found if fold(one.label) not in those("pictures")] + labels
        return any(set(one) & PEOPLE for one in said)

    def _name(self, names: tuple[str, ...], at: int, label_at: int) -> None:
        """People of a cast with their roles before them."""
        self.used.add(at)
        number = self.lines[label_at].number
        self.facts.add("cast", names, Strength.LABEL, self.lines[at].number, number)

    def _work(self, one: Segment, at: int) -> None:
        """Other work on the film: the label is the role."""
        names, rest = people(BASED.sub("", plain(one.value)))
        role = one.label.capitalize() if one.label.isupper() else one.label
        if names and not (rest and is_prose(rest)):
            self.facts.add(OTHER_CREDITS, [(role, name) for name in names], Strength.LABEL, self.lines[at].number, -1)
            if rest:
                self.unlabelled.read(at, rest)

    def _title(self, kind: str, value: str, at: int) -> None:
        head, *rest = re.split(r"(?<!\s)\s*+[•|]\s*|(?<!\s)\s*+;\s++", value, maxsplit=1)
        if facts := facts_behind(head):
            head, rest = head.removesuffix(facts), [facts, *rest]
        if head and not is_nothing(head) and len(head) < 200:
            self.titles.append((kind, plain(head).strip(" ,-–—"), at))
        if rest:
            self.unlabelled.read(at, " | ".join(rest))

    def _silent(self, one: Segment, at: int) -> None:
        """The value of a label of no field ends at a bar; behind it facts may stand. Ratings say what they are."""
        parts = re.split(r"(?<!\s)\s*+[•|]\s*|(?<!\s)\s*+;\s+|(?<!\s)\s++/\s++", plain(one.value), maxsplit=1)
        if self.unlabelled.noted(at, plain(one.value)):
            return
        if self._rated(one.label, parts[0], at):
            self.unlabelled.read(at, parts[1] if len(parts) == 2 else "")
            return
        if one.value and not is_nothing(one.value) and len(one.label.split()) <= _LONGEST_NAME:
            self.left.append(Leftover("label", one.label, one.value, self.lines[at].number))
        if len(parts) == 2 and len(one.value) < 300:
            self.unlabelled.read(at, parts[1])
        if one.senses == segments.UNKNOWN:
            self._unknown(one.value, parts[0], at)

    def _rated(self, label: str, value: str, at: int) -> bool:
        """Whether a value is a rating, or a certificate; then it is kept. It tells no film page from others."""
        said = announced(label)
        if said and (found := stated(said, value.strip())):
            self.rated.append((self.lines[at].number, found))
            return True
        return False

    def _unknown(self, value: str, head: str, at: int) -> None:
        """Behind a label that is not known: several facts, or the length of a feature film."""
        line = technical(value)
        kinds = {piece.kind for piece in line.pieces} & FACTS if line else set()
        if line and line.facts > 1 and kinds != {"countries"}:
            self.unlabelled.read(at, " | ".join(one.text for one in line.pieces if one.kind != "name"))
        elif (length := atoms.duration(head)) and atoms.minutes(length) >= _FEATURE:
            self.facts.add("duration", [length], Strength.PLACE, self.lines[at].number)

    def _below(self, above: _Above, at: int, line: Line, count: int) -> None:
        self.used.add(at)
        said = line.text
        if above.senses == ("production",) and BORDER in said:
            said = _BEHIND_NAME.split(said)[0]  # `<b>Sol</b> Ann Lee Bo Cy`: the company, and who works there
        text = without_label(above.senses, plain(said))
        if set(above.senses) <= TITLES:
            self._title(above.senses[0], text, at)
        elif above.senses == (OTHER_CREDITS,):
            self._work(Segment(above.senses, above.label.rstrip(": "), text), at)
        elif set(above.senses) <= SILENT and self._rated(above.label, text, at):
            return
        elif set(above.senses) <= SILENT:
            told = "other" not in above.senses or above.label.endswith(":")  # `The film` may stand above its title
            self.silent.update({at} if not line.gap and told else ())
            self.used.discard(at)
            self.unlabelled.read(at, text)
        else:
            self._take(
                checked(above.senses, text), above.strength, at, above.at, Segment(above.senses, above.label, text)
            )

    def _take(self, said: Checked, strength: Strength, at: int, label_at: int, one: Segment) -> None:
        number = self.lines[at].number
        for field, values in said.found.items():
            # The year in which a film came out is the second choice.
            how = Strength.LINE if field == "year" and "release_date" in one.senses else strength
            self.facts.add(field, values, how, number, self.lines[label_at].number, one.value)
        if set(said.found) & PEOPLE:
            name = f"{one.label.rstrip(': ')} (in brackets)"
            self.left += [Leftover("label", name, note, number) for note in _NOTE.findall(one.value)]
        self.faults += [_placed(one, number) for one in said.faults]
        if said.rest:
            self.unlabelled.read(at, said.rest)

    def _credits(self, at: int) -> None:
        """Names with their roles behind them: one that is a label is that field, any other a character."""
        self.used.add(at)
        number, first = self.lines[at].number, self.lines[next(iter(self.behind))].number
        for one in self.behind[at]:
            said = senses(one.role, self.own)
            names, rest = people(one.names)
            if said == (OTHER_CREDITS,):
                self._work(Segment(said, one.role, one.names), at)
            elif said:
                self._take(checked(said, one.names), Strength.LABEL, at, at, Segment(said, one.role, one.names))
            elif names and not rest:
                self.facts.add("cast", names, Strength.LABEL, number, first)

    def _leave(self) -> None:
        """What is left: lines from which nothing was taken, and names that only weaker places say."""
        for at, line in enumerate(self.lines):
            if at not in self.used and at not in self.silent:
                self.left.append(Leftover("text", "without a label", plain(line.text), line.number))
        weaker = self.facts.passed_over()
        self.left += [Leftover("text", f"{WEAKER}: {field}", name, line) for field, name, line in weaker]


_NAMED = PEOPLE | {"production"}
_UNMARKED = segments.bordered, segments.pieced, segments.run_on
"""How several labels without colons may stand in a line."""


def _is_told(value: str) -> bool:
    """Whether a text behind a label for people begins as a sentence does, and is not all names of particles."""
    said = BASED.sub("", value)
    return is_prose(re.split(r"[,/;|]", said)[0]) and (not people(said).names or bool(people(said).rest))


def _placed(fault: Fault, line: int) -> Fault:
    return Fault(fault.field, fault.raw, fault.reason, fault.path, fault.line or line)
