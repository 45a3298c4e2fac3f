"""What may be the title as well as the first candidate: a line at the head of the facts, below an event or a place."""

import unicodedata
from collections.abc import Sequence

from kg.sources.lexicon import fold
from kg.sources.pages.called import called
from kg.sources.pages.candidates import Candidate, Candidates
from kg.sources.pages.general import Page
from kg.sources.pages.letters import is_foreign, is_translated, spoken_in
from kg.sources.pages.lines import Line
from kg.sources.pages.names import is_name
from kg.sources.pages.settled import is_kind
from kg.sources.pages.technical import is_prose
from kg.sources.pages.words import expression

_NEAR = 6


def rival_of(page: Page, hints: Sequence[tuple[str, str]], best: Candidate, candidates: Candidates) -> str | None:
    """What stands between the candidate and the facts, apart from it, and may be the title as well.

    The candidate is rather the name of an event or of a place then, unless it is said again, on the page or by a hint.
    """
    key = fold(best.text)
    hinted = any(key in fold(text) for _, text in hints) and not expression("venues").search(key)
    if best.again or best.at < 0 or hinted:
        return None
    run: list[Line] = []
    for at in range(best.at + 1, min(best.at + _NEAR, len(page.lines))):
        if at in page.used or at in page.technical:
            return _rival(page, best, run, candidates)
        if not is_prose(page.lines[at].text) and at not in candidates.menus:
            run.append(page.lines[at])
    return None


def _rival(page: Page, best: Candidate, run: Sequence[Line], candidates: Candidates) -> str | None:
    """The first of the lines, unless it goes on with the candidate, or may be another title of it below."""
    original = run and len(run) == 1 and (best.at < 1 or not run[0].gap) and _is_of_elsewhere(page)
    if not run or original or (page.lines[best.at].heading and not run[0].heading):
        return None
    text = called(run[0].text)[0]
    if run[0].text.startswith("(") or text.endswith((".", "!", "?")) or is_kind(text) or _is_somebody(page, text):
        return None
    other = f" {fold(text)} " not in f" {fold(best.text)} " and not _is_foreign(page, text, best.text)
    return text if other and candidates.may_be(text) else None


def _is_of_elsewhere(page: Page) -> bool:
    """Whether the film is in other languages than the page: then its original title is likely to be there."""
    spoken = spoken_in("\n".join(line.text for line in page.lines))
    languages = page.facts.values("languages")
    return bool(spoken and languages) and spoken.isdisjoint(str(one).partition("-")[0] for one in languages)


def _is_somebody(page: Page, text: str) -> bool:
    """Whether a line names one of the film's people, or may do so where nobody is said to be the director."""
    return fold(text) in page.facts.somebody() or (is_name(text) and "directors" not in page.facts)


def _is_foreign(page: Page, text: str, title: str) -> bool:
    """Whether a text is in another script than the title, or in another language than it or the page: another title
    is.
    """
    spoken = spoken_in("\n".join(line.text for line in page.lines))
    return _script(text) != _script(title) or is_foreign(text, spoken) or is_translated(title, text, spoken)


def _script(text: str) -> str:
    """The script of the first letter, by its name in Unicode: `LATIN`; "" where there is none."""
    letter = next(filter(str.isalpha, text), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
