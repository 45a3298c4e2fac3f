"""What a film page may call its film: candidates, each with its reasons for and against."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from kg.model.values.language import has_name
from kg.sources.lexicon import fold, senses
from kg.sources.pages import atoms
from kg.sources.pages.called import VERSIONS, called
from kg.sources.pages.facts import PEOPLE
from kg.sources.pages.general import Page
from kg.sources.pages.lines import BORDER, plain
from kg.sources.pages.menus import leads_to, menus
from kg.sources.pages.names import ARTICLES, is_name, people
from kg.sources.pages.technical import FACTS, introducing, is_prose, technical
from kg.sources.pages.words import expression, those

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
_DATES = re.compile(
    r"\b\d{1,2}[.:/]\d{1,2}|\b\d{1,2} ?(?:h|hrs|Uhr|uur)(?:\d\d)?\b|\b\d{1,2}\.\s|[€₽₴₺]"
    r"|\b\d+ (?:Kč|zł|Ft|kr|lei|CHF|EUR)\b|(?<!\d)\d{3,}+[ -]\d\d|@|https?:|\.(?:jpe?g|png|svg)\b|/\w++\+"
)


_SIGNS = re.compile(r"[<>_{}=®]|\A\S+\.(?:com|org|net|info|eu|tv|de|at|ch|fr|be|nl|it|es|pt|uk|pl|cz)\Z")
_EVENT = re.compile(r"\w(?:wettbewerb|programm|reihe|vorschau|programmet|premiere|competition)\b")
_SMALL = re.compile(r"(?!\A)(?<![\w'’])[a-zß-öø-ÿ]\w*+")
_STREET = re.compile(r"\A[^\W\d_]++ \d{1,4}[a-z]?(?:,.*)?")
_BY = re.compile(
    r"(?:by|von|de|di|van|directed by|regia|un film|ein film|a film|r\.|dirigida|regie|réalis|d['’]|rež|reż)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r" (?:was born|born|has directed|studied|trained|wurde|est nee?|nacio|nasceu|nat[oa]|e nat[oa]|urodz|graduated"
    r"|(?:is|was) an? (?:\w+ ){0,4}(?:director|filmmaker|artist|actor|actress|writer|screenwriter|producer|author)|naci"
    r"|ist (?:ein|eine) (?:\w+ ){0,3}(?:regisseur|filmemacher|autor|schauspieler)|lives|started|began)"
)
_OF_A_PERSON = re.compile(
    r"(?:directed by|director|regisseur(?:in)?|regista|realisat(?:eur|rice)|directora|filmmaker|writer director"
    r"|ein film von|a film by|un film de|cineaste|instruktor|regissor|rezyser|reziser|regie von) \Z"
)
_BRACKETED = re.compile(r"\([^()\d]{2,80}\)")
_DATED = re.compile(rf"\([^()]{{0,80}}{atoms.YEAR}\)\Z")
"""`Drive (2010)`, `Drive (Ann Lee, 2010)`."""

_WHOLLY_QUOTED = re.compile(r"[«„“\"『「《][^«»„“”\"『』「」《》]{2,60}[»”“\"』」》]")
_HEAD, _MOST_WORDS, _FEW_WORDS = 3, 6, 8
_LONGEST_ROLE = 24
_GOES_ON = re.compile(r"\w: [a-zß-öø-ÿα-ωа-я]")
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


class Candidates:
    """The candidates of one page."""

    def __init__(self, page: Page, hints: Sequence[tuple[str, str]], labelled: str, original: Sequence[str]) -> None:
        """`labelled` and `original` are what labels call the title and the original title."""
        self._page, self._hints, self._labelled = page, hints, labelled
        self._asked: dict[str, bool] = {}
        self._supported: dict[str, float] = {}
        self._named: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._original = {fold(title) for title in original}
        self._folded = [fold(called(line.text)[0]) for line in page.lines]
        self._alone = Counter(fold(line.text) for line in page.lines)

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
            known = found.get(key) or Candidate(title, self._support(title), at, others, self._again(key))
            spelt = title if known.text.isupper() and not title.isupper() else known.text
            place = known.at if known.at >= 0 else at
            found[key] = Candidate(spelt, known.score + more, place, known.others or others, known.again)
        return self._shortened(sorted(found.values(), key=lambda one: -one.score))

    def _called(self, text: str) -> tuple[str, tuple[str, ...]]:
        if text not in self._named:
            self._named[text] = called(self._without_series(self._without_its_director(text)))
        return self._named[text]

    def _without_its_director(self, text: str) -> str:
        """`Drive – Ann Lee and Bob Ray`, `Ann Lee: Drive`, where the page credits them all; `Drive, dir. Ann Lee`."""
        title, dash, name = text.rpartition(" — " if " — " in text else " – ")
        who, colon, behind = text.partition(": ")
        if dash and all(fold(one) in self._people for one in people(name).names or (name,)):
            return title
        for sign in (", ", " · ", " | ", " / "):
            title, found, by = text.rpartition(sign)
            if found and (word := introducing("directors").match(by)) and is_name(by[word.end() :]):
                return title
        return behind if colon and fold(who) in self._people else text

    def _without_series(self, text: str) -> str:
        """`Tuesday Classics: Drive`, where the page has another film behind the same words."""
        series, colon, title = text.partition(": ")
        return title if colon and self._series[fold(series)] >= _SEVERAL else text

    @cached_property
    def _series(self) -> Counter[str]:
        """What stands before colons, folded: behind how many texts that differ."""
        told = {tuple(map(fold, said)) for line in self._page.lines for said in _LED.findall(line.text)}
        return Counter(series for series, _ in told)

    def may_be(self, title: str, *, sentence: bool = False) -> bool:
        """Whether nothing forbids that a film is called so; `sentence`: where it stands, a title may be one."""
        if title not in self._asked:
            self._asked[title] = self._may_be(title)
        return self._asked[title] and (sentence or not is_prose(title))

    def _is_sentence(self, at: int) -> bool:
        """Whether a title may be a sentence there: on a heading, on the first line above a technical one, above another
        title in brackets, where the way to the page ends, or if it asks at the head of a block with a technical line.
        """
        page = self._page
        if at >= 0 and self._folded[at] in self._ends:
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
        first = first or ((alone or self._alone[fold(said)] > 1) and not said.endswith((".", "!")))
        asks = at >= 0 and page.lines[at].gap and page.lines[at].text.endswith("?")
        first = first or (0 <= at < len(page.lines) - 1 and bool(_BRACKETED.fullmatch(page.lines[at + 1].text)))
        return bool(
            first
            or (at >= 0 and page.lines[at].heading)
            or (asks and page.technical.keys() & set(range(at + 1, at + _SOON)))
        )

    def _may_be(self, title: str) -> bool:
        key = fold(title)
        tokens = key.split()
        told = key in self._ends
        if len(title) > 90 or len(tokens) > 12 or (_DATES.search(title) and not told) or _SIGNS.search(title):
            return False
        if senses(title) or expression("beside").fullmatch(title) or expression("kinds").fullmatch(title):
            return False
        if atoms.is_genre(title) or atoms.country(title) or has_name(atoms.language(title) or ""):
            return False
        if title.endswith(("…", ":")) or (title.endswith(".") and len(tokens) > 3) or key in self._people:
            return False
        dated = re.search(r"[0-9]", title) and those("days") & set(tokens) and not _counts(tokens)
        parts = re.split("[,;/]", title)
        if len(parts) > 1 and all(atoms.language(one) or atoms.country(one) or atoms.is_genre(one) for one in parts):
            return False
        if not told and (dated or (re.search("[,;]", title) and _is_list(title))):
            return False
        if expression("furniture").fullmatch(title) or expression("stops").fullmatch(title):
            return False
        if (found := introducing("cast").match(title)) and is_name(title[found.end() :]):
            return False
        return not all(token in those("no_names") - those("days") for token in tokens)

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

    @cached_property
    def _ends(self) -> frozenset[str]:
        """Where the way to the page ends, folded."""
        ends = {leads_to(line.text) for line in self._page.lines}
        return frozenset(fold(called(end)[0]) for end in ends)

    @cached_property
    def _people(self) -> frozenset[str]:
        return frozenset(fold(str(name)) for field in PEOPLE for name in self._page.facts.values(field))

    @cached_property
    def _odd(self) -> frozenset[str]:
        """Words that few titles have; names of days are in some, and dates are told by their numbers."""
        return (those("no_names") - those("days")) | those("no_titles")

    @cached_property
    def _menus(self) -> set[int]:
        return menus(self._page.lines, self._page.used | self._page.technical.keys())

    @cached_property
    def _body(self) -> str:
        return self._page.body()

    @cached_property
    def _apart(self) -> str:
        return _spaced(self._body)

    def _shortened(self, ranked: list[Candidate]) -> list[Candidate]:
        """`Les feuilles mortes au cinéma` or `foto La Chimera` speak for a part of them that is a line of its own."""
        for one in ranked[1:]:
            first, key = fold(ranked[0].text), fold(one.text)
            lead = first.removesuffix(f" {key}")
            about = lead != first and set(lead.split()) <= those("no_titles") | those("pictures")
            beneath = one.at == ranked[0].at + 1  # another title
            if (first.startswith(f"{key} ") or about) and key in self._alone and not beneath:
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
            if (end := leads_to(line.text)) and fold(called(end)[0]) not in self._alone:
                yield _Reason("way", end, 2.0)
            if at in self._menus or expression("furniture").fullmatch(plain(line.text)):
                continue
            if at in page.technical and page.technical[at].facts:
                first = not at or (at <= min(facts, default=0) and line.gap > 0 and bool(_DATED.search(line.text)))
                here = _by_place(at, rank, facts) if not at and line.text.endswith((")", "]")) else 0.0
                yield from (_Reason("led", lead, (4.5 if first else 3.0) + here, at) for lead in self.leads(at))
                continue
            text, *behind = line.text.replace(BORDER, " ").strip().split(" | ", 1)
            text = self._whole(at, text)
            base = weight * _by_place(at, rank, facts) + (2.0 if line.heading else 0.0)
            for said in behind if not self._hints else ():
                yield _Reason("behind", said, base - 1.5, at)
            if not self.may_be(self._called(text)[0], sentence=self._is_sentence(at)):
                continue
            if at == above and (line.heading or not self._hints):
                base += _BELOW_ANOTHER if last == at - 1 and not self._heads(at) else _RIGHT_ABOVE
            last = at if self._is_likely(text) else last
            yield _Reason("line", text, base + self._by_look(at, text), at)
            if fold(called(text)[0]) in self._ends:
                yield _Reason("way", text, 2.0, at)
            if at < _FEW and self._alone[fold(text)] > 1:
                apart = at + 1 < len(page.lines) and fold(page.lines[at + 1].text) != fold(text)
                yield _Reason("again", text, 1.5 if apart and rank < _LOWEST else 0.5, at)
            rank += rank < _LOWEST and not expression("venues").search(fold(text))

    def _whole(self, at: int, text: str) -> str:
        """A line with the next, where a title at the head of a page goes on there in small letters."""
        page = self._page
        after = page.lines[at + 1] if at + 1 < len(page.lines) and at < _HEAD else None
        if not after or after.gap or at + 1 in page.used or at + 1 in page.technical or at in self._menus:
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
                of_site = at in self._menus or expression("furniture").fullmatch(text)
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
        return self.may_be(title) and self._support(title) > _UNLIKELY

    def _by_look(self, at: int, text: str) -> float:
        """What a line alone says for or against being a title."""
        lines = self._page.lines
        after = lines[at + 1] if at + 1 < len(lines) else None
        score = 0.4 if lines[at].gap and after and after.gap else 0.0
        score += 0.4 if text.isupper() and len(text) > 3 else 0.0
        score += 1.0 if re.search(rf"\({atoms.YEAR}\)", text) else 0.0
        score += 1.5 if VERSIONS.search(text.rstrip(")")) else 0.0
        score += 1.2 if after and _BY.match(after.text) else 0.0
        score += 1.2 if after and _BRACKETED.fullmatch(after.text) else 0.0
        score += 2.0 if at < _HEAD and _WHOLLY_QUOTED.fullmatch(text) else 0.0
        score -= 1.0 if text[0].islower() else 0.0
        score -= 1.5 if _GOES_ON.search(text) else 0.0
        score -= 1.0 if len(text.split()) > 7 else 0.0
        score -= 5.0 if not at and 1 in self._menus else 0.0  # the name of the site stands above its menu
        numbered = len(re.findall(r"\d+", text)) > 2 and not _counts(fold(text).split())
        return score - (3.0 if numbered else 0.0)

    def _support(self, title: str) -> float:
        """What the rest of the page says of it."""
        if title not in self._supported:
            self._supported[title] = self._told_of(title)
        return self._supported[title]

    def _told_of(self, title: str) -> float:
        """What the rest of the page says of it: that it is said again, or is a person's name, a prize, the site's."""
        key = fold(title)
        tokens = key.split()
        said = self._again(key)
        weight, most = (0.9, 2.2) if is_name(title) else (1.2, 2.6)
        score = max(0.0, min(most, weight * said)) if len(key) > 1 else 0.0
        score += 3.0 if key in self._original else 0.0
        named = fold(_SMALL.sub(" ", title)) if not title.islower() else key  # `the cinema` of a title is no venue
        odd = len(_EVENT.findall(named))
        odd += sum(token in self._odd for token in named.split())
        score -= 4.5 if expression("venues").search(named) else 0.0
        score -= 8.0 if key.replace(" ", "_") in those("sections") else 0.0
        score -= 3.5 if odd and len(tokens) <= 6 else 1.0 if odd else 0.0
        no_words = those("days").issuperset(tokens) or key.isdigit() or _STREET.fullmatch(title)
        score -= 3.0 if no_words and key not in self._ends else 0.0
        score -= 2.5 if any(token in those("prizes") for token in tokens) else 0.0
        if is_name(title):
            score -= 3.5 if self._is_person(key) else 0.6
        return score

    def _again(self, key: str) -> int:
        """How often the page says a folded title beside the lines that are it."""
        return self._apart.count(_spaced(key)) - max(self._alone[key], 1)

    def _is_person(self, name: str) -> bool:
        """Whether what stands beside a folded name somewhere on the page says that it is somebody's."""
        body, start = self._body, self._body.find(name)
        while start >= 0:
            end = start + len(name)
            ends = not body[end : end + 1].strip()
            before = body[max(start - _LONGEST_ROLE, 0) : start]
            if _PERSON.match(body, end) or (ends and _OF_A_PERSON.search(before)):
                return True
            start = body.find(name, max(end, start + 1))
        return False


def _is_list(title: str) -> bool:
    return not re.search("[0-9]", title) and not people(title).rest


def _counts(tokens: list[str]) -> bool:
    """Whether a title counts things, of which one is called like a day: `4 luni, 3 săptămâni și 2 zile`."""
    return sum(map(str.isdecimal, tokens)) > 2 and sum(token in those("days") for token in tokens) == 1


def _spaced(said: str) -> str:
    """Folded text in which each word has its own space on both sides."""
    return f" {said.replace(' ', '  ')} "


def _by_place(at: int, rank: int, facts: list[int]) -> float:
    """The first line that may be a title is likely to be it, unless facts stand above it, and one right above facts."""
    behind = len(facts) > 1 and facts[1] < at
    score = max(0.0, 1.5 - 0.04 * at) + (0.0 if behind else 2.4 if not rank else 0.7 if rank == 1 else 0.0)
    if facts and at < facts[0]:
        score += 1.2
    below = next((place - at for place in facts if place > at), 99)
    return score + (1.6 if below <= 2 else 0.7 if below <= 5 else 0.0)
