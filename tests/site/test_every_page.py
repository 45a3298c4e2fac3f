"""What holds for every page of the example's site."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from kg.model.profile import profile
from kg.site.render import POLICY
from kg.site.words import words

LARGEST = 60_000
SPOKEN = {"aria-label", "alt", "title", "placeholder"}
VOID = {"br", "hr", "img", "input", "link", "meta"}


@dataclass(frozen=True)
class Element:
    """An element as it begins: its name, its attributes, the language that it is in."""

    tag: str
    attributes: dict[str, str]
    language: str


@dataclass
class Read(HTMLParser):
    """A page: its elements, and its texts with the languages that they are said to be in."""

    html: str
    elements: list[Element] = field(default_factory=list)
    texts: list[tuple[str, Element]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__()
        self._open: list[Element] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        said = {name: value or "" for name, value in attrs}
        around = self._open[-1].language if self._open else ""
        element = Element(tag, said, said.get("lang", around))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those inside that have no end."""
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if data.strip() and self._open:
            self.texts.append((" ".join(data.split()), self._open[-1]))


@pytest.fixture(scope="module")
def pages(example: Path) -> dict[str, Read]:
    """All pages of the site, by path; the report is no page of it."""
    found = sorted(example.rglob("index.html"))
    return {path.parent.relative_to(example).as_posix(): Read(path.read_text("utf-8")) for path in found}


@pytest.mark.slow
def test_there_is_a_page_of_every_kind_in_every_language(pages: dict[str, Read]) -> None:
    """Alike in both; the manual and nothing else is in English alone."""
    dutch = {path.removeprefix("nl").removeprefix("/") or "." for path in pages if path.split("/")[0] == "nl"}
    english = {path for path in pages if path.split("/")[0] != "nl"}
    assert {path.split("/")[0] for path in english - dutch} == {"manual"}
    assert dutch < english
    assert {*profile().by_folder} - english <= {"series", "venue", "section"}  # of which the example has none
    assert {".", "overview", "search", "download", "ontology", "shapes", "year/2023", "person/page/2"} <= dutch


def test_no_page_is_large(pages: dict[str, Read]) -> None:
    """In bytes, without what it loads."""
    sizes = {path: len(page.html.encode()) for path, page in pages.items()}
    assert {path: size for path, size in sizes.items() if size > LARGEST} == {}


def test_headings_are_in_order(pages: dict[str, Read]) -> None:
    """One of the first level, before all others, and no level is left out."""
    for path, page in pages.items():
        levels = [int(element.tag[1]) for element in page.elements if re.fullmatch("h[1-6]", element.tag)]
        assert levels[:1] == [1] and levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_the_policy_is_strict() -> None:
    """Of others nothing but pictures, nothing inline, nothing evaluated but WebAssembly."""
    said = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert said["default-src"] == "'none'" and said["base-uri"] == "'none'"
    assert said["script-src"].split() == ["'self'", "'wasm-unsafe-eval'"]
    assert said.keys() - {"default-src", "script-src", "img-src", "base-uri"} == {
        "style-src",
        "connect-src",
        "form-action",
    }
    assert {said[name] for name in ("style-src", "connect-src", "form-action")} == {"'self'"}


def test_the_policy_stands_before_all_that_it_governs(pages: dict[str, Read]) -> None:
    """On every page, once, and only the encoding precedes it."""
    for path, page in pages.items():
        inside = [element for element in page.elements if element.tag in ("meta", "link", "script")]
        assert "charset" in inside[0].attributes, path
        assert inside[1].attributes == {"http-equiv": "Content-Security-Policy", "content": POLICY}, path
        assert sum("http-equiv" in element.attributes for element in page.elements) == 1, path


def test_nothing_is_inline(pages: dict[str, Read]) -> None:
    """No styles, no handlers, no scripts but data: a policy would refuse them."""
    for path, page in pages.items():
        for element in page.elements:
            assert element.tag != "style" and "style" not in element.attributes, path
            assert [name for name in element.attributes if name.startswith("on")] == [], path
            if element.tag == "script":
                assert element.attributes.keys() == {"type", "src"} or element.attributes == {
                    "type": "application/ld+json"
                }, path


def test_nothing_is_said_in_the_wrong_language(pages: dict[str, Read]) -> None:
    """On Dutch pages no word of the site and no label of the shapes is English, unless it is said to be."""
    foreign = set(_words("en")) - set(_words("nl"))
    told = (word for key, word in words("en").items() if word in foreign and " " in word and not key.startswith("sh_"))
    inside = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in told))
    assert len(foreign) > 100 and inside.search("Films · Published by us")
    wrong = {
        f"{path}: {text}"
        for path, page in pages.items()
        if page.elements[0].language == "nl"
        for text in _said(page, "nl")
        if text in foreign or inside.search(text)
    }
    assert wrong == set()


def _words(language: str) -> Iterator[str]:
    yield from words(language).values()
    for shape in profile().by_class.values():
        yield from (labels.get(language, "") for labels in (shape.labels, shape.plural))
        for each in shape.fields:
            yield from (labels.get(language, "") for labels in (each.labels, each.plural, each.inverse))
    yield from (group.labels.get(language, "") for group in profile().groups.values())


def _said(page: Read, language: str) -> Iterator[str]:
    """What is read, and what is read out, in a language; names of terms and data are formal."""
    yield from (text for text, element in page.texts if element.language == language and not _is_formal(text, element))
    for element in page.elements:
        if element.language == language:
            yield from (said for name, said in element.attributes.items() if name in SPOKEN or name.startswith("data-"))


def _is_formal(text: str, element: Element) -> bool:
    return element.tag in ("code", "script") or element.attributes.get("href") == f"#{text}"
