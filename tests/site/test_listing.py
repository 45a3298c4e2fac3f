"""Lists of any length: pages with the way to each other."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from kg.site.items import Item, Items
from kg.site.listing import PAGE, Listing, pages

HOST = "https://host.example/some/where/"


class Links(HTMLParser):
    """The links of a page: their texts by where they lead."""

    def __init__(self, path: str, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.here, self.found, self._to = HOST + path, dict[str, str](), ""
        self.rel: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep where a link leads."""
        said = dict(attrs)
        self._to = urljoin(self.here, said["href"] or "").removeprefix(HOST) if tag == "a" else ""
        if self._to and said.get("rel"):
            self.rel[str(said["rel"])] = self._to

    def handle_data(self, data: str) -> None:
        """Keep what it says."""
        if self._to:
            self.found[self._to] = data

    def handle_endtag(self, tag: str) -> None:
        """A link ends."""
        self._to = ""


def _entries(count: int) -> list[Item]:
    return [Item(f"Film {number}", f"film/{number}/") for number in range(count)]


def _pages(small: dict[str, Items], count: int) -> dict[str, Links]:
    made = pages(Listing("film/", "Films", count), small["en"], iter(_entries(count)))
    return {path: Links(path, html) for path, html in made}


def _listed(page: Links) -> list[str]:
    return [text for text in page.found.values() if text.startswith("Film ")]


@pytest.mark.parametrize(("count", "of"), [(0, 1), (1, 1), (99, 1), (100, 1), (101, 2), (200, 2), (201, 3), (2050, 21)])
def test_every_entry_stands_on_a_page_once(small: dict[str, Items], count: int, of: int) -> None:
    """In the order of the list, a hundred a page; a list without entries is a page too."""
    found = _pages(small, count)
    assert list(found) == ["film/", *(f"film/page/{number}/" for number in range(2, of + 1))]
    assert [name for page in found.values() for name in _listed(page)] == [item.name for item in _entries(count)]
    assert all(len(_listed(page)) <= PAGE for page in found.values())


@pytest.mark.parametrize("count", [101, 301, 1200])
def test_every_page_is_reached_from_every_other(small: dict[str, Items], count: int) -> None:
    """By the links of the pages alone; the next and the one before are marked."""
    found = _pages(small, count)
    paths = list(found)
    for number, (path, page) in enumerate(found.items()):
        assert page.rel.get("next") == (paths[number + 1] if number + 1 < len(paths) else None), path
        assert page.rel.get("prev") == (paths[number - 1] if number else None), path
    reached, left = set[str](), [paths[-1]]
    while left:
        path = left.pop()
        if path in found and path not in reached:
            reached.add(path)
            left += found[path].found
    assert reached == set(paths)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "1 2 3 … 12"), (2, "1 2 3 4 … 12"), (4, "1 2 3 4 5 6 … 12"), (6, "1 … 4 5 6 7 8 … 12"), (12, "1 … 10 11 12")],
)
def test_steps(small: dict[str, Items], number: int, shown: str) -> None:
    """The first page, those near this one, the last; what is left out is an ellipsis."""
    html = list(pages(Listing("film/", "Films", 1200), small["en"], iter(_entries(1200))))[number - 1][1]
    (steps,) = re.findall(r'<nav class="pages".*?</nav>', html, re.DOTALL)
    assert " ".join(re.sub(r"<[^>]*>", " ", steps).split()) == shown


def test_a_short_list_has_no_steps(small: dict[str, Items]) -> None:
    """Nor letters."""
    (html,) = (html for _, html in pages(Listing("film/", "Films", 2, letters=(("A", 0),)), small["en"], _entries(2)))
    assert 'class="pages"' not in html and 'class="letters"' not in html
