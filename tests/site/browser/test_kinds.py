"""A page of each kind, in every width, light and dark, on paper and without JavaScript."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
SCREENSHOTS = ROOT / "screenshots"
WIDTHS = (360, 800, 1400)
SCHEMES = ("light", "dark")
TALLEST = 6000

KINDS = {
    "home": "",
    "home in Dutch": "nl/",
    "film with much": "film/killers-of-the-flower-moon-2023/",
    "film with quotations": "film/all-of-us-strangers-2023/",
    "film with quotations in Dutch": "nl/film/all-of-us-strangers-2023/",
    "film with little": "film/dream-of-a-rarebit-fiend-1906/",
    "episode": "episode/1985-aflevering-1-2022/",
    "person": "person/andrew-haigh/",
    "person with a career": "person/john-musker/",
    "person with a career in Dutch": "nl/person/john-musker/",
    "organisation": "organization/searchlight-pictures/",
    "organisation with many films": "organization/walt-disney-pictures/",
    "work": "work/strangers-taichi-yamada/",
    "country": "country/be/",
    "country in Dutch": "nl/country/be/",
    "edition": "edition/film-fest-gent-2022/",
    "films": "film/",
    "people": "person/",
    "people in Dutch, second page": "nl/person/page/2/",
    "years": "year/",
    "year": "year/2023/",
    "genres": "genre/",
    "genre in Dutch": "nl/genre/drama/",
    "overview": "overview/",
    "overview in Dutch": "nl/overview/",
    "search": "search/",
    "search, found": "search/?q=haigh",
    "search, found, in Dutch": "nl/search/?q=disney",
    "download": "download/",
    "download in Dutch": "nl/download/",
    "queries": "download/queries/",
    "ontology": "ontology/",
    "ontology in Dutch": "nl/ontology/",
    "terms of schema.org": "ontology/schema.org/",
    "shapes": "shapes/",
    "shapes of films": "shapes/film/",
    "shapes of films in Dutch": "nl/shapes/film/",
    "rules": "shapes/rule/",
    "manual": "manual/",
    "tutorial": "manual/tutorial/",
    "reference": "manual/reference/commands/",
    "reference of shapes": "manual/reference/shapes/",
    "decisions": "manual/decisions/",
}
SEARCHES = {kind for kind, path in KINDS.items() if "?q=" in path}

Open = Callable[..., Page]
kinds = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def axe() -> str:
    """The accessibility checker."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed; `make slow` installs it")
    return AXE.read_text("utf-8")


def _go(page: Page, kind: str) -> None:
    page.goto(KINDS[kind])
    if kind in SEARCHES:
        expect(page.locator("#results li").first).to_be_visible()


def _overflow(page: Page) -> int:
    """By how much the page is wider than the window."""
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


def _keep(page: Page, name: str, width: int) -> None:
    height: int = page.evaluate("document.documentElement.scrollHeight")
    SCREENSHOTS.mkdir(exist_ok=True)
    clip: Any = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}
    page.screenshot(path=SCREENSHOTS / f"{name.replace(',', '').replace(' ', '-')}.jpg", full_page=True, clip=clip)


@kinds
@pytest.mark.parametrize("scheme", SCHEMES)
def test_on_screen(open_tab: Open, axe: str, kind: str, scheme: str) -> None:
    """In no width is anything wider than the window, or does axe find what keeps anybody out; nothing goes wrong."""
    page = open_tab(color_scheme=scheme)
    _go(page, kind)
    page.evaluate(axe)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert _overflow(page) <= 0, width
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        violations = [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"][:3]]
        assert violations == [], width
        _keep(page, f"{kind}-{width}-{scheme}", width)


@kinds
def test_on_paper(open_tab: Open, kind: str) -> None:
    """A4 is wide enough."""
    page = open_tab(viewport={"width": 700, "height": 1000})
    _go(page, kind)
    page.emulate_media(media="print")
    assert _overflow(page) <= 0
    _keep(page, f"{kind}-print", 700)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in SEARCHES])
def test_without_javascript(open_tab: Open, kind: str) -> None:
    """Everything can be read; the search says that it needs it."""
    page = open_tab(viewport={"width": 800, "height": 900}, java_script_enabled=False)
    page.goto(KINDS[kind])
    expect(page.locator("main h1")).to_be_visible()
    if kind == "search":
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("noscript p")).to_contain_text("The search needs JavaScript.")
