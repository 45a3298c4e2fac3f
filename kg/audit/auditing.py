"""What `kg audit` does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from kg.audit.baseline import apart, baseline
from kg.audit.compare import compare
from kg.audit.fetch import Fetcher
from kg.audit.findings import Discrepancy
from kg.audit.graph import Graph
from kg.audit.page import Page, read
from kg.audit.pages import Source, is_address, sources
from kg.audit.reports import Audit
from kg.audit.seen import invisible
from kg.gate.misspelt import no_class
from kg.model.formats import HTML
from kg.model.profile import RDF_TYPE
from kg.release.opened import Release
from kg.system.errors import ENDS, ReelgraphError, unexpected
from kg.system.progress import Progress


def audit(
    release: Release, given: Sequence[str], known: Path | None, rules: Collection[str], progress: Progress
) -> Audit:
    """Audit pages against a release; `known` is a JSON report of findings that are accepted.

    Findings of other than the `rules` are left out. Raises ReelgraphError if nothing can be done.
    """
    graph = Graph(release)
    accepted = baseline(known) if known else frozenset()
    pages = list(sources(given, Fetcher(filter(is_address, given))))
    if pages and all(page.is_none for page in pages):
        try:
            pages[0].load()
        except ReelgraphError as error:
            raise ReelgraphError(f"{pages[0].name}: {error}") from None
    if not pages:
        raise ReelgraphError(f"{', '.join(given)}: no page found; pages end in {' '.join(HTML)}")
    found = [finding for source in progress("audit", pages, len(pages)) for finding in findings(source, graph)]
    new, old = apart((finding for finding in found if finding.rule in rules), accepted)
    return Audit(len(pages), len(old), new, old)


def findings(source: Source, graph: Graph) -> list[Discrepancy]:
    """What is wrong with a page; whatever is wrong with one, the others are looked at."""
    try:
        return list(_findings(source, graph))
    except ReelgraphError as error:
        return [Discrepancy(source.name, 0, "unread", page=str(error))]
    except ENDS:
        raise
    except BaseException as error:
        return [Discrepancy(source.name, 0, "unread", page=unexpected(error))]


def _findings(source: Source, graph: Graph) -> Iterator[Discrepancy]:
    page = read(source.name, source.load())
    if page.redirects:
        return
    yield from (Discrepancy(source.name, mistake.line, "syntax", page=mistake.why) for mistake in page.mistakes)
    if not page.statements and not page.unindexed and not any(mistake.lost for mistake in page.mistakes):
        yield Discrepancy(source.name, 0, "unmarked")
    yield from _misspelt(page)
    yield from compare(page, graph)
    yield from invisible(page)


def _misspelt(page: Page) -> Iterator[Discrepancy]:
    """Things of a type that schema.org does not have: nobody reads what is said of them."""
    for stated in page.statements:
        if stated.predicate == RDF_TYPE and (why := no_class(stated.value)):
            yield Discrepancy(page.name, stated.line, "syntax", page=why, pointer=stated.pointer)
