"""The search of the site: an index of words and facets for each language, which pagefind makes and a browser asks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import msgspec
from anyascii import anyascii

from kg.site.search.facets import Table
from kg.site.search.service import Service, running
from kg.system.errors import ReelgraphError

_BATCH = 500
_CONTENTS = "pagefind-entry.json"
_USED = ("pagefind.js", "pagefind-worker.js", ".pagefind", ".pf_meta", ".pf_index", ".pf_fragment", ".pf_table")


class Entry(msgspec.Struct, frozen=True):
    """A page that can be found.

    `url` is its path below the site's root, `language` its BCP 47 tag, `note` a line to show below the title, `text`
    the other words by which it is found, `facets` the values by which results are narrowed down, by facet.
    """

    url: str
    language: str
    title: str
    note: str
    text: str
    facets: dict[str, tuple[str, ...]]


def write(entries: Iterable[Entry], folder: Path) -> None:
    """Write the bundle that `assets/finder.js` reads: the same entries in the same order give the same bytes.

    All entries of a language come in a row.

    Raises ReelgraphError if pagefind has no program for this platform, refuses an entry, or ends or hangs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with running(_program(), folder) as service:
        program = _files(service, _index(service))
        _save(program, folder)
        contents = msgspec.json.decode(program[_CONTENTS])
        # One language after the other: an index is in memory until its files are written.
        for language, found in groupby(entries, _language):
            index, table = _index(service), Table()
            while batch := list(islice(found, _BATCH)):
                service.ask_all([_record(entry, index) for entry in batch])
                for entry in batch:
                    table.add(entry.url, entry.facets)
            files = _files(service, index)
            service.ask("DeleteIndex", index_id=index)
            contents["languages"] |= msgspec.json.decode(files[_CONTENTS])["languages"]
            _save(files | {f"{language}.pf_table": table.packed(files)}, folder)
    (folder / _CONTENTS).write_bytes(msgspec.json.encode(contents))


def _language(entry: Entry) -> str:
    return entry.language.lower()  # as pagefind.js reads the page's


def _index(service: Service) -> int:
    return service.ask("NewIndex", config=None).index_id


def _record(entry: Entry, index: int) -> dict[str, Any]:
    """A page as pagefind takes it. What is in `meta` is found too, and weighed by its name in `assets/finder.js`."""
    names = " ".join(dict.fromkeys(filter(None, map(_plain, entry.text.split()))))
    meta = {"title": entry.title, "note": entry.note, "ascii_title": _plain(entry.title), "ascii_text": names}
    return {
        "type": "AddRecord",
        "index_id": index,
        "url": entry.url,
        "language": _language(entry),
        "content": _content(entry),
        "meta": {name: value for name, value in meta.items() if value},
        "filters": None,
        "sort": None,
    }


def _content(entry: Entry) -> str:
    """The text, or what else there is: a page without a word would be left out. Three "_" begin pagefind's marks."""
    texts = (text.replace("___", " ") for text in (entry.text, entry.title))
    return next((text for text in texts if any(map(str.isalnum, text))), entry.url)


def _plain(text: str) -> str:
    """Soren for Søren; nothing where pagefind needs no help, which knows é to be e by Unicode's decomposition."""
    letters = (letter for letter in unicodedata.normalize("NFD", text) if letter.isalpha())
    return anyascii(text) if any(not letter.isascii() for letter in letters) else ""


def _files(service: Service, index: int) -> dict[str, bytes]:
    # Not WriteFiles, which answers before the last bytes are on disk.
    return {file.path: file.content for file in service.ask("GetFiles", index_id=index).files}


def _save(files: dict[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        if path.endswith(_USED):
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(content)


def _program() -> Path:
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        raise ReelgraphError("search: pagefind is not available for this platform; install pagefind-bin") from None
