"""What `kg embed` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.embed import block
from kg.embed.conflicts import conflicts
from kg.embed.diff import unified
from kg.embed.document import Document, document
from kg.embed.files import pages, read, write
from kg.embed.film_table import Table
from kg.embed.fit import check
from kg.embed.positions import places
from kg.model.formats import HTML
from kg.release.films import Film, Films
from kg.release.opened import Release
from kg.system.errors import ENDS, ReelgraphError, unexpected
from kg.system.terminal import shown


@dataclass(frozen=True)
class Outcome:
    """What became of a page: what to print (a line, or the diff that it would be), and what was found wrong."""

    told: bytes
    complaints: tuple[str, ...] = ()


def embed(release: Release, given: Sequence[Path], table: Path | None, dry_run: bool) -> Iterator[Outcome]:
    """Put the markup of a release into pages, one after the other.

    Raises ReelgraphError where nothing can be done: no page, no table.
    """
    found = list(pages(given))
    if not found:
        raise ReelgraphError(f"{', '.join(map(shown, given))}: no page found; pages end in {' '.join(HTML)}")
    rows = Table(table)
    if not any(release.films):
        raise ReelgraphError(f"{release.folder}: has no markup of films; build the release again")
    for page in found:
        try:
            yield _page(page, release.films, rows, dry_run)
        except ReelgraphError as error:
            yield Outcome(b"", (f"{shown(page)}: {error}",))
        except ENDS:
            raise
        except BaseException as error:
            yield Outcome(b"", (f"{shown(page)}: {unexpected(error)}",))


def _page(page: Path, known: Films, rows: Table, dry_run: bool) -> Outcome:
    data = read(page)
    check(data)
    said = document(data)
    film = _film(page, said, known, rows)
    markup = film.markup()
    where = places(data)
    new = block.put(data, said, where, markup)
    complaints = tuple(f"{shown(page)}:{each}" for each in conflicts(data, where, film.iri, markup))
    if dry_run:
        return Outcome(unified(shown(page), data, new), complaints)
    if new != data:
        write(page, new)
    done = "embedded" if new != data else "unchanged"
    return Outcome(f"{shown(page)}: {shown(film.name)}: {done}\n".encode(), complaints)


def _film(page: Path, said: Document, known: Films, rows: Table) -> Film:
    """The one film of a page: the table's, else that whose page has the canonical address. Raises ReelgraphError."""
    addresses = said.addresses()
    stated = rows.rows(page, addresses)
    for row in stated:
        if not known.named(row.film):
            meant = f"; {hint}" if (hint := known.meant(row.film)) else ""
            raise ReelgraphError(
                f"the release has no film {shown(row.film)}, which {shown(row.table)}:{row.line} names{meant}"
            )
    by_address = {film for address in addresses for film in known.at(address)}
    found = {film for row in stated if (film := known.named(row.film))} or by_address
    if len(found) > 1:
        names = ", ".join(sorted(film.name for film in found))
        raise ReelgraphError(f"is the page of several films: {names}; name one in a --table")
    if not found and not addresses:
        raise ReelgraphError("has no canonical address, in a link or og:url; name its film in a --table")
    if not found:
        raise ReelgraphError(f"no film has the page {', '.join(map(shown, addresses))}; name its film in a --table")
    return found.pop()
