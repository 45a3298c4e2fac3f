"""Pages of several films, such as a programme: headings above a director each, or facts that come again and again."""

from bisect import bisect_left
from collections.abc import Iterator

from kg.sources.lexicon import fold
from kg.sources.pages.candidates import Candidates
from kg.sources.pages.facts import Fact, Strength
from kg.sources.pages.general import Page
from kg.sources.pages.titles import Found
from kg.sources.pages.words import those

_BESIDE = ("year", "duration", "countries")
_BESIDE_DIRECTORS, _BESIDE_CAST = {*_BESIDE, "cast", "editors"}, {*_BESIDE, "distributors"}
"""One of these is stated again, too, where there are several films."""

_LEAST = 3
"""So many labels of directors, and nothing else, are of several films."""

_WHO = ("directors", "cast")
_TOLD = (*_WHO, *_BESIDE, "genres", "screenwriters", "editors", "distributors")

_SEVERAL = 3
"""So many directors, each on a line with facts, are those of so many films."""


def films_on(page: Page, title: Found, *, headed: bool = False) -> list[str]:
    """The films on a page that is about none of them alone, by their headings, else by their directors; [] where it is
    about one.

    Each heading may be a title, and has a director and another fact below it. A page about one film may announce
    others, too: there the first of these headings is the title, or its director stands above all of them.
    `headed`: the page says by itself what it is about, as HTML does.
    """
    stated = page.facts.stated("directors")
    if len({fact.values for fact in stated}) < 2:
        return [] if title.title else _by_facts(page)
    if several := _in_brief(page):
        return several
    candidates = Candidates(page, (), "", ())
    headings = [line for line in page.lines if line.heading and _may_be_title(line.text, candidates)]
    numbers = [line.number for line in headings]
    directors: dict[int, tuple[str, ...]] = {}
    for fact in stated:
        directors.setdefault(bisect_left(numbers, fact.line) - 1, tuple(map(str, fact.values)))
    others = {bisect_left(numbers, fact.line) - 1 for field in _BESIDE for fact in page.facts.stated(field)}
    films = [place for place in directors if place >= 0 and place in others]
    names = [headings[place].text for place in films]
    if len({directors[place] for place in films}) < 2:
        again = sum(fold(line.text) == fold(title.title) for line in headings) > 1
        return [] if headed and title.title and not again else _by_facts(page)
    above = title.title and stated[0].line < numbers[films[0]]
    return [] if above or fold(title.title) in map(fold, names) else names


def _by_facts(page: Page) -> list[str]:
    """The directors, else the casts, of a page on which most of what is stated is stated again, beside other people."""
    told = {field: list(_places(page, field)) for field in _TOLD}
    again = {field for field, facts in told.items() if len(facts) > 1}
    who = next((field for field in _WHO if field in again), "")
    if set(page.facts.fields()) == {"directors"}:  # a list of films of which no more is said
        stated = [fact for fact in page.facts.stated("directors") if fact.strength >= Strength.BARE]
        return [", ".join(map(str, fact.values)) for fact in stated] if len(stated) >= _LEAST else []
    others = again & (_BESIDE_DIRECTORS if who == "directors" else _BESIDE_CAST)
    if not who or not others or 2 * len(again) < sum(map(bool, told.values())):
        return []
    people = [{fold(str(name)) for name in fact.values} for fact in told[who]]
    return [", ".join(map(str, fact.values)) for fact in told[who]] if not people[0] & people[1] else []


def _places(page: Page, field: str) -> Iterator[Fact]:
    """What labels, phrases and technical lines say of a field, on lines that are not those of one list."""
    last: Fact | None = None
    for fact in page.facts.stated(field):
        if fact.strength >= Strength.LINE and (not last or (fact.at != last.at and fact.line > last.line + 1)):
            yield fact
            last = fact


def _in_brief(page: Page) -> list[str]:
    """By whom the films are of which a page says nothing but this, year, length and countries, of each on a line."""
    if not page.facts.fields() <= {"directors", "genres", "languages", *_BESIDE}:
        return []
    facts = {fact.line for field in _BESIDE for fact in page.facts.stated(field)}
    by = {fact.line: fact.values for fact in page.facts.stated("directors") if not facts or fact.line in facts}
    groups = dict.fromkeys(by.values())
    return [", ".join(map(str, group)) for group in groups] if len(groups) >= _SEVERAL else []


def _may_be_title(text: str, candidates: Candidates) -> bool:
    return candidates.may_be(text) and not those("no_titles") & set(fold(text).split())
