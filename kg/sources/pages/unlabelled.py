"""Texts of a page without a label: phrases, credits with roles behind them, technical lines, titles before facts."""

import re
from collections.abc import Mapping

from kg.sources.lexicon import OTHER_CREDITS, Senses, fold, senses
from kg.sources.pages import atoms, segments
from kg.sources.pages.facts import PEOPLE, Facts, Strength
from kg.sources.pages.lines import BORDER, Line, plain
from kg.sources.pages.names import is_name, people
from kg.sources.pages.phrases import phrase
from kg.sources.pages.technical import Line as Technical
from kg.sources.pages.technical import is_prose, technical
from kg.sources.pages.words import those

_TIMES = re.compile(r"\b\d{1,2}[:.h]\d\d\b(?!\s*(?:min|h))")
_PARTS = re.compile(
    r"(?<!\s)\s++[/;]\s+|(?<!\s)\s*+;\s+|(?<=[^\W\d_]{2})\.\s+(?=[A-ZÀ-Þ])|,\s+(?=(?:Regie|Regia|Réalisation|Drehbuch|Kamera|Director)\s)"
)
_MARK = re.compile(r"[/;.,]\s")
"""What is between parts: most texts have none."""

_MADE_BY = re.compile(r"\A(?P<title>\S.{1,60}?)\s+(?:(?:de|von|by|di|van)\s+|d['’])(?P<name>[A-ZÀ-Þ].*)\Z")
_AND_WHO = re.compile(r"\A(?P<title>[^,]{2,60}), (?P<name>[A-ZÀ-Þ][^,]*)\Z")
_WITH_ROLE = re.compile(r"(?P<name>[^(),;:]{2,60})\((?P<role>[^();:]{2,60})\)")
_BRACKET = re.compile(r"\(([^()]{8,90})\)")
_LEADING = re.compile(r"\A\(([^()]{3,60})\)\s+(?=\S)")
_LONGEST, _ABOVE = 400, 12
_SEVERAL = 2
_DIGIT = re.compile("[0-9]")


