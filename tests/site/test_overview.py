"""The overview: what it leaves out is told."""

import re
from collections.abc import Callable

import pytest

from kg.site import overview
from kg.site.items import Items

Lines = Callable[[str], list[bytes]]
Show = Callable[[list[bytes]], dict[str, Items]]
PAIRS = 30


@pytest.fixture(scope="module")
def films(show: Show, turtle_lines: Lines) -> Items:
    """A site of films, each of a director and a composer who never work together again."""
    stated = []
    for number in range(PAIRS):
        people = [f"person/{role}{number:02}/#this" for role in ("d", "c")]
        stated += [f'<{iri}> a schema:Person ; schema:name "{iri[7:10]}" .' for iri in people]
        stated.append(f'<film/{number}/#this> a schema:Movie ; schema:name "F" ; schema:director <{people[0]}> ;')
        stated.append(f"schema:musicBy <{people[1]}> .")
    return show(turtle_lines("\n".join(stated)))["en"]


def _pairs(items: Items) -> tuple[int, str]:
    """How many pairs of directors and composers the table has, and what is said below it."""
    html = str(dict(overview.pages(items))[overview.PATH])
    section = html.partition('<h2 id="directors">')[2].partition("</section>")[0]
    (note,) = re.findall(r'<p class="note">(.*?)</p>', section) or [""]
    return section.count("<tr><td>"), note


def test_every_pair_is_told(films: Items) -> None:
    """The table has more of them than the picture."""
    assert _pairs(films) == (PAIRS, "")


def test_pairs_that_are_left_out_are_counted(films: Items, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of thousands serves nobody."""
    monkeypatch.setattr(overview, "_ROWS", 20)
    assert _pairs(films) == (20, "+ 10 more in the data")
