"""JSON-LD as others publish it: on its own, or in the scripts of an HTML page. Nothing is fetched for it."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.model.formats import named
from kg.model.profile import SCHEMA
from kg.rdf.statements import NotRdf, reason, triples
from kg.rdf.tags import trap

SCRIPT = named("jsonld").media_type
_ENDS = ("", "/", "/docs/jsonldcontext.jsonld")
_OFFICIAL = {f"{scheme}://schema.org{end}" for scheme in ("http", "https") for end in _ENDS}


def statements(text: str, terms: Mapping[str, Any], base: str, path: str, line: int) -> list[ox.Triple]:
    """The statements of a JSON-LD document that begins on `line` of `path`. Raises NotRdf with the line.

    schema.org's context is replaced by its vocabulary and `terms`, term definitions of JSON-LD by name.
    """
    official = {"@vocab": SCHEMA, "type": "@type", "id": "@id", **terms}
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
        local = json.dumps(_without_remote(document, official), allow_nan=False)
        return triples(local.encode(), ox.RdfFormat.JSON_LD, base, path)
    except json.JSONDecodeError as error:
        raise NotRdf(path, line + error.lineno - 1, error.msg) from None
    except RecursionError:
        raise NotRdf(path, line, "the JSON is nested too deeply; flatten it") from None
    except NotRdf as error:
        raise NotRdf(path, line, error.why) from None
    except ValueError as error:
        raise NotRdf(path, line, reason(str(error))) from None


def scripts(data: bytes, path: str) -> Iterator[tuple[int, str]]:
    """The JSON-LD scripts of an HTML page, each with the line on which its text begins. Raises NotRdf."""
    import html5lib

    if trapped := trap(data):
        raise NotRdf(path, 0, trapped)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(data)
    source = data.decode(parser.documentEncoding or "utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    source = source.replace("\0", "\ufffd")
    start, line = 0, 1
    for element in page.iter("script"):
        if (element.get("type") or "").partition(";")[0].strip().lower() == SCRIPT:
            text = element.text or ""
            found = max(start, source.find(text, start))
            line += source.count("\n", start, found)
            yield line, text
            start = found + len(text)
            line += source.count("\n", found, start)


def _without_remote(value: Any, official: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_without_remote(member, official) for member in value]
    if isinstance(value, dict):
        return {key: (_context if key == "@context" else _without_remote)(v, official) for key, v in value.items()}
    return value


def _context(value: Any, official: dict[str, Any]) -> Any:
    if isinstance(value, str):
        if value in _OFFICIAL:
            return official
        raise ValueError(f"names the context {value}, and nothing is fetched; put the context into the document")
    if isinstance(value, list):
        return [_context(member, official) for member in value]
    if isinstance(value, dict) and "@import" in value:
        raise ValueError(f"imports the context {value['@import']}, and nothing is fetched; write it out")
    return _without_remote(value, official)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise ValueError(f'an object has the key "{twice}" twice; keep one')
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
