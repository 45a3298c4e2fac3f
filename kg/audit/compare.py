"""The markup of a page against the graph, statement by statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.audit.alike import MOST, NAMING, SAME, forms, key, keys, known
from kg.audit.called import showings
from kg.audit.canonical import may_be_address, plainest
from kg.audit.films import films, named, same_film
from kg.audit.findings import Discrepancy, short_name
from kg.audit.graph import URL, Graph
from kg.audit.nodes import Fact, Stated
from kg.audit.page import Page
from kg.audit.paired import paired
from kg.audit.shaped import has, types
from kg.audit.worded import fields, worded
from kg.gate.schemaorg import vocabulary
from kg.model import iris
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE, profile
from kg.rdf.addresses import resolve

_SUBJECT, _PERSON = SCHEMA + "subjectOf", SCHEMA + "Person"
_ANYHOW = frozenset(SCHEMA + name for name in ("contributor", "creator"))
"""Properties that do not say as what somebody worked on a film."""

_TOLD = 5
"""So many films of a release are named where a thing could be one of several."""


def compare(page: Page, graph: Graph) -> Iterator[Discrepancy]:
    """What is missing, extra or different on a page.

    A page should say all of the film that it is about; of other films, and of people, what it says should be so.
    """
    own = page.name if "://" in page.name else next(iter(page.addresses), "")
    stated = (s for s in page.statements if s.predicate.startswith((SCHEMA, RDF_TYPE)))
    said = worded(_resolved(each, own) for each in stated)
    found = films(said, page.addresses, graph)
    names = named(said)
    yield from (
        Discrepancy(page.name, s.line, "unmatched", short_name(names.get(s.subject, "")), graph=_asked(likely))
        for s, likely in found.strangers
    )
    film = found.main
    expected = _expected(film, page, graph) if film else []
    addresses = graph.addresses(film, page.addresses) if film else ()
    whole = [*said, *_selves(said)]
    whole = _matched(whole, expected, found.films | same_film(said, expected, film, addresses))
    said = whole[: len(said)]
    missing = _missing(whole, expected)
    extra = _extra(said, expected, graph)
    both = [*expected, *said]
    names = named(both)
    yield from paired(page, missing, extra, expected, names | showings(both, names))


def _asked(films: Sequence[str]) -> str:
    """Which films of a release a thing could be."""
    return f"could be {' or '.join(map(iris.document, films[:_TOLD]))}" if films else ""


def _selves(said: Iterable[Stated]) -> list[Stated]:
    """The identifiers of things as what they are the same as, and as their addresses: a page need not say both."""
    named = dict.fromkeys(s.subject for s in said if "://" in s.subject)
    return [Stated(iri, path, iri, is_node=False) for iri in named for path in (SAME, URL)]


def _resolved(stated: Stated, own: str) -> Stated:
    """An address that stands as a text, as seen from the page's own."""
    if not own or stated.is_node or not stated.value.startswith("/") or not may_be_address(stated.predicate):
        return stated
    return replace(stated, value=resolve(own, stated.value))


def _expected(film: str, page: Page, graph: Graph) -> list[Stated]:
    """What a page should say; the address of a film's document in a release is nothing for pages elsewhere."""
    document = iris.document(film)
    is_there = plainest(URL, document) in {plainest(URL, address) for address in page.addresses}
    return [s for s in graph.expected(film, page.visible) if is_there or s.fact != (film, URL, document)]


def _matched(said: list[Stated], expected: Sequence[Stated], same: dict[str, str]) -> list[Stated]:
    """The statements with the graph's IRIs for things that are the graph's under other names, or under none."""
    wanted, known = _Wanted(expected), {stated.subject for stated in expected}
    while True:
        said = [replace(s, subject=same.get(s.subject, s.subject), value=_renamed(s, same)) for s in said]
        naming, subjects = _naming(said), {s.subject for s in said}
        meant = [(s, wanted.meant(s, naming) if s.value not in known else None) for s in said]
        # A thing of which the page states something is that thing wherever it stands; an address or a text only there.
        things = ((s.value, to.value) for s, to in meant if to and to.is_node and s.is_node and s.value in subjects)
        same = {iri: other for iri, other in things if iri != other}
        said = [replace(s, value=to.value, is_node=to.is_node) if to and s.value not in same else s for s, to in meant]
        if not same:
            return said


