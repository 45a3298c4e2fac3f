"""Single letters that are labels, as each language has its own: `R: … B: … K: …`; and the language of a page."""

import re
from collections import defaultdict
from collections.abc import Container

from kg.sources import lexicon
from kg.sources.lexicon import Senses, fold, senses
from kg.sources.pages.facts import PEOPLE

_FEW, _LEAST, _MANY = 1, 3, 5
_FEW_LANGUAGES = 2
_LETTERS = re.compile(
    r"(?:^|(?<=[|;•,.(])\s*|(?<=\s))([A-Z]{1,2}|[A-Z][a-z]{1,2})\.?(?:\s*[+/&]\s*[A-Z]{1,2}\.?)?\s*:", re.MULTILINE
)
_STOPPED_LETTERS = re.compile(r"^([A-Z])\.[ \t]+(?=[A-ZÀ-Þ])", re.MULTILINE)
_SPELLED = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,20}(?=\.?\s?[:：])")


def letters(text: str) -> dict[str, Senses]:
    """Single letters that are labels on this page: those of the table of which most stand there, at least three.

    `R` is the director in every language that has one, and one more letter beside it is enough. A page in a language
    that has tables has letters of these; what another label of the page says in full, no letter says.
    """
    stopped = set(_STOPPED_LETTERS.findall(text))
    found = set(_LETTERS.findall(text)) | (stopped if len(stopped) >= _LEAST else set())
    if not found:
        return {}
    spelled = {one for label in set(_SPELLED.findall(text)) for one in senses(label)} & PEOPLE
    spoken = spoken_in(text)
    tables = [
        {letter: sense for letter, sense in table.items() if sense not in spelled} for table in _tables(spoken, found)
    ]
    said = max(tables, key=lambda one: len(found & one.keys()), default={})
    least = 1 if spoken and len(spelled) >= _LEAST else 2 if "R" in found else _LEAST
    if len(found & said.keys()) >= least:
        return {fold(letter): (sense,) for letter, sense in said.items()}
    return {fold("R"): ("directors",)} if "R" in found else {}


def _tables(spoken: Container[str], found: set[str]) -> list[dict[str, str]]:
    """The tables of letters that a page may follow: those of its language, where that is known."""
    tables = lexicon.letters()
    ours = [table for name, table in tables.items() if name.partition("_")[0] in spoken]
    return ours or [table for table in tables.values() if not spoken or len(found & table.keys()) >= _MANY]


def same_language(one: str, other: str) -> bool:
    """Whether small words of two texts are of the same language, that few others share."""
    return bool(_told_by(one) & _told_by(other))


def is_translated(title: str, other: str, spoken: set[str]) -> bool:
    """Whether small words of a title are of a language spoken, and those of the other text of languages that it has
    not.
    """
    one, two = _told_by(title), _told_by(other)
    return bool(one & spoken and two) and not one & two


def is_foreign(text: str, spoken: set[str]) -> bool:
    """Whether small words of a text are of other languages than those spoken."""
    told = _told_by(text)
    return bool(told) and not told & spoken


def _told_by(text: str) -> set[str]:
    known = (lexicon.small_words().get(word, frozenset()) for word in text.casefold().split())
    return {tag for tags in known if len(tags) <= _FEW_LANGUAGES for tag in tags}


def spoken_in(text: str) -> set[str]:
    """The languages of which a page may be, by its small words and labels: none has twice as many; {} if it has few."""
    hits: dict[str, float] = defaultdict(float)
    words = lexicon.small_words()
    for said in text.casefold().split():
        for tag in (known := words.get(said, ())):
            hits[tag] += 1 / len(known)
    for label in _SPELLED.findall(text):
        for tag in (known := lexicon.languages_of(label)):
            hits[tag] += 1 / len(known)
    most = max(hits.values(), default=0)
    return {tag for tag, count in hits.items() if 2 * count > most} if most >= _FEW else set()