class Unlabelled:
    """Reads such texts of one page: what they say is added to what is given, by the indices of the lines."""

    def __init__(
        self,
        lines: list[Line],
        own: Mapping[str, Senses],
        facts: Facts,
        technical: dict[int, Technical],
        places: list[tuple[int, str]],
        used: set[int],
    ) -> None:
        """`places`: titles by where they stand; `used`: the lines from which something was taken."""
        self.lines, self.own, self.facts = lines, own, facts
        self.technical, self.places, self.used = technical, places, used

    def read(self, at: int, text: str) -> None:
        """Text without a label: a phrase (`Regia di X`), facts, or nothing."""
        said = text.strip(" |")
        if not said or (is_prose(said) and len(said) > 200):
            return
        if (bracket := _LEADING.match(said)) and phrase(said[bracket.end() :], at):
            self.read(at, bracket[1])
            said = said[bracket.end() :]
        if self.noted(at, said) or self._phrase(at, said) or self._small_labels(at, said) or self._made_by(at, said):
            return
        self._facts(at, said)

    def _facts(self, at: int, said: str) -> None:
        line = _told(said) if len(said) < _LONGEST else None
        if line and not (_TIMES.search(said) and not line.facts):
            known = self.technical.get(at, Technical(()))
            self.technical[at] = Technical(known.pieces + line.pieces, known.others + line.others)

    def noted(self, at: int, said: str) -> bool:
        """`Ann Lee (Regie), Bo Cy (Kamera)`: labels in brackets behind names, at least two."""
        credits = _WITH_ROLE.finditer(said) if "(" in said else ()
        found = [(one["name"], senses(one["role"], self.own), one["role"]) for one in credits]
        known = [(people(name).names, said_, role) for name, said_, role in found if is_credit(said_)]
        if len(known) < _SEVERAL or len(known) * 2 < len(found):
            return False
        for names, said_, role in known:
            self.credit(names, said_, role, at)
        return True

    def credit(self, names: tuple[str, ...], said: Senses, role: str, at: int) -> None:
        """Add people by a label behind them."""
        self.used.add(at)
        for field in said:
            values = [(role, name) for name in names] if field == OTHER_CREDITS else names
            self.facts.add(field, values, Strength.LABEL, self.lines[at].number, -1)

    def _phrase(self, at: int, said: str) -> bool:
        found = phrase(said, at)
        if not found:
            return False
        self.facts.add(found.field, found.names, Strength.PHRASE, self.lines[at].number)
        if atoms.is_genre(kind := said.split(maxsplit=1)[0]) and fold(kind) not in those("genres_of_all"):
            self.facts.add("genres", [kind], Strength.PHRASE, self.lines[at].number)
        self.used.add(at)
        if found.title:
            self.places.append((at, found.title))
        if found.rest:
            self.read(at, found.rest)
        return True

    def _made_by(self, at: int, said: str) -> bool:
        """`Saint Omer d'Alice Diop` above facts: a title and its director; or with a comma, with the title above."""
        found = _MADE_BY.match(said) or _AND_WHO.match(said)
        if not found or at + 1 == len(self.lines) or not is_name(found["name"]):
            return False
        above = self.lines[max(at - _ABOVE, 0) : at]
        if found.re is _AND_WHO and not any(line.text == found["title"] for line in above):
            return False
        text = plain(self.lines[at + 1].text)
        below, labels = technical(text), segments.cut(text, self.own)[1]
        credit = phrase(text, at + 1)
        cast = bool(credit and credit.field == "cast")
        credited = cast or (found["title"].isupper() and labels and set(labels[0].senses) & PEOPLE)
        if not credited and (not below or below.facts < 2):
            return False
        self.places.append((at, found["title"]))
        self.facts.add("directors", people(found["name"]).names, Strength.PLACE, self.lines[at].number)
        self.used.add(at)
        return True

    def _small_labels(self, at: int, said: str) -> bool:
        """`Close / regie Lukas Dhont ; scenario Lukas Dhont`: labels without colons between slashes."""
        parts = [part for part in _PARTS.split(said) if part] if _MARK.search(said) else []
        hits = 0
        others: list[str] = []
        for part in parts if len(parts) > 1 else ():
            before = hits
            tokens = part.split()
            for count in range(min(3, len(tokens) - 1), 0, -1):
                found = senses(" ".join(tokens[:count]), self.own)
                if not set(found) & PEOPLE:
                    continue
                names, rest = people(" ".join(tokens[count:]))
                if names and not rest and (tokens[0].islower() or len(tokens) > 2):
                    for field in set(found) & PEOPLE:
                        self.facts.add(field, names, Strength.PHRASE, self.lines[at].number)
                    hits += 1
                break
            others += [part] if hits == before else []
        if hits and len(others) < len(parts):
            self._facts(at, " | ".join(others))
        told = technical(parts[0]) if hits else None
        if hits and not (told and told.facts) and not (set(senses(parts[0].split()[0], self.own)) & PEOPLE):
            self.places.append((at, parts[0].split(" / ")[0].strip()))
        return bool(hits)

    def mentioned(self) -> None:
        """A film in running text: `the film The Bridge (Italy, 2022, 105 min) by Ann Lee`, where it is the only one."""
        found = [
            (at, bracket, line)
            for at, one in enumerate(self.lines)
            for bracket in _BRACKET.finditer(one.text)
            if (line := technical(plain(bracket[1]))) and line.facts > 1
        ]
        if len(found) != 1:
            return
        at, bracket, line = found[0]
        self.technical[at] = line
        text = self.lines[at].text
        if title := _marked(text[: bracket.start()]):
            self.places.append((at, title))
        self._phrase(at, plain(text[bracket.end() :]).strip(" ,."))


def is_credit(said: Senses) -> bool:
    """Whether a label names people for their work on a film."""
    return bool(said) and set(said) <= PEOPLE | {OTHER_CREDITS}


def _marked(text: str) -> str:
    """The quotation, or the element, with which a text ends; "" where it ends with neither."""
    said = text.rstrip()
    if said.endswith(("»", "”", "“", '"')):
        return re.split('[«„“"]', said[:-1])[-1].strip()
    return said.rstrip(BORDER).rpartition(BORDER)[2].strip() if said.endswith(BORDER) else ""


def _told(said: str) -> Technical | None:
    """The facts of a line; names in one in small letters throughout are looked for as well.

    A sentence without a digit states no year, no length, and countries only as it may tell of them.
    """
    if is_prose(said) and not _DIGIT.search(said):
        return None
    line = technical(said)
    if line and all(piece.kind != "text" for piece in line.pieces):
        return line
    return technical(_capitalised(said)) or line


def _capitalised(said: str) -> str:
    """A line in small letters throughout, with capitals, by which names are known."""
    if not said.islower() or not re.search(r"\d{4}|min|·|\||,", said):
        return said
    return re.sub(r"(?<![\w'’])[^\W\d_](?=[\w'’]{2,})", lambda found: found[0].upper(), said)