class _Wanted:
    """The values that the graph states, by all that they are told by."""

    def __init__(self, expected: Sequence[Stated]) -> None:
        naming = _naming(expected)
        self._by_form: dict[tuple[str, str, str], Stated] = {}
        self._several: set[tuple[str, str, str]] = set()
        for stated in expected:
            for place in _places(stated, naming, known):
                if self._by_form.setdefault(place, stated).value != stated.value:
                    self._several.add(place)

    def meant(self, said: Stated, naming: dict[str, list[str]]) -> Stated | None:
        """What the graph states in the same place; rather by what only one value is told by."""
        places = sorted(place for place in _places(said, naming, forms) if place in self._by_form)
        found = next((place for place in places if place not in self._several), next(iter(places), None))
        return self._by_form[found] if found else None


def _places(
    stated: Stated, naming: dict[str, list[str]], side: Callable[[str, Iterable[str]], set[str]]
) -> Iterator[tuple[str, str, str]]:
    told = (stated.value, *(naming.get(stated.value, ()) if stated.is_node else ()))
    return ((stated.subject, stated.predicate, form) for form in side(stated.predicate, told))


def _naming(statements: Iterable[Stated]) -> dict[str, list[str]]:
    """What things are told by, by their IRIs."""
    found: dict[str, list[str]] = defaultdict(list)
    for stated in statements:
        if stated.predicate in NAMING and len(found[stated.subject]) < MOST:
            found[stated.subject].append(plainest(stated.predicate, stated.value))
    return found


def _renamed(stated: Stated, same: dict[str, str]) -> str:
    return same.get(stated.value, stated.value) if stated.is_node else stated.value


def _missing(said: Sequence[Stated], expected: Sequence[Stated]) -> list[Stated]:
    """What should be said of things that the page speaks of, and is not."""
    there = {_key(stated) for stated in said} | set(_wider(said))
    subjects = {stated.subject for stated in said}
    # A page that does not speak of the film at all lacks the film, and not each statement.
    if expected and expected[0].subject not in subjects:
        return [replace(expected[0], predicate="", value="")]
    return [stated for stated in expected if _key(stated) not in there and stated.subject in subjects]


def _extra(said: Sequence[Stated], expected: Sequence[Stated], graph: Graph) -> list[Stated]:
    """What is said of things of the graph's by properties that it has for them, and stands nowhere in it."""
    there = {_key(stated) for stated in expected} | set(_wider(expected))
    naming = _naming(said)
    classes = types([*expected, *said])
    likely = (s for s in said if _key(s) not in there and has(s.subject, classes[s.subject], s.predicate))
    return [s for s in likely if not _is_so(s, naming, graph)]


def _wider(said: Iterable[Stated]) -> Iterator[Fact]:
    """The classes that things have because their own are kinds of these."""
    types = (stated for stated in said if stated.predicate == RDF_TYPE)
    return (key(s.subject, RDF_TYPE, cls) for s in types for cls in vocabulary().ancestors(s.value))


def _key(stated: Stated) -> Fact:
    return key(stated.subject, stated.predicate, stated.value)


def _is_so(stated: Stated, naming: dict[str, list[str]], graph: Graph) -> bool:
    """Whether a release states it too, or has nothing to state of the thing."""
    document = iris.document(stated.subject)
    own = key(stated.subject, URL, document)
    # Where a file is, no address in it that is relative says.
    if stated.subject not in graph.subjects(document) or _key(stated) == own or stated.value.startswith(("file:", "/")):
        return True
    facts = graph.facts(document)
    if stated.predicate == _SUBJECT and not any(fact[:2] == (stated.subject, _SUBJECT) for fact in facts):
        return True  # a release that has no showing of a film says nothing of when it is shown
    told = (stated.value, *(naming.get(stated.value, ()) if stated.is_node else ()))
    # Who is said to have worked on a film in some way is anyone of its credits.
    paths = [path for path, field in fields(profile()).items() if field.target == _PERSON]
    paths = [stated.predicate, *(paths if stated.predicate in _ANYHOW else ())]
    said = {each for value in told for path in paths for each in keys(stated.subject, path, value)}
    return not facts.isdisjoint(said)
