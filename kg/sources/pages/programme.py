"""Pages of several films, such as a programme: which headings on a page stand above a director each."""

from bisect import bisect_left

from kg.sources.lexicon import fold
from kg.sources.pages.candidates import Candidates
from kg.sources.pages.facts import Strength
from kg.sources.pages.general import Page
from kg.sources.pages.titles import Found
from kg.sources.pages.words import those

_BESIDE = ("year", "duration", "countries")
_SEVERAL = (("directors", 3), ("cast", 4))
"""So many of them in places of their own are of several films."""


def films_on(page: Page, title: Found) -> list[str]:
    """The headings of the films on a page that is about none of them alone; [] where it is about one.

    Each of them may be a title, and has a director and another fact below it. A page about one film may announce
    others, too: there the first of these headings is the title.
    """
    stated = page.facts.stated("directors")
    if not title.title and (several := _untitled(page)):
        return several
    if len({fact.values for fact in stated}) < 2:
        return []
    candidates = Candidates(page, (), "", ())
    headings = [line for line in page.lines if line.heading and _may_be_title(line.text, candidates)]
    numbers = [line.number for line in headings]
    directors: dict[int, tuple[str, ...]] = {}
    for fact in stated:
        directors.setdefault(bisect_left(numbers, fact.line) - 1, tuple(map(str, fact.values)))
    others = {bisect_left(numbers, fact.line) - 1 for field in _BESIDE for fact in page.facts.stated(field)}
    films = [place for place in directors if place >= 0 and place in others]
    names = [headings[place].text for place in films]
    if len({directors[place] for place in films}) < 2 or fold(title.title) in map(fold, names):
        return []
    return names


def _untitled(page: Page) -> list[str]:
    """By whom the films are, or with whom, of a page whose title nothing tells and that names so many of them."""
    for field, least in _SEVERAL:
        said = {fact.at: fact.values for fact in page.facts.stated(field) if fact.strength >= Strength.PHRASE}
        groups = list(dict.fromkeys(said.values()))
        if len(groups) >= least:
            return [", ".join(map(str, group)) for group in groups]
    return []


def _may_be_title(text: str, candidates: Candidates) -> bool:
    return candidates.may_be(text) and not those("no_titles") & set(fold(text).split())
