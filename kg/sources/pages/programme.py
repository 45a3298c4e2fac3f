"""Pages of several films, such as a programme: which headings on a page stand above a director each."""

from kg.sources.lexicon import fold
from kg.sources.pages.general import Page
from kg.sources.pages.titles import Found


def films_on(page: Page, title: Found) -> list[str]:
    """The headings of the films on a page that is about none of them alone; [] where it is about one.

    A page about one film may announce others, too: there the first heading above a director is the title.
    """
    headings = {at: line for at, line in enumerate(page.lines) if line.heading}
    above: dict[int, tuple[str, ...]] = {}
    for fact in page.facts.stated("directors"):
        place = next((at for at in reversed(headings) if headings[at].number < fact.line), -1)
        if place >= 0:
            above.setdefault(place, tuple(map(str, fact.values)))
    names = [page.lines[place].text for place in above]
    if len(set(above.values())) < 2 or fold(title.title) in map(fold, names[:1]) or title.at in above:
        return []
    return names
