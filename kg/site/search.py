"""The search of the site: an index of words and facets for each language, which pagefind makes and a browser asks.

pagefind's program is spoken to directly (JSON in base64, each message ended by a comma): its Python client reads ten
answers a second and none above 2 MiB.
"""

from __future__ import annotations

import asyncio
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
from anyascii import anyascii

from kg.errors import ReelgraphError
from kg.site.bundle import ENTRY, settle

_SECONDS = 600  # the longest that one answer may take; an index of 100,000 pages takes a tenth of it
_USED = ("pagefind.js", "pagefind-worker.js", ".pagefind", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment")


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


class _File(msgspec.Struct, frozen=True):
    path: str
    content: bytes


class _Answer(msgspec.Struct, frozen=True):
    type: str
    message: str = ""
    index_id: int = 0
    files: tuple[_File, ...] = ()


class _Message(msgspec.Struct, frozen=True):
    payload: _Answer


_Ask = Callable[[dict[str, Any]], Awaitable[_Answer]]


def write(entries: Iterable[Entry], folder: Path) -> None:
    """Write the bundle that `assets/search.js` reads: the same entries in the same order give the same bytes.

    Raises ReelgraphError if pagefind has no program for this platform, refuses an entry, or ends or hangs.
    """
    try:
        asyncio.run(_write(entries, folder))
    except TimeoutError:
        raise ReelgraphError(f"search: pagefind gave no answer in {_SECONDS} s; build again") from None
    except (asyncio.IncompleteReadError, ConnectionError):
        raise ReelgraphError("search: pagefind ended before it was done (out of memory?)") from None


async def _write(entries: Iterable[Entry], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    async with _service(folder) as ask:
        new = {"type": "NewIndex", "config": None}
        program = await _files(ask, (await ask(new)).index_id)
        indexes: dict[str, int] = {}
        for entry in entries:
            language = entry.language.lower()  # as pagefind.js writes the page's
            if language not in indexes:
                indexes[language] = (await ask(new)).index_id
            await ask(_record(entry, language, indexes[language]))
        bundle = msgspec.json.decode(program[ENTRY])
        _save(program, folder)
        for language, index in sorted(indexes.items()):
            files = settle(await _files(ask, index), language)
            bundle["languages"] |= msgspec.json.decode(files[ENTRY])["languages"]
            _save(files, folder)
            await ask({"type": "DeleteIndex", "index_id": index})
    (folder / ENTRY).write_bytes(msgspec.json.encode(bundle))


def _record(entry: Entry, language: str, index: int) -> dict[str, Any]:
    """A page as pagefind takes it. What is in `meta` is found too, and weighed by name in `assets/search.js`."""
    meta = {"title": entry.title, "note": entry.note, "ascii_title": _plain(entry.title)}
    meta["ascii_text"] = " ".join(dict.fromkeys(filter(None, map(_plain, entry.text.split()))))
    return {
        "type": "AddRecord",
        "index_id": index,
        "url": entry.url,
        "language": language,
        "content": entry.text.strip() or entry.title,  # a page without content would be left out
        "meta": {name: value for name, value in meta.items() if value},
        "filters": entry.facets,
        "sort": None,
    }


def _plain(text: str) -> str:
    """Soren for Søren; nothing where pagefind needs no help, which knows é to be e by Unicode's decomposition."""
    letters = (letter for letter in unicodedata.normalize("NFD", text) if letter.isalpha())
    return anyascii(text) if any(not letter.isascii() for letter in letters) else ""


async def _files(ask: _Ask, index: int) -> dict[str, bytes]:
    # Not WriteFiles, which answers before the last bytes are on disk.
    return {file.path: file.content for file in (await ask({"type": "GetFiles", "index_id": index})).files}


def _save(files: dict[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        if path.endswith(_USED):
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(content)


@asynccontextmanager
async def _service(folder: Path) -> AsyncIterator[_Ask]:
    # Without environment and in an empty folder: both could hold settings.
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    program, limit = _program(), 1 << 40
    process = await asyncio.create_subprocess_exec(
        program, "--service", stdin=pipe, stdout=pipe, stderr=nothing, limit=limit, env={}, cwd=folder
    )
    assert process.stdin and process.stdout
    to, answers = process.stdin, process.stdout

    async def ask(payload: dict[str, Any]) -> _Answer:
        async with asyncio.timeout(_SECONDS):
            to.write(b64encode(msgspec.json.encode({"message_id": 0, "payload": payload})) + b",")
            await to.drain()
            message = b64decode((await answers.readuntil(b","))[:-1])
        answer = msgspec.json.decode(message, type=_Message).payload
        if answer.type == "Error":
            raise ReelgraphError(f"search: pagefind refuses {payload.get('url', payload['type'])}: {answer.message}")
        return answer

    try:
        yield ask
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def _program() -> Path:
    try:
        from pagefind_bin import get_executable  # type: ignore[import-untyped]

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        raise ReelgraphError("search: there is no pagefind for this platform; install pagefind-bin") from None
