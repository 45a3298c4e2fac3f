"""The search: the same bytes each time, and a page in a real browser that finds, narrows down and says so."""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copy
from threading import Thread
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect, sync_playwright

import kg.site
from kg.site.render import POLICY
from kg.site.search.bundle import Entry, write
from kg.site.search.facets import Table
from kg.system.errors import ReelgraphError

expect.set_options(timeout=20_000)  # in ms; other tests may keep the machine busy

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
ASSETS = Path(kg.site.__file__).with_name("assets")
HOSTILE = "<img src=x onerror=alert(1)> &lt;b&gt; <mark>no</mark>"
FACETS = ("year", "country", "language", "genre", "role", "edition", "kind")


def _film(url: str, title: str, year: str, people: str, *genres: str, language: str = "en") -> Entry:
    facets = {"kind": ("Film",), "year": (year,), "genre": genres}
    return Entry(url, language, title, f"{year} · {people.split(',')[0]}", people, facets)


def _person(name: str, films: str, role: str) -> Entry:
    url = f"person/{len(name)}-{name.split()[0].lower()}/"
    return Entry(url, "en", name, role, films, {"kind": ("Person",), "role": (role,)})


ENTRIES = [
    _person("Jamie Bell", "All of Us Strangers, Billy Elliot, Nymphomaniac, Rocketman, Skin", "Actor"),
    _person("Claire Foy", "All of Us Strangers, First Man, Women Talking. " + "Strangers " * 5, "Actor"),
    _film(
        "film/strangers/", "All of Us Strangers", "2023", "Andrew Haigh, Andrew Scott, Jamie Bell", "Drama", "Fantasy"
    ),
    _film("film/weekend/", "Weekend", "2011", "Andrew Haigh, Tom Cullen", "Drama", "Romance"),
    _film("film/krigen/", "Krigen", "2015", "Tobias Lindholm, Søren Malling, Pilou Asbæk", "Drama"),
    _film("film/irony/", "Ирония судьбы", "1975", "Eldar Ryazanov, Barbara Brylska", "Comedy"),
    _film("film/hostile/", HOSTILE, "1999", f"Nobody, {HOSTILE}", "<script>alert(2)</script>"),
    _film("film/silent/", "Wordless", "1920", "", "Drama"),
    *(_film(f"film/part-{n}/", f"Serial part {n}", "1960", "A. Gance", "Serial") for n in range(45)),
    _person("Søren Malling", "Krigen, Borgen", "Actor"),
    _film("nl/film/strangers/", "All of Us Strangers", "2023", "Andrew Haigh, vreemden", "Drama", language="nl"),
]

# What the template of search/index.html gives: the words of the language, and the way to the root of the site.
PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>Search</title>
<link rel="icon" href="{root}assets/icon.svg" type="image/svg+xml">
<script type="module" src="{root}assets/search.js"></script>
</head>
<body>
<main>
<h1>{words[search]}</h1>
<form id="search" role="search" action="./" data-root="{root}">
<p><label for="q">{words[what]}</label> <input type="search" id="q" name="q"> <button>{words[search]}</button></p>
<fieldset><legend>{words[narrow]}</legend>
{selects}
</fieldset>
</form>
<p id="status" role="status" data-zero="{words[zero]}" data-one="{words[one]}" data-other="{words[other]}"
 data-busy="{words[busy]}" data-absent="{words[absent]}" data-failed="{words[failed]}"></p>
