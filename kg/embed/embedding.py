"""What `kg embed` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.audit.page import read as looked_at
from kg.audit.ratings import has_ratings, of_page
from kg.embed import block
from kg.embed.conflicts import conflicts
from kg.embed.diff import unified
from kg.embed.document import Document, document
from kg.embed.files import can_be_read, pages, read, write
from kg.embed.film_table import Row, Table
from kg.embed.fit import check
from kg.embed.positions import places
from kg.embed.unseen import unseen
from kg.model.formats import HTML
from kg.release.films import Film, Films
from kg.release.opened import Release
from kg.report.report import many
from kg.system.errors import ENDS, ReelgraphError, unexpected
from kg.system.terminal import shown

_TOLD = 5
"""So many rows of a table without a page are told, and so many pages that cannot be read."""

_LEFT_OUT = "the page does not show the average rating {}, which is left out of its markup"


@dataclass(frozen=True)
class Outcome:
    """What became of a page: what to print (a line, or the diff that it would be), and what was found wrong.

    `notes` are what a person may want to know. The last outcome may be of no page: it has notes on the table.
    """

    told: bytes
    complaints: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def embed(release: Release, given: Sequence[Path], table: Path | None, dry_run: bool) -> Iterator[Outcome]:
    """Put the markup of a release into pages, one after the other.

    Raises ReelgraphError where nothing can be done: no page, no table.
    """
    found = list(pages(given))
    if not found:
        raise ReelgraphError(f"{', '.join(map(shown, given))}: no page found; pages end in {' '.join(HTML)}")
    if not any(map(can_be_read, found)):
        raise ReelgraphError(f"{', '.join(map(shown, found[:_TOLD]))}: cannot be read, or not there")
    rows = Table(table)
    if not any(release.films):
        raise ReelgraphError(f"{release.folder}: has no markup of films; build the release again")
    for page in found:
        rows.rows(page, ())  # its rows are used, whatever becomes of it
        try:
            yield _page(page, release.films, rows, dry_run)
        except ReelgraphError as error:
            yield Outcome(b"", (f"{shown(page)}: {error}",))
        except ENDS:
            raise
        except BaseException as error:
            yield Outcome(b"", (f"{shown(page)}: {unexpected(error)}",))
    if unused := rows.unused():
        yield Outcome(b"", notes=tuple(_unused(unused)))


def _page(page: Path, known: Films, rows: Table, dry_run: bool) -> Outcome:
    data = read(page)
    check(data)
    said = document(data)
    film = _film(page, said, known, rows)
    markup, hidden = _shown(film.markup(), page, data)
    where = places(data)
    new = block.put(data, said, where, markup)
    addresses = known.own(film, said.addresses())
    complaints = tuple(f"{shown(page)}:{each}" for each in conflicts(data, where, film.iri, markup, addresses))
    told = (*hidden, *_elsewhere(said, film, known), *unseen(page.as_posix(), data, film.iri, markup))
    notes = tuple(f"{shown(page)}: {each}" for each in told)
    if dry_run:
        return Outcome(unified(shown(page), data, new), complaints, notes)
    if new != data:
        write(page, new)
    done = "embedded" if new != data else "unchanged"
    return Outcome(f"{shown(page)}: {shown(film.name)}: {done}\n".encode(), complaints, notes)


def _shown(markup: dict[str, Any], page: Path, data: bytes) -> tuple[dict[str, Any], list[str]]:
    """The markup as far as the page may have it, and notes on the average ratings that are left out."""
    if not has_ratings(markup):
        return markup, []
    kept, left_out = of_page(markup, looked_at(page.as_posix(), data).visible)
    return kept, [_LEFT_OUT.format(value) for value in left_out]


def _elsewhere(said: Document, film: Film, known: Films) -> Iterator[str]:
    """A note where the markup gives the film another page than the one that it is put into."""
    own, url = said.addresses(), next(iter(film.addresses()), "")
    if own and url and not any(film in known.at(address) for address in own):
        yield f"the url in the markup is {shown(url)}, not {shown(own[0])}; state this as the film's page in a source"


def _unused(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows[:_TOLD]:
        yield f"{row.place()}: none of the pages is {shown(row.page)}; correct the row, or name that page too"
    if len(rows) > _TOLD:
        yield f"{shown(rows[0].table)}: {many(len(rows) - _TOLD, 'more row')} without a page"


def _film(page: Path, said: Document, known: Films, rows: Table) -> Film:
    """The one film of a page: the table's, else that whose page has the canonical address. Raises ReelgraphError."""
    addresses = said.addresses()
    stated = rows.rows(page, addresses)
    for row in stated:
        if not known.named(row.film):
            meant = f"; {hint}" if (hint := known.meant(row.film)) else ""
            raise ReelgraphError(f"the release has no film {shown(row.film)}, which {row.place()} names{meant}")
    by_address = {film for address in addresses for film in known.at(address)}
    found = {film for row in stated if (film := known.named(row.film))} or by_address
    if len(found) > 1:
        names = ", ".join(sorted(film.name for film in found))
        cure = f"keep one of {', '.join(row.place() for row in stated)}" if stated else rows.advice
        raise ReelgraphError(f"is the page of several films: {names}; {cure}")
    if not found:
        raise ReelgraphError(f"{_nobodys(said)}; {rows.advice}")
    return found.pop()


def _nobodys(said: Document) -> str:
    if addresses := said.addresses():
        return f"no film has the page {', '.join(map(shown, addresses))}"
    if said.own.unusable:
        return f"its canonical address {shown(said.own.unusable[0])} is not absolute: make it one with https://"
    return "has no canonical address, in a link or og:url"
