"""The manual holds together: on a code host, where Markdown is read, and in the site that is made of it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.site.manual import ManualPage, pages, path
from kg.system.resources import DOCS

PAGES = {page.path: page for page in pages(DOCS, {})}
FILES = [file.relative_to(DOCS).as_posix() for file in sorted(DOCS.rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_VOID = {"br", "hr", "img"}


class Read(HTMLParser):
    """The elements of a page, and what is wrong with their nesting."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.misplaced: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        if not self.open or self.open.pop() != tag:
            self.misplaced.append(tag)

    def all(self, attribute: str) -> list[str]:
        """The values of an attribute."""
        return [value for _, attributes in self.elements if (value := attributes.get(attribute)) is not None]


def _prose(file: str) -> str:
    """A file without its code."""
    return _CODE.sub("", (DOCS / file).read_text("utf-8"))


READ = {folder: Read(page.html) for folder, page in PAGES.items()}


@pytest.mark.parametrize("file", FILES)
def test_links_stay_in_the_manual_and_lead_to_something(file: str) -> None:
    """A link that is no address of the web leads to a Markdown file of the manual, so that both readers can follow."""
    for link in _LINK.findall(_prose(file)):
        target = link.partition("#")[0]
        if not target or "://" in target:
            continue
        found = ((DOCS / file).parent / target).resolve()
        assert found.suffix == ".md" and found.is_file() and found.is_relative_to(DOCS.resolve()), link


@pytest.mark.parametrize("file", FILES)
def test_a_decision_is_told_once(file: str) -> None:
    """The words in italics with which paragraphs of a page begin are not those of another one."""
    begun = re.findall(r"^\*([^*\n]+)\*", _prose(file), re.MULTILINE)
    assert len(begun) == len({*begun})


@pytest.mark.parametrize("file", FILES)
def test_every_file_is_in_the_table_of_contents(file: str) -> None:
    """From index.md one comes everywhere."""
    links = {link.partition("#")[0] for link in _LINK.findall(_prose("index.md"))}
    assert file == "index.md" or file in links


@pytest.mark.parametrize("file", FILES)
def test_every_file_is_a_page(file: str) -> None:
    """A page has a title, and each of its sections is in its contents."""
    page = PAGES[path(file)]
    text = _prose(file)
    assert text.startswith("# ") and page.title
    assert len(page.contents) == len(re.findall(r"^## ", text, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_links_of_a_page_lead_to_pages_and_their_sections(page: ManualPage) -> None:
    """From the folder of a page, in whatever folder the site stands."""
    for href in READ[page.path].all("href"):
        if "://" in href:
            continue
        target, _, anchor = href.partition("#")
        found = (Path("/") / page.path / target).as_posix()
        folder = str(Path(found).resolve().relative_to("/")) + "/"
        assert folder in PAGES, href
        assert not anchor or anchor in READ[folder].all("id"), href


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_is_accessible(page: ManualPage) -> None:
    """Elements are closed, ids unique, headings in order, headers of columns said, what scrolls can be focused."""
    read = READ[page.path]
    ids = read.all("id")
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
    assert not read.open and not read.misplaced
    assert len(ids) == len(set(ids))
    assert all(2 <= level <= before + 1 for before, level in zip([1, *levels], levels, strict=False))
    assert all(attributes.get("scope") == "col" for tag, attributes in read.elements if tag == "th")
    assert all(attributes.get("tabindex") == "0" for tag, attributes in read.elements if tag == "pre")
    assert not read.all("style")


def test_what_is_written_is_not_markup(tmp_path: Path) -> None:
    """HTML in a file is text, and so is what stands in a block of code."""
    (tmp_path / "index.md").write_text("# A & B\n\n<b>bold</b>\n\n```sh\nls <x>\n```\n", "utf-8")
    (page,) = pages(tmp_path, {})
    assert (page.path, page.title, page.contents) == ("manual/", "A & B", ())
    assert "<b>" not in page.html and "&lt;b&gt;" in page.html and "ls &lt;x&gt;" in page.html


@pytest.mark.parametrize(
    ("file", "link", "href"),
    [
        ("index.md", "tutorial.md", "tutorial/"),
        ("index.md", "how-to/markup.md#check", "how-to/markup/#check"),
        ("tutorial.md", "index.md", "../"),
        ("how-to/markup.md", "query.md", "../query/"),
        ("how-to/markup.md", "../reference/shapes.md#film", "../../reference/shapes/#film"),
        ("how-to/markup.md", "#check", "#check"),
        ("how-to/markup.md", "https://example.org/a.md", "https://example.org/a.md"),
    ],
)
def test_a_link_between_files_is_a_link_between_folders(file: str, link: str, href: str, tmp_path: Path) -> None:
    """Each file has a folder of its own in the site."""
    target = tmp_path / file
    target.parent.mkdir(exist_ok=True)
    target.write_text(f"# Title\n\n[there]({link})\n", "utf-8")
    (page,) = pages(tmp_path, {})
    assert f'href="{href}"' in page.html


def test_pages_come_in_the_order_of_the_table_of_contents(tmp_path: Path) -> None:
    """The first page is index.md, then what it names, then what it does not."""
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n", "utf-8")
    (tmp_path / "index.md").write_text("# Manual\n\n[c](c.md#part), [b](b.md), [c](c.md)\n", "utf-8")
    assert [page.title for page in pages(tmp_path, {})] == ["Manual", "c", "b", "a"]
