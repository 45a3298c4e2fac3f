"""The manual as pages of the site: Markdown in, parts of a page out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin

FOLDER = "manual"
_HEADING = ("heading_open", "h2")
# What is wide scrolls, and the keyboard reaches it. In text these would be escaped.
_SCROLLED = {
    "<pre>": '<pre tabindex="0">',
    "<table>": '<div class="scroll" tabindex="0">\n<table>',
    "</table>": "</table>\n</div>",
}
_LINK = re.compile(r"\]\(([^()#:\]]++(?<=\.md))")


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page of the manual.

    `path` is its folder in the release (`manual/how-to/markup/`), `title` its first heading as plain text, `lead` the
    first paragraph below it, `html` all that stands below it, `contents` the id and the text of each heading of the
    second level.
    """

    path: str
    title: str
    lead: str
    html: str
    contents: tuple[tuple[str, str], ...]


def pages(folder: Path, instead: Mapping[str, str]) -> Iterator[ManualPage]:
    """The pages of a folder of Markdown files; each begins with its one heading of the first level.

    `instead` has, by path in that folder, texts that stand for those of files.
    `index.md` is the first, and the others follow in the order in which it names them.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").use(anchors_plugin, max_level=4)
    texts = {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in sorted(folder.rglob("*.md"))}
    texts |= instead
    named = ["index.md", *_LINK.findall(texts.get("index.md", ""))]
    for file in sorted(texts, key=lambda file: named.index(file) if file in named else len(named)):
        yield _page(markdown, file, texts[file])


def path(file: str) -> str:
    """The folder of a page, by the path of its Markdown file inside the manual."""
    name = file.removesuffix(".md")
    return f"{FOLDER}/" if name == "index" else f"{FOLDER}/{name}/"


def _page(markdown: MarkdownIt, file: str, text: str) -> ManualPage:
    _opening, title, _closing, *body = markdown.parse(text)
    for token in body:
        for each in (token, *(token.children or ())):
            _mend(each, file)
    html = str(markdown.renderer.render(body, markdown.options, {}))
    for tag, scrolled in _SCROLLED.items():
        html = html.replace(tag, scrolled)
    return ManualPage(
        path=path(file),
        title=_plain(title),
        lead=next((_plain(inline) for o, inline in pairwise(body) if o.type == "paragraph_open"), ""),
        html=html,
        contents=tuple(
            (str(o.attrs["id"]), _plain(inline)) for o, inline in pairwise(body) if (o.type, o.tag) == _HEADING
        ),
    )


def _mend(token: Token, file: str) -> None:
    """Links lead to the folders of pages; a heading of a column says that it is one."""
    if token.type == "link_open":
        token.attrSet("href", _href(str(token.attrs["href"]), file))
    elif token.type == "th_open":
        token.attrSet("scope", "col")


def _href(href: str, file: str) -> str:
    """Where a link of a Markdown file leads in the site: `markup.md#check` becomes `../markup/#check`."""
    name, hash_, anchor = href.partition("#")
    if ":" in name or not name.endswith(".md"):
        return href
    target = path(posixpath.normpath(posixpath.join(posixpath.dirname(file), name)))
    return posixpath.relpath(target, path(file)) + "/" + hash_ + anchor


def _plain(inline: Token) -> str:
    return "".join(" " if token.type == "softbreak" else token.content for token in inline.children or ())
