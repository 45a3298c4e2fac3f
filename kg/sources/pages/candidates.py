"""What a film page may call its film: candidates, each with its reasons for and against."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from kg.sources.lexicon import fold, senses
from kg.sources.pages import atoms
from kg.sources.pages.called import called
from kg.sources.pages.general import Page
from kg.sources.pages.lines import BORDER, plain
from kg.sources.pages.menus import leads_to
from kg.sources.pages.names import ARTICLES, is_name, people
from kg.sources.pages.prominence import BRACKETED, HEAD, by_look, by_place
from kg.sources.pages.support import Support
from kg.sources.pages.technical import FACTS, introducing, technical
from kg.sources.pages.words import expression, introduced, those

LABEL = 9.0
"""What a label says of a title."""

_SAID = frozenset(("label", "og", "title", "h1"))
"""What says of a text that it is a title."""

_FEW, _MANY = 14, 40
_LOWEST = 2
"""Behind so many lines that may be the title, all others rank alike."""

_MOST_HEADINGS = 40
_SEVERAL = 2
_WHO = "name", "directors"
_IN_HTML = 0.3
_RIGHT_ABOVE, _BELOW_ANOTHER = 2.0, 1.0
"""What speaks for the line right above the facts, and for one there right below another that may be the title."""

_BLOCKS = 3
_SOON = 6
_UNLIKELY = -2.0
_SITE = re.compile(r"(?<!\s)\s++[|–—·•»«:>-]++\s++|(?<!\s)\s*+[|｜»«]\s*+")
_DATED = re.compile(rf"\([^()]{{0,80}}{atoms.YEAR}\)\Z")
"""`Drive (2010)`, `Drive (Ann Lee, 2010)`."""

_MOST_WORDS, _FEW_WORDS = 6, 8
_QUOTED = re.compile(r"[«»„“”\"](?P<title>[^«»„“”\"]{2,80})[«»„“”\"]\s++[-–—(,]")
_LED = re.compile(r"(?:\A|(?<=[–—|•] ))([^\W\d_][^:–—|•]{2,60}):\s++([^\W\d_].{1,60})")


class Candidate(NamedTuple):
    """A title that may be, what speaks for it, its line (-1 where it has none), other titles beside it, and how often
    other lines say it.
    """

    text: str
    score: float
    at: int
    others: tuple[str, ...] = ()
    again: int = 0


class _Reason(NamedTuple):
    """Why a text may be the title: each kind of reason counts once."""

    why: str
    text: str
    score: float
    at: int = -1


def _before(text: str, director: str) -> str:
    """The title before words for the director: `Drive by Ann Lee`, `Drive d'Ann Lee`; "" where none is."""
    words = text.split(" ")
    at = len(words) - len(director.split())
    if at < 1 or not fold(text).endswith(f" {fold(director)}"):
        return ""
    elided = words[at].casefold().startswith(("d'", "d’"))
    if elided or introduced().get(fold(words[at - 1])) != "directors":
        return " ".join(words[:at]) if elided else ""
    return " ".join(words[: at - 1])


class Candidates:
    """The candidates of one page."""

    def __init__(self, page: Page, hints: Sequence[tuple[str, str]], labelled: str, original: Sequence[str]) -> None:
        """`labelled` and `original` are what labels call the title and the original title."""
        self._page, self._hints, self._labelled = page, hints, labelled
        self._named: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._told = Support(page, original)
        self.may_be = self._told.may_be
        self.menus = self._told.menus
        self._folded = [fold(called(line.text)[0]) for line in page.lines]

    def ranked(self) -> list[Candidate]:
        """Each once with all that speaks for it, the best first."""
        found: dict[str, Candidate] = {}
        counted: set[tuple[str, str]] = set()
        for why, text, score, at in self._reasons():
            title, others = self._called(text)
            key = fold(title)
            if not key or not self.may_be(title, sentence=why in _SAID or self._is_sentence(at)):
                continue
            more = 0.0 if (key, why) in counted else score
            counted.add((key, why))
            known = found.get(key) or Candidate(title, self._told.of(title), at, others, self._told.again(key))
            spelt = title if known.text.isupper() and not title.isupper() else known.text
            place = known.at if known.at >= 0 else at
            found[key] = Candidate(spelt, known.score + more, place, known.others or others, known.again)
        return self._shortened(sorted(found.values(), key=lambda one: -one.score))

    def _called(self, text: str) -> tuple[str, tuple[str, ...]]:
        if text not in self._named:
            said = self._without_its_year(self._without_its_director(text))
            self._named[text] = called(self._without_series(said))
        return self._named[text]

    def _without_its_year(self, text: str) -> str:
        """`Drive 2010`, where the page states that year; `Blade Runner 2049` is of another."""
        title, space, year = text.rpartition(" ")
        return title.rstrip(" ,") if space and year.isdecimal() and year in self._years else text

    @cached_property
    def _years(self) -> frozenset[str]:
        return frozenset(map(str, self._page.facts.values("year")))

    def _without_its_director(self, text: str) -> str:
        """`Drive – Ann Lee and Bob Ray`, `Ann Lee: Drive`, where the page credits them all; `Drive, dir. Ann Lee`."""
        title, dash, name = text.rpartition(" — " if " — " in text else " – ")
        who, colon, behind = text.partition(": ")
        if dash and all(fold(one) in self._told.people for one in people(name).names or (name,)):
            return title
        for sign in (", ", " · ", " | ", " / "):
            title, found, by = text.rpartition(sign)
            if found and (word := introducing("directors").match(by)) and is_name(by[word.end() :]):
                return title
        if colon and fold(who) in self._told.people:
            return behind
        return next(filter(None, (_before(text, str(name)) for name in self._page.facts.values("directors"))), text)

    def _without_series(self, text: str) -> str:
        """`Tuesday Classics: Drive`, where the page has another film behind the same words."""
        series, colon, title = text.partition(": ")
        return title if colon and self._series[fold(series)] >= _SEVERAL else text

    @cached_property
    def _series(self) -> Counter[str]:
        """What stands before colons, folded: behind how many texts that differ."""
        told = {tuple(map(fold, said)) for line in self._page.lines for said in _LED.findall(line.text)}
        return Counter(series for series, _ in told)

    def _is_sentence(self, at: int) -> bool:
        """Whether a title may be a sentence there: on a heading, on the first line above a technical one, above another
        title in brackets, where the way to the page ends, or if it asks at the head of a block with a technical line.
        """
        page = self._page
        if at >= 0 and self._folded[at] in self._told.ends:
            return True
        first = at == 0 and not self._hints and (1 in page.technical or bool(_DATED.search(page.lines[0].text)))
        said = page.lines[at].text if 0 <= at < _FEW else ""
        alone = (
            at == 0
            and not self._hints
            and len(page.lines) > 1
            and page.lines[1].gap
            and len(said.split()) <= _FEW_WORDS
        )
        first = first or ((alone or self._told.alone[fold(said)] > 1) and not said.endswith((".", "!")))
        asks = at >= 0 and page.lines[at].gap and page.lines[at].text.endswith("?")
        first = first or (0 <= at < len(page.lines) - 1 and bool(BRACKETED.fullmatch(page.lines[at + 1].text)))
        return bool(
            first
            or (at >= 0 and page.lines[at].heading)
            or (asks and page.technical.keys() & set(range(at + 1, at + _SOON)))
        )

    def leads(self, at: int) -> Iterator[str]:
        """What stands before the facts of a line: `Stalker, Rusko, 1979`, `Aftersun (Charlotte Wells, 2022)`."""
        text = self._page.lines[at].text
        if introducing("directors").match(text) or introducing("cast").match(text):
            return
        lead = re.split(r"(?<!\s)\s*+[(\[]", text, maxsplit=1)[0]
        if senses(lead.partition(":")[0]):
            return
        line = technical(lead) if lead != text and lead.strip() else None
        if lead != text and lead.strip() and not (line and any(piece.kind in FACTS for piece in line.pieces)):
            first, *others = lead.split(" / ")
            yield first if len(others) > 1 else lead
        first, *others = self._page.technical[at].pieces
        named = first.kind == "name" and bool(others) and others[0].kind in _WHO and not others[0].listed
        named = named or (first.kind == "name" and first.text.split()[0].casefold() in ARTICLES)
        if (first.kind == "text" or named) and len(first.text.split()) <= 8:
            yield first.text.strip(" .,;")

    def _shortened(self, ranked: list[Candidate]) -> list[Candidate]:
        """`Les feuilles mortes au cinéma` or `foto La Chimera` speak for a part of them that is a line of its own."""
        for one in ranked[1:]:
            first, key = fold(ranked[0].text), fold(one.text)
            lead = first.removesuffix(f" {key}")
            about = lead != first and set(lead.split()) <= those("no_titles") | those("pictures")
            beneath = one.at == ranked[0].at + 1  # another title
            if (first.startswith(f"{key} ") or about) and key in self._told.alone and not beneath:
                others = [other for other in ranked[1:] if other is not one]
                return [one._replace(score=ranked[0].score + 1), *others]
        return ranked

    def _reasons(self) -> Iterator[_Reason]:
        if self._labelled:
            yield _Reason("label", self._labelled, LABEL)
        yield from self._of_the_head()
        yield from self._of_lines()
        labelled = self._page.silent  # `The Bridge (Italy 2021). Regie: Ann Lee`
        yield from (_Reason("place", text, 8.0 if at in labelled else 4.0, at) for at, text in self._page.places)

    def _of_the_head(self) -> Iterator[_Reason]:
        """The parts of the title of an HTML page, and its main headings.

        A part that the page shows as a heading or line is likelier; the last part is the site's name, and so is what
        the title for other sites (`og`) leaves out.
        """
        said = {kind: text for kind, text in self._hints if kind != "h1"}
        for kind, text in said.items():
            parts = [part for part in _SITE.split(text) if part.strip()]
            for number, part in enumerate(parts):
                key, at = fold(called(part)[0]), self._line(part)
                shown = (3.0 if self._page.lines[at].heading else 2.0) if at >= 0 else 0.0
                site = number > 0 and number + 1 == len(parts)
                left_out = kind == "title" and "og" in said and key not in fold(said["og"])
                score = (1.0 if number else 2.5) + shown - (3.0 if site or left_out else 0.0)
                if len(parts) == 1:  # it may be the site's name alone, which no line of the page has
                    score += -1.0 if not shown else 1.5 if kind == "og" else 0.0
                yield _Reason(kind, part, score, at)
            if len(parts) > 1 and (at := self._line(text)) >= 0:
                yield _Reason(kind, text, 6.0 if self._page.lines[at].heading else 4.0, at)
        told = f" {fold(' '.join(said.values()))} "
        for kind, text in self._hints:
            if kind == "h1":
                yield _Reason(kind, text, 5.0 if f" {fold(called(text)[0])} " in told else 2.0, self._line(text))

    def _line(self, text: str) -> int:
        """The line that is this title: a heading, else any; -1 where none is."""
        key = fold(called(text)[0])
        found = [at for at, folded in enumerate(self._folded) if folded == key]
        return next((at for at in found if self._page.lines[at].heading), found[0] if found else -1)

    def _of_lines(self) -> Iterator[_Reason]:
        """The first lines, headings, those above facts, those that come again."""
        page = self._page
        numbers = page.facts.lines()
        facts = [at for at, line in enumerate(page.lines) if line.number in numbers]
        weight = _IN_HTML if self._hints else 1.0  # in HTML the site's own lines are first
        directed = page.facts.stated("directors")
        surest = max((fact.strength for fact in directed), default=None)
        of_one = len({fact.values for fact in directed if fact.strength == surest}) < _SEVERAL
        above = self._above(facts[0]) if facts and of_one and not self._is_led(facts[0]) else -1
        rank = headings = 0
        last = -1
        for at, line in enumerate(page.lines):
            headings += line.heading
            if (at in page.used or at in page.technical) and (found := _QUOTED.match(line.text)):
                yield _Reason("led", found["title"], 4.5 if at == facts[0] else 3.0, at)
            if at >= _MANY and (not line.heading or headings > _MOST_HEADINGS) and at not in page.technical:
                continue
            if at in page.silent or (at in page.used and at not in page.technical):
                continue
            if (end := leads_to(line.text)) and fold(called(end)[0]) not in self._told.alone:
                yield _Reason("way", end, 2.0)
            if at in self._told.menus or expression("furniture").fullmatch(plain(line.text)):
                continue
            if at in page.technical and page.technical[at].facts:
                first = not at or (at <= min(facts, default=0) and line.gap > 0 and bool(_DATED.search(line.text)))
                here = by_place(at, rank, facts) if not at and line.text.endswith((")", "]")) else 0.0
                yield from (_Reason("led", lead, (4.5 if first else 3.0) + here, at) for lead in self.leads(at))
                continue
            text, *behind = line.text.replace(BORDER, " ").strip().split(" | ", 1)
            text = self._whole(at, text)
            base = weight * by_place(at, rank, facts) + (2.0 if line.heading else 0.0)
            for said in behind if not self._hints else ():
                yield _Reason("behind", said, base - 1.5, at)
            if not self.may_be(self._called(text)[0], sentence=self._is_sentence(at)):
                continue
            if at == above and (line.heading or not self._hints):
                base += _BELOW_ANOTHER if last == at - 1 and not self._heads(at) else _RIGHT_ABOVE
            last = at if self._is_likely(text) else last
            yield _Reason(
                "line", text, base + by_look(page.lines, at, text, is_above_a_menu=not at and 1 in self._told.menus), at
            )
            if fold(called(text)[0]) in self._told.ends:
                yield _Reason("way", text, 3.0, at)
            if at < _FEW and self._told.alone[fold(text)] > 1:
                apart = at + 1 < len(page.lines) and fold(page.lines[at + 1].text) != fold(text)
                yield _Reason("again", text, 1.5 if apart and rank < _LOWEST else 0.5, at)
            rank += rank < _LOWEST and not expression("venues").search(fold(text))

    def _whole(self, at: int, text: str) -> str:
        """A line with the next, where a title at the head of a page goes on there in small letters."""
        page = self._page
        after = page.lines[at + 1] if at + 1 < len(page.lines) and at < HEAD else None
        if not after or after.gap or at + 1 in page.used or at + 1 in page.technical or at in self._told.menus:
            return text
        goes_on = after.text[:1].islower() and len(after.text.split()) <= _MOST_WORDS and not after.text.endswith(".")
        is_open = text[:1].isupper() and text[-1:].isalpha() and len(text.split()) <= _MOST_WORDS
        return f"{text} {after.text}" if goes_on and is_open and not senses(after.text) else text

    def _is_led(self, at: int) -> bool:
        """Whether a title stands before the facts of a line."""
        led = at in self._page.technical and next(self.leads(at), None) is not None
        return led or any(at == place for place, _ in self._page.places)

    def _above(self, fact: int) -> int:
        """The line that may be the title in the block above the first fact, or in one of those above it; -1 if none."""
        lines = self._page.lines
        end, who = fact, -1
        for _ in range(_BLOCKS):
            start = end - 1
            while start > 0 and not lines[start].gap:
                start -= 1
            for at in range(max(start, 0), end):
                text = lines[at].text.replace(BORDER, " ").strip()
                of_site = at in self._told.menus or expression("furniture").fullmatch(text)
                is_word = len(text) > 1 and not text.isdecimal()
                if at not in self._page.used and not of_site and is_word and self._is_likely(text):
                    if who >= 0 or not is_name(text) or "directors" in self._page.facts:
                        return at
                    who = at  # the director may stand there, below the title
            end = start
            if end <= 0:
                break
        return who

    def _heads(self, at: int) -> bool:
        """Whether a line is the first of its block, and not the last."""
        after = self._page.lines[at + 1 : at + 2]
        return bool(self._page.lines[at].gap and after and not after[0].gap)

    def _is_likely(self, text: str) -> bool:
        title = self._called(text)[0]
        return self.may_be(title) and self._told.of(title) > _UNLIKELY
