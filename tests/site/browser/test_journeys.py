"""The ways that people go through the site."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kg.model.profile import profile

pytestmark = pytest.mark.slow

Open = Callable[..., Page]
FILM, COMPOSER = "film/all-of-us-strangers-2023/", "Emilie Levienaise-Farrouch"
PEOPLE = profile().by_folder["person"].plural
OTHER, OTHER_FILM = "Living", "film/living-2022/"
javascript = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])


def _is_at(page: Page, address: str, path: str) -> None:
    expect(page).to_have_url(address + path)


@javascript
def test_from_a_film_by_its_composer_to_another_film(open_tab: Open, address: str, javascript: bool) -> None:
    """By clicking alone, and from there back in the same way."""
    page = open_tab(java_script_enabled=javascript)
    page.goto(FILM)
    for name, path in (
        (COMPOSER, "person/emilie-levienaise-farrouch/"),
        (OTHER, OTHER_FILM),
        (COMPOSER, "person/emilie-levienaise-farrouch/"),
        ("All of Us Strangers", FILM),
    ):
        page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        _is_at(page, address, path)
        expect(page.locator("h1")).to_have_text(name)


@javascript
def test_a_film_and_a_list_in_another_language_and_back(open_tab: Open, address: str, javascript: bool) -> None:
    """The same page in the other language, whose links stay in it."""
    page = open_tab(java_script_enabled=javascript)
    page.goto(FILM)
    page.get_by_role("link", name="Nederlands").click()
    _is_at(page, address, f"nl/{FILM}")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.get_by_role("link", name=PEOPLE["nl"], exact=True).click()
    _is_at(page, address, "nl/person/")
    page.get_by_role("link", name="Pagina 2").click()
    _is_at(page, address, "nl/person/page/2/")
    page.get_by_role("link", name="English", exact=True).click()
    _is_at(page, address, "person/page/2/")
    expect(page.locator("h1")).to_contain_text(PEOPLE["en"])


@pytest.mark.parametrize("path", ["", FILM, "person/", "search/", "manual/", "nl/overview/"])
def test_the_first_tab_leads_to_the_content(open_tab: Open, path: str) -> None:
    """The first stop of the keyboard can be seen, and skips what is above the content."""
    page = open_tab()
    page.goto(path)
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    inside = page.evaluate("document.activeElement.closest('main, footer') !== null")
    assert inside


def test_every_stop_of_the_keyboard_can_be_seen(open_tab: Open) -> None:
    """On a film's page, from the skip link to the footer, in the order of the page."""
    page = open_tab(viewport={"width": 1400, "height": 900})
    page.goto(FILM)
    stops: int = page.evaluate("document.querySelectorAll('a[href], button, input').length")
    tops: list[float] = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        expect(focused).to_be_in_viewport()
        tops.append(focused.evaluate("node => node.getBoundingClientRect().top + scrollY"))
        assert focused.evaluate("node => getComputedStyle(node).outlineStyle") != "none"
    assert tops[-1] == max(tops)


def test_from_the_form_of_a_film_to_a_person_and_back(open_tab: Open, address: str) -> None:
    """What is searched from any page is found, narrowed down by role, opened, and still there on the way back."""
    page = open_tab()
    page.goto(FILM)
    page.get_by_role("searchbox").fill("john")
    page.get_by_role("searchbox").press("Enter")
    _is_at(page, address, "search/?q=john")
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ results$"))
    everything = status.inner_text()
    page.get_by_label("Role").select_option("Director")
    expect(status).not_to_have_text(everything)
    expect(page).to_have_url(re.compile(r"q=john&role=Director$"))
    first = page.locator("#results a").first
    name = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(name)
    expect(page.get_by_role("heading", name=re.compile("^As director"))).to_be_visible()
    page.go_back()
    expect(page.locator("#results a").first).to_have_text(name)
    expect(page.get_by_label("Role")).to_have_value("Director")


def test_a_search_in_dutch_finds_dutch_pages(open_tab: Open, address: str) -> None:
    """From the form of a Dutch page."""
    page = open_tab()
    page.goto(f"nl/{FILM}")
    page.get_by_role("searchbox").fill("haigh")
    page.get_by_role("button", name="Zoeken").click()
    page.locator("#results").get_by_role("link", name="Andrew Haigh").click()
    _is_at(page, address, "nl/person/andrew-haigh/")