<ol id="results"></ol>
<p><button id="more" type="button" hidden>{words[more]}</button></p>
<template id="result"><li><h2><a></a></h2><p class="note"></p><p class="excerpt"></p></li></template>
</main>
</body>
</html>
"""
ENGLISH = {
    "search": "Search",
    "what": "A title, a name or a word",
    "narrow": "Narrow down",
    "zero": "Nothing found.",
    "one": "{n} result",
    "other": "{n} results",
    "busy": "Searching …",
    "absent": "Search is not available in this language.",
    "failed": "The search failed. Please try again later.",
    "more": "More results",
}
DUTCH = ENGLISH | {"search": "Zoeken", "what": "Een titel, een naam of een woord", "one": "{n} resultaat"}


def _search_page(site: Path, language: str, folder: str, words: dict[str, str]) -> None:
    newest = {"year": " data-newest", "edition": " data-newest"}
    label = '<label>{name} <select name="{name}"{newest}><option value="">All</option></select></label>'
    selects = "\n".join(label.format(name=name, newest=newest.get(name, "")) for name in FACETS)
    (site / folder).mkdir(parents=True)
    root = "../" * folder.count("/")
    html = PAGE.format(language=language, policy=POLICY, root=root, words=words, selects=selects)
    (site / folder / "index.html").write_text(html, encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with nothing but its search, in English, Dutch and (without an index) French."""
    site = tmp_path_factory.mktemp("host") / "some" / "folder"
    (site / "assets").mkdir(parents=True)
    for name in ("search.js", "finder.js", "icon.svg"):
        copy(ASSETS / name, site / "assets")
    for language, folder, words in (("en", "", ENGLISH), ("nl", "nl/", DUTCH), ("fr", "fr/", ENGLISH)):
        _search_page(site, language, f"{folder}search/", words)
    write(ENTRIES, site / "search/bundle")
    return site


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site from a plain file server, in a folder of it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site.parents[1]))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/folder/"
    server.shutdown()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}")
    with sync_playwright() as playwright:
        flags = [*FLAGS.split(), "--disable-component-update", "--disable-sync"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A new tab; a test fails if anything is written to its console."""
    said: list[str] = []
    page = browser.new_page(base_url=address)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.close()
    assert said == []


def _status(page: Page, text: str) -> None:
    expect(page.get_by_role("status")).to_have_text(text)


def _titles(page: Page) -> list[str]:
    return page.locator("#results h2").all_inner_texts()


def _tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    """Three bundles, made at the same time in different folders, are the same in every byte."""
    folders = [tmp_path / name for name in ("a", "b/c", "d")]
    with ThreadPoolExecutor() as pool:
        list(pool.map(partial(write, ENTRIES), folders))
    first, *others = map(_tree, folders)
    assert first.keys() > {"pagefind.js", "pagefind-entry.json", "en.pf_table", "nl.pf_table"}
    assert others == [first, first]


def test_the_bundle_holds_what_the_page_reads(site: Path) -> None:
    """pagefind's own interfaces, which no page uses, are left out."""
    assert not [path for path in _tree(site / "search/bundle") if "ui" in path or "highlight" in path]


def test_nothing_to_find_is_a_bundle_too(tmp_path: Path) -> None:
    """A site without pages has a search that knows no language."""
    write([], tmp_path / "bundle")
    assert json.loads((tmp_path / "bundle/pagefind-entry.json").read_bytes())["languages"] == {}


@pytest.mark.parametrize("text", ["", " ", "\u200b", "___PAGEFIND_WEIGHT___5", "…"])
def test_a_page_without_words_is_not_left_out(tmp_path: Path, text: str) -> None:
    """It can still be found by its facets."""
    write([Entry("film/x/", "nl-BE", text, "", text, {"year": ("2023",)})], tmp_path)
    packed = json.loads(gzip.decompress((tmp_path / "nl-be.pf_table").read_bytes()))
    assert packed["facets"] == {"year": {"values": ["2023"], "rows": [[0]]}}


@given(st.lists(st.dictionaries(st.sampled_from(FACETS), st.lists(st.text(), max_size=2).map(tuple))))
def test_a_table_keeps_the_facets_of_every_page(pages: list[dict[str, tuple[str, ...]]]) -> None:
    """What is said of a page is in its row, and nothing else."""
    table = Table()
    for number, facets in enumerate(pages):
        table.add(str(number), facets)
    fragments = {
        f"fragment/n{n}.pf_fragment": gzip.compress(b'pagefind_dcd{"url":"%d"}' % n) for n in range(len(pages))
    }
    packed = json.loads(gzip.decompress(table.packed(fragments)))
    assert packed["pages"] == [f"n{number}" for number in range(len(pages))]
    for number, facets in enumerate(pages):
        found = {
            name: tuple(column["values"][value] for value in column["rows"][number])
            for name, column in packed["facets"].items()
        }
        assert {name: values for name, values in found.items() if values} == {k: v for k, v in facets.items() if v}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("strangers", "All of Us Strangers"),
        ("STRANGERS all", "All of Us Strangers"),
        ("weekend", "Weekend"),
        ("tom cullen", "Weekend"),
        ("bell", "Jamie Bell"),
        ("Søren Malling", "Søren Malling"),
        ("soren malling", "Søren Malling"),
        ("krigen", "Krigen"),
        ("asbaek", "Krigen"),
        ("ирония", "Ирония судьбы"),
        ("ironiya", "Ирония судьбы"),
        ("wordless", "Wordless"),
        ('"women talking"', "Claire Foy"),
    ],
)
def test_finds_first(page: Page, asked: str, first: str) -> None:
    """A title weighs more than a text, and letters that a keyboard lacks are not needed."""
    page.goto(f"search/?q={quote(asked)}")
    expect(page.locator("#results h2").first).to_have_text(first)


@pytest.mark.slow
def test_typing_and_choosing(page: Page) -> None:
    """Results come while typing, a facet narrows them down, the address keeps both, and back undoes the choice."""
    page.goto("search/")
    page.get_by_label(ENGLISH["what"]).fill("haigh")
    _status(page, "2 results")
    expect(page).to_have_url(re.compile(r"search/\?q=haigh$"))
    assert page.locator("#results mark").all_inner_texts() == ["Haigh,", "Haigh,"]
    page.get_by_label("year").select_option("2011")
    _status(page, "1 result")
    expect(page).to_have_url(re.compile(r"search/\?q=haigh&year=2011$"))
    assert _titles(page) == ["Weekend"]
    assert page.get_by_label("year").locator("option").all_inner_texts() == ["All", "2023 (1)", "2011 (1)"]
    assert page.get_by_label("genre").locator("option").all_inner_texts() == ["All", "Drama (1)", "Romance (1)"]
    page.go_back()
    _status(page, "2 results")
    expect(page.get_by_label("year")).to_have_value("")
    expect(page.get_by_role("link", name="Weekend")).to_have_attribute("href", "../film/weekend/")


