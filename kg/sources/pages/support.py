"""What a page says of a title: that it may be one, that it says it again, that it is something else."""

import re
from collections import Counter
from collections.abc import Collection
from functools import cached_property

from kg.model.values.language import has_name
from kg.sources.lexicon import fold, senses
from kg.sources.pages import atoms
from kg.sources.pages.called import called
from kg.sources.pages.facts import PEOPLE
from kg.sources.pages.general import Page
from kg.sources.pages.menus import leads_to, menus
from kg.sources.pages.names import is_name, people
from kg.sources.pages.prominence import counts
from kg.sources.pages.technical import introducing, is_prose
from kg.sources.pages.words import expression, those

_DATES = re.compile(
    r"\b\d{1,2}[.:/]\d{1,2}(?!\d)|\b\d{1,2} ?(?:h|hrs|Uhr|uur)(?:\d\d)?\b|\b\d{1,2}\.\s|[€₽₴₺]"
    r"|\b\d+ (?:Kč|zł|Ft|kr|lei|CHF|EUR)\b|(?<!\d)\d{3,}+[ -]\d\d|@|https?:|\.(?:jpe?g|png|svg)\b|/\w++\+"
)
_SIGNS = re.compile(r"[<>_{}=®]|\A\S+\.(?:com|org|net|info|eu|tv|de|at|ch|fr|be|nl|it|es|pt|uk|pl|cz)\Z")
_EVENT = re.compile(r"\w(?:wettbewerb|programm|reihe|vorschau|programmet|premiere|competition)\b")
_SMALL = re.compile(r"(?!\A)(?<![\w'’])[a-zß-öø-ÿ]\w*+")
_STREET = re.compile(r"\A[^\W\d_]++ \d{1,4}[a-z]?(?:,.*)?")
_PERSON = re.compile(
    r" (?:was born|born|has directed|studied|trained|wurde|est nee?|nacio|nasceu|nat[oa]|e nat[oa]|urodz|graduated"
    r"|(?:is|was) an? (?:\w+ ){0,4}(?:director|filmmaker|artist|actor|actress|writer|screenwriter|producer|author)|naci"
    r"|ist (?:ein|eine) (?:\w+ ){0,3}(?:regisseur|filmemacher|autor|schauspieler)|lives|started|began)"
)
_OF_A_PERSON = re.compile(
    r"(?:directed by|director|regisseur(?:in)?|regista|realisat(?:eur|rice)|directora|filmmaker|writer director"
    r"|ein film von|a film by|un film de|cineaste|instruktor|regissor|rezyser|reziser|regie von) \Z"
)
_LONGEST_ROLE = 24


class Support:
    """What one page says of any title."""

    def __init__(self, page: Page, original: Collection[str]) -> None:
        """`original` is what labels call the original title."""
        self._page = page
        self._asked: dict[str, bool] = {}
        self._found: dict[str, float] = {}
        self._original = {fold(title) for title in original}
        self.alone = Counter(fold(line.text) for line in page.lines)

    def may_be(self, title: str, *, sentence: bool = False) -> bool:
        """Whether nothing forbids that a film is called so; `sentence`: where it stands, a title may be one."""
        if title not in self._asked:
            self._asked[title] = self._may_be(title)
        return self._asked[title] and (sentence or not is_prose(title))

    def _may_be(self, title: str) -> bool:
        key = fold(title)
        tokens = key.split()
        told = key in self.ends
        if len(title) > 90 or len(tokens) > 12 or (_DATES.search(title) and not told) or _SIGNS.search(title):
            return False
        if senses(title) or expression("beside").fullmatch(title) or expression("kinds").fullmatch(title):
            return False
        if atoms.is_genre(title) or atoms.country(title) or has_name(atoms.language(title) or ""):
            return False
        if title.endswith(("…", ":")) or (title.endswith(".") and len(tokens) > 3) or key in self.people:
            return False
        dated = re.search(r"[0-9]", title) and those("days") & set(tokens) and not counts(tokens)
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

    def of(self, title: str) -> float:
        """What the rest of the page says of it."""
        if title not in self._found:
            self._found[title] = self._told_of(title)
        return self._found[title]

    def _told_of(self, title: str) -> float:
        """What the rest of the page says of it: that it is said again, or is a person's name, a prize, the site's."""
        key = fold(title)
        tokens = key.split()
        said = self.again(key)
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
        score -= 3.0 if no_words and key not in self.ends else 0.0
        score -= 2.5 if any(token in those("prizes") for token in tokens) else 0.0
        if is_name(title):
            score -= 3.5 if self._is_person(key) else 0.6
        return score

    def again(self, key: str) -> int:
        """How often the page says a folded title beside the lines that are it."""
        return self._apart.count(_spaced(key)) - max(self.alone[key], 1)

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

    @cached_property
    def ends(self) -> frozenset[str]:
        """Where the way to the page ends, folded."""
        ends = {leads_to(line.text) for line in self._page.lines}
        return frozenset(fold(called(end)[0]) for end in ends)

    @cached_property
    def people(self) -> frozenset[str]:
        """Whom the page credits, folded."""
        return frozenset(fold(str(name)) for field in PEOPLE for name in self._page.facts.values(field))

    @cached_property
    def _odd(self) -> frozenset[str]:
        """Words that few titles have; names of days are in some, and dates are told by their numbers."""
        return (those("no_names") - those("days")) | those("no_titles")

    @cached_property
    def menus(self) -> set[int]:
        """The lines that lead elsewhere."""
        return menus(self._page.lines, self._page.used | self._page.technical.keys())

    @cached_property
    def _body(self) -> str:
        return self._page.body()

    @cached_property
    def _apart(self) -> str:
        return _spaced(self._body)


def _is_list(title: str) -> bool:
    return not re.search("[0-9]", title) and not people(title).rest


def _spaced(said: str) -> str:
    """Folded text in which each word has its own space on both sides."""
    return f" {said.replace(' ', '  ')} "
