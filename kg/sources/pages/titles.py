"""The title of a page, chosen among candidates: a small margin is none, for no title is better than a wrong one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.model.record import Fault
from kg.sources.fields import fault
from kg.sources.lexicon import fold
from kg.sources.pages import atoms
from kg.sources.pages.called import called, is_other
from kg.sources.pages.candidates import LABEL, Candidate, Candidates
from kg.sources.pages.general import Page
from kg.sources.pages.letters import same_language
from kg.sources.pages.lines import BORDER, plain
from kg.sources.pages.names import ARTICLES, is_name, is_nobody
from kg.sources.pages.rivals import rival_of
from kg.sources.pages.settled import is_kind
from kg.sources.pages.technical import FACTS, is_prose
from kg.sources.pages.words import expression, introduced, those

_LEAST, _MARGIN, _SURE = 3.0, 0.8, 3.0
_MOST_OTHERS = 8
_NEAR = 6
_NOBODY = "", 0
_DATED = re.compile(rf", {atoms.YEAR}\Z")
"""`Ann Lee, 2010` below a title."""

_BESIDE = re.compile(rf"[»”\"']?(?:\s?\([^()]{{0,40}}?|,\s)({atoms.YEAR})(?:\s?\w{{1,4}}\.?)?(?:\)|\Z)")
"""The year behind a title."""


class Found(NamedTuple):
    """The title, other titles, what speaks against taking one, the name below it, their lines, and the year beside it.

    `at` is the place of the title among the lines of the page, -1 where it has none; `below_line` a number.
    """

    title: str
    others: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    below: str = ""
    at: int = -1
    below_line: int = 0
    year: int = 0


def title_of(page: Page, hints: Sequence[tuple[str, str]] = ()) -> Found:
    """The title that a page states, by a label or by what most speaks for.

    `hints`: what a page says of itself, by kind (`og`, `title`, `h1`).
    """
    said = {kind: [called(text) for other, text, _ in page.titles if other == kind] for kind in _KINDS}
    said["original_title"] = said["original_title"][:1]  # another is of another film
    labelled = next((title for title, _ in said["title"]), "")
    candidates = Candidates(page, hints, labelled, [title for title, _ in said["original_title"]])
    ranked = _said_again_first(page, _upper_first(page, candidates.ranked()))
    best = ranked[0] if ranked else None
    told = [one for kind in _KINDS for title, others in said[kind] for one in (title, *others)]
    rival = rival_of(page, hints, best, candidates) if best else None
    decided = best and best.score >= _LEAST and best.score - _next(page, ranked) >= _MARGIN
    if best and decided and not rival and not _may_be_who(page, ranked):
        below, line = _below(page, best)
        found = _found(best.text, [*best.others, *told, *_beneath(page, best, candidates)])
        return found._replace(below=below, at=best.at, below_line=line, year=_year(page, hints, best.text))
    if best and best.score >= _LEAST:
        several = dict.fromkeys((best.text, *filter(None, [rival]), *(one.text for one in ranked[1:3])))
        names = " or ".join(map(repr, several))
        why = f"may be called {names}: nothing on the page decides"
        line = page.lines[best.at].number if best.at >= 0 else 1
        return Found("", (), (fault("title", best.text, why, line=line),))
    named = next((title for kind in ("original_title", "other_title") for title, _ in said[kind]), "")
    return _found(named, told) if named else Found("")


def _year(page: Page, hints: Sequence[tuple[str, str]], title: str) -> int:
    """The year behind the title, in brackets or at the end of its line; 0 where none is."""
    for text in (*(text for _, text in hints), *(line.text for line in page.lines)):
        at = text.find(title)
        while at >= 0:
            if found := _BESIDE.match(text, at + len(title)):
                return int(found[1])
            at = text.find(title, at + 1)
    return 0


_KINDS = ("title", "original_title", "other_title")


def _found(title: str, others: Iterable[str]) -> Found:
    known = {fold(title), ""}
    kept = []
    for other in others:
        if fold(other) not in known and not fold(other).endswith(f" {fold(title)}"):
            known.add(fold(other))
            kept.append(other)
    return Found(title, tuple(kept))


def _upper_first(page: Page, ranked: list[Candidate]) -> list[Candidate]:
    """Of two lines, one below the other, that are about as likely, the upper is the title and the lower another."""
    if len(ranked) < 2 or ranked[0].at != ranked[1].at + 1 or ranked[1].at < 0:
        return ranked
    lower, upper, *others = ranked
    may_be_who = is_name(upper.text) and "directors" not in page.facts
    below = page.lines[lower.at]
    margin = _SURE if lower.at in page.technical or below.text.startswith("(") else _MARGIN
    near = lower.score - upper.score < margin and below.gap < 2 and not _heads(page, lower.at)
    sure = upper.score >= _LEAST and not may_be_who
    return [upper._replace(score=lower.score), lower, *others] if near and sure else ranked


def _said_again_first(page: Page, ranked: list[Candidate]) -> list[Candidate]:
    """Of two lines, one below the other, of which the page says the lower again and not the upper, the lower is the
    title, and the upper the name of a series, a badge or another title.
    """
    if not ranked or ranked[0].at < 0 or ranked[0].again > 0:
        return ranked
    best = ranked[0]
    for one in ranked[1:]:
        below = one.at == best.at + 1 and one.again > 0 and one.score >= _LEAST and best.score - one.score < _SURE
        if below and ("directors" in page.facts or not is_name(one.text)):
            return [one._replace(score=best.score + _SURE), *(other for other in ranked if other is not one)]
    return ranked


def _heads(page: Page, at: int) -> bool:
    """Whether a line stands apart from those above, at the head of others of which none is a fact: a title does so
    above the director, and another title does not.
    """
    after = page.lines[at + 1 : at + 2]
    known = at + 1 in page.used or at + 1 in page.technical
    return bool(page.lines[at].gap and after and not after[0].gap and not known and not is_prose(after[0].text))


def _next(page: Page, ranked: list[Candidate]) -> float:
    """The score of the best candidate that is not beneath the first, as another title is, and does not speak of it.

    One beneath that the page says again, and the first not, is rather the title below the name of a series.
    """
    best = ranked[0]
    beneath = [one for one in ranked[1:] if 0 < one.at == best.at + 1]
    alike = [one for one in beneath if one.again <= max(best.again, 0) and not _heads(page, one.at)]
    sure = [*alike, *(one for one in beneath if page.lines[one.at].text.startswith("("))]
    apart = (one for one in ranked[1:] if one not in sure and f" {fold(best.text)} " not in f" {fold(one.text)} ")
    return max((one.score for one in apart), default=-LABEL)


def _may_be_who(page: Page, ranked: list[Candidate]) -> bool:
    """Whether the first may be the director's name above the title, or one of the crew below a label: nobody is said to
    be the director, and a line follows, or a label is above.
    """
    best = ranked[0]
    if "directors" in page.facts or not is_name(best.text) or best.text.split()[0].casefold() in ARTICLES:
        return False
    if best.at - 1 in page.used and best.at - 1 not in page.technical:
        return True
    known = page.facts.somebody()
    if _is_marked(page, best.text):
        return False
    if best.at >= 0 and any(fold(line.text) in known for line in page.lines[best.at + 1 : best.at + 3]):
        return False
    return any(one.at == best.at + 1 and best.score - one.score < _SURE for one in ranked[1:])


def _is_marked(page: Page, title: str) -> bool:
    """Whether the running text writes it as titles are written: in quotation marks, or in capitals."""
    capitals = title.upper() if not title.isupper() and len(title) > _NEAR else ""
    said = re.compile(rf"[«„“\"‚‘『「《]{re.escape(title)}[»”“\"’』」》]")
    running = [line.text for line in page.lines if len(line.text) > 2 * len(title)]
    return any((capitals and capitals in text) or (title in text and said.search(text)) for text in running)


def _beneath(page: Page, best: Candidate, candidates: Candidates) -> Iterator[str]:
    """Other titles below the title: before the facts of the next line, in brackets there, in headings, or on a line."""
    below = (at for at in (best.at + 1, best.at + 2) if at in page.technical)
    beside = [(called(lead)[0], at) for at in below for lead in candidates.leads(at)]
    beside += [(other, at) for other, at in page.others if at - best.at <= _NEAR]
    yield from (one for one, _ in beside if _is_title(one, best, candidates))
    at = best.at + 1
    run: list[str] = []
    while 0 < at < len(page.lines) and page.lines[at].heading and page.lines[at - 1].heading:
        run.append(called(page.lines[at].text)[0])
        at += 1
    if run:
        sure = at in page.technical and len(run) <= _MOST_OTHERS
        yield from (one for one in run if sure and candidates.may_be(one))
        alone = at in page.used and "directors" in page.facts and len(run) == 1 and len(run[0].split()) > 2
        yield from (
            one for one in run if alone and not same_language(one, best.text) and _is_title(one, best, candidates)
        )
    elif 0 < at < len(page.lines) and at not in page.used and "directors" in page.facts and page.lines[at].gap <= 2:
        near = any(place in page.used or place in page.technical for place in range(at + 1, at + 4))
        text = called(page.lines[at].text)[0]
        if near and len(text.split()) <= max(6, 1 + len(best.text.split())) and not text.endswith((".", "!", "?")):
            bracketed = page.lines[at].text.startswith("(")
            sure = bracketed or not _two_words(text) or (text.isupper() and best.text.isupper())
            sure = sure and not same_language(text, best.text)  # a subtitle
            yield from (one for one in (text,) if _is_title(one, best, candidates) and sure)


def _is_title(text: str, best: Candidate, candidates: Candidates) -> bool:
    if is_nobody(text) or is_kind(text) or fold(text).replace(" ", "_") in those("sections"):
        return False  # `New York, USA 2021` below the title
    said = fold(text).split()
    odd = [
        word for word in said if word in those("no_names") | those("no_titles") or introduced().get(word) == "directors"
    ]
    if re.search("[·•|]", text) or 2 * len(odd) >= len(said) or expression("venues").search(fold(text)):
        return False
    numbers = set(re.findall(r"\d+", text)) - set(re.findall(r"\d+", best.text))
    return is_other(text, best.text) and candidates.may_be(text) and not numbers


def _two_words(text: str) -> bool:
    """A name of two words is more likely somebody's, or a screen's."""
    return is_name(text) and len(text.split()) == 2


def _below(page: Page, best: Candidate) -> tuple[str, int]:
    """Who stands below the title, alone on a line above facts or the kind of film: the director, where no label says
    who that is.

    And on which line; "" and 0 where nobody does.
    """
    for at in range(best.at + 1, min(best.at + 3, len(page.lines) - 1)) if best.at >= 0 else ():
        text = page.lines[at].text.replace(BORDER, " ").strip()
        dated = _DATED.search(text)
        if is_prose(text) or (not dated and (at in page.used or at in page.technical)):
            break
        text = text[: dated.start()] if dated else text
        if is_name(text):
            below = [page.technical.get(at + 1), page.technical.get(at + 2)]
            facts = any(line and any(piece.kind in FACTS for piece in line.pieces) for line in below)
            told = dated or facts or is_kind(plain(page.lines[at + 1].text))
            return (text, page.lines[at].number) if told else _NOBODY
    return _NOBODY
