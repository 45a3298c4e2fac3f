"""Where documents have gone that were published and are part of another one now.

The old address of such a thing keeps a page and data that lead on. A host can do better and answer with a redirect:
its configuration is written too, for nginx, for Apache, and as `_redirects`, which many static hosts read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes, urlsplit

from kg.model import iris
from kg.model.ntriples import cut, iri, statement
from kg.model.prefixes import DCTERMS

FOLDER = "redirects"
STATIC = "_redirects"
REPLACED = DCTERMS + "isReplacedBy"
_STATED = "moved.nt"
_KEPT = "/%!$&'()*+,;=:@~"
"""Characters of a path that are not percent-encoded: https://www.rfc-editor.org/rfc/rfc3986#section-3.3."""


class Redirect(NamedTuple):
    """Two things by their IRIs: one that was published, and the one that it has become."""

    old: str
    new: str


def write(target: Path, base: str, redirects: Iterable[Redirect], languages: Sequence[str]) -> None:
    """Write them into the folder of a release: as N-Triples, and as the configuration of hosts.

    They come sorted. `languages` are the site's; but for the first, each has a folder of its name.
    """
    (target / FOLDER).mkdir()
    root = quote(urlsplit(base).path, safe=_KEPT)
    prefixes = ("", *(f"{language}/" for language in languages[1:]))
    with ExitStack() as stack:
        paths = (target / FOLDER / _STATED, target / FOLDER / "nginx.conf", target / FOLDER / "apache.conf")
        opened = (
            path.open("w", encoding="utf-8", errors="surrogateescape", newline="\n")
            for path in (*paths, target / STATIC)
        )
        stated, nginx, apache, static = map(stack.enter_context, opened)
        for redirect in redirects:
            stated.write(statement(redirect.old, REPLACED, iri(redirect.new)) + "\n")
            old, new = (iris.document(thing).removeprefix(base) for thing in redirect)
            for prefix in prefixes:
                ways = (f"{root}{prefix}{old}", f"{root}{prefix}{new}")
                nginx.write(_nginx(*ways))
                apache.write(_apache(*ways))
                static.write("{}* {}:splat 301\n".format(*ways))


def read(target: Path) -> Iterator[Redirect]:
    """The redirects of a release."""
    with (target / FOLDER / _STATED).open(encoding="utf-8") as lines:
        for line in lines:
            old, _, new = cut(line.rstrip("\n"))
            yield Redirect(old.strip("<>"), new.strip("<>"))


def _nginx(old: str, new: str) -> str:
    """A location for all that is below a path. nginx finds these in a tree, however many there are.

    It compares paths as bytes, without percent-encoding, and writes `$` in an address as the name of a variable.
    """
    plain = unquote_to_bytes(old)
    shown = plain.decode("utf-8", "surrogateescape")
    place, address = _in_quotes(shown), new.replace("$", "%24")
    return f'location ^~ "{place}" {{ rewrite "(?s)^.{{{len(plain)}}}(.*)$" "{address}$1" permanent; }}\n'


def _apache(old: str, new: str) -> str:
    """Apache takes `${...}` for a variable that is defined elsewhere."""
    place = _in_quotes(unquote_to_bytes(old).decode("utf-8", "surrogateescape"))
    return f'Redirect permanent "{place}" "{new.replace("$", "%24")}"\n'


def _in_quotes(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