@pytest.mark.slow
def test_few_letters_wait_for_enter(page: Page) -> None:
    """Two letters find too much to search at each key."""
    page.goto("search/?q=weekend")
    _status(page, "1 result")
    page.get_by_label(ENGLISH["what"]).fill("we")
    page.get_by_label(ENGLISH["what"]).press("Enter")
    expect(page).to_have_url(re.compile(r"search/\?q=we$"))


@pytest.mark.slow
def test_a_link_asks_by_facet_alone(page: Page) -> None:
    """`search/?genre=Drama` lists a genre, without a word."""
    page.goto("search/?genre=Drama")
    _status(page, "4 results")
    expect(page.get_by_label("genre")).to_have_value("Drama")
    assert _titles(page) == ["All of Us Strangers", "Weekend", "Krigen", "Wordless"]
    expect(page.get_by_label("kind")).to_contain_text("Film (4)")


@pytest.mark.slow
def test_a_facet_without_values_is_not_shown(page: Page) -> None:
    """A catalogue without editions offers none."""
    page.goto("search/?q=weekend")
    _status(page, "1 result")
    expect(page.get_by_label("edition")).to_be_hidden()
    expect(page.get_by_label("role")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("query", ["q=zzzzzz", "genre=Western", "genre=constructor", "q=strangers&year=1066", "q=..."])
def test_nothing_found_is_said(page: Page, query: str) -> None:
    """Also of values that nothing has."""
    page.goto(f"search/?{query}")
    _status(page, "Nothing found.")


@pytest.mark.slow
def test_many_results_come_in_parts(page: Page) -> None:
    """The button shows more, takes the focus to the first of them, and goes when there are no more."""
    page.goto("search/?genre=Serial")
    _status(page, "45 results")
    more = page.get_by_role("button", name=ENGLISH["more"])
    expect(page.locator("#results li")).to_have_count(20)
    more.click()
    expect(page.locator("#results li")).to_have_count(40)
    expect(page.locator("#results a").nth(20)).to_be_focused()
    more.click()
    expect(page.locator("#results li")).to_have_count(45)
    expect(more).to_be_hidden()


@pytest.mark.slow
def test_text_stays_text(page: Page) -> None:
    """Markup in titles, texts and values is shown as it is written."""
    page.goto("search/?q=nobody")
    _status(page, "1 result")
    assert page.locator("#results h2").inner_text() == HOSTILE
    assert HOSTILE in page.locator("#results .excerpt").inner_text()
    assert page.locator("#results mark").all_inner_texts() == ["Nobody,"]
    expect(page.locator("#results img")).to_have_count(0)
    expect(page.get_by_label("genre")).to_contain_text("<script>alert(2)</script> (1)")


@pytest.mark.slow
def test_each_language_finds_its_own(page: Page) -> None:
    """The Dutch page finds Dutch pages and says so in Dutch, in the folder of its language."""
    page.goto("nl/search/?q=strangers")
    _status(page, "1 resultaat")
    expect(page.get_by_role("link")).to_have_attribute("href", "../../nl/film/strangers/")


@pytest.mark.slow
def test_a_language_without_an_index_is_said(page: Page) -> None:
    """Results in another language than the page's would mislead."""
    page.goto("fr/search/?q=strangers")
    _status(page, ENGLISH["absent"])


@pytest.mark.slow
def test_a_failure_is_said(browser: Browser, address: str) -> None:
    """A file that does not come is told in words."""
    page = browser.new_page()
    page.route("**/*.pf_table", lambda route: route.abort())
    page.goto(f"{address}search/?q=strangers")
    _status(page, ENGLISH["failed"])
    page.close()


def test_a_platform_without_pagefind_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, not a traceback of an import."""
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(ReelgraphError, match="pagefind is not available for this platform"):
        write(ENTRIES, tmp_path)


@pytest.mark.parametrize(
    ("program", "says"),
    [("exec /bin/sleep 60", "did not answer within"), ("exit 1", "stopped early")],
)
def test_a_program_that_fails_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, says: str
) -> None:
    """A program that hangs or ends gives one line, and does not stay behind."""
    script = tmp_path / "pagefind"
    script.write_text(f"#!/bin/sh\necho $$ > pid\n{program}\n")
    script.chmod(0o755)
    monkeypatch.setattr("kg.site.search.bundle._program", lambda: script)
    monkeypatch.setattr("kg.site.search.service.SECONDS", 0.3)
    with pytest.raises(ReelgraphError, match=says):
        write(ENTRIES, tmp_path / "bundle")
    assert not Path("/proc", (tmp_path / "bundle/pid").read_text().strip()).exists()


def test_a_refusal_names_the_page(tmp_path: Path) -> None:
    """What pagefind does not take is told with the page that it is about."""
    with pytest.raises(ReelgraphError, match="refuses 1: invalid type"):
        write([Entry(1, "en", "No address", "", "", {})], tmp_path)  # type: ignore[arg-type]
