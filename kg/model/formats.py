"""The formats of files, in one table: what each is called, how it is known, who reads it and who writes it.

IRIs are the W3C's (https://www.w3.org/ns/formats/), media types IANA's. gzip and Zstandard are no formats of their own
here: `kg.system.files` unpacks them on the way.
"""

from pathlib import PurePath
from typing import NamedTuple

from kg.system.files import suffix

_W3C = "http://www.w3.org/ns/formats/"


class Format(NamedTuple):
    """A format: the word for it on the command line, its title, media type, suffixes, and IRI ("" = it has none).

    `readers` are those of `kg.sources`, what looks like it first; `rooms` are the others that read it, `writers` the
    rooms that write it.
    """

    name: str
    title: str
    media_type: str
    suffixes: tuple[str, ...]
    iri: str = ""
    readers: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()


_RDF, _TABLE, _JUDGES = ("rdf",), ("table",), ("gate",)
_PAGES = ("gate", "audit", "embed")
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS = (
    Format(
        "turtle", "Turtle", "text/turtle", (".ttl",), f"{_W3C}Turtle", _RDF, _JUDGES, ("release", "report", "query")
    ),
    Format(
        "ntriples", "N-Triples", "application/n-triples", (".nt",), f"{_W3C}N-Triples", _RDF, _JUDGES,
        ("release", "query"),
    ),
    Format("nquads", "N-Quads", "application/n-quads", (".nq",), f"{_W3C}N-Quads", _RDF, _JUDGES, ("release",)),
    Format("trig", "TriG", "application/trig", (".trig",), f"{_W3C}TriG", _RDF, _JUDGES),
    Format("rdfxml", "RDF/XML", "application/rdf+xml", (".rdf", ".owl"), f"{_W3C}RDF_XML", _RDF, _JUDGES),
    Format("xml", "XML", "application/xml", (".xml",), "", ("rdf", "archive"), ("gate", "audit"), ("site",)),
    Format("jsonld", "JSON-LD", "application/ld+json", (".jsonld",), f"{_W3C}JSON-LD", _RDF, _JUDGES, ("release",)),
    Format(
        "json", "JSON", "application/json", (".json",), "", ("rdf", "native", "table"), _JUDGES, ("release", "report")
    ),
    Format("jsonl", "JSON Lines", "application/jsonl", (".jsonl", ".ndjson"), "", ("native", "table"), (), ("cli",)),
    Format(
        "html", "HTML", "text/html", (".html", ".htm", ".xhtml"), "", ("markup", "festival"), _PAGES,
        ("report", "site", "embed"),
    ),
    Format("txt", "plain text", "text/plain", (".txt",), "", ("festival",), (), ("report",)),
    Format(
        "csv", "CSV", "text/csv", (".csv",), f"{_W3C}SPARQL_Results_CSV", _TABLE, ("embed",),
        ("report", "site", "query"),
    ),
    Format(
        "tsv", "TSV", "text/tab-separated-values", (".tsv", ".tab"), f"{_W3C}SPARQL_Results_TSV", _TABLE, (),
        ("graph", "query"),
    ),
    Format("parquet", "Parquet", "application/vnd.apache.parquet", (".parquet",), "", _TABLE),
    Format("xlsx", "Excel", _EXCEL, (".xlsx", ".xlsm"), "", _TABLE),
    Format("xls", "Excel 97", "application/vnd.ms-excel", (".xls",), "", _TABLE),
    Format("ods", "OpenDocument", "application/vnd.oasis.opendocument.spreadsheet", (".ods",), "", _TABLE),
    Format("sparql", "SPARQL", "application/sparql-query", (".rq",), "", (), ("query",), ("release",)),
    Format(
        "results-json", "SPARQL results in JSON", "application/sparql-results+json", (".srj",),
        f"{_W3C}SPARQL_Results_JSON", (), ("query",), ("query",),
    ),
    Format(
        "results-xml", "SPARQL results in XML", "application/sparql-results+xml", (".srx",),
        f"{_W3C}SPARQL_Results_XML", (), (), ("query",),
    ),
    Format("sarif", "SARIF", "application/sarif+json", (".sarif",), "", (), (), ("report",)),
    Format("toml", "TOML", "application/toml", (".toml",), "", (), ("sources",)),
    Format("md", "Markdown", "text/markdown", (".md",), "", (), ("site",), ("manual",)),
    Format("css", "CSS", "text/css", (".css",), "", (), (), ("site",)),
    Format("js", "JavaScript", "text/javascript", (".js",), "", (), (), ("site",)),
    Format("svg", "SVG", "image/svg+xml", (".svg",), "", (), (), ("site",)),
)  # fmt: skip
"""No two have a suffix, a media type or a name in common."""

_BY_SUFFIX = {ending: format_ for format_ in FORMATS for ending in format_.suffixes}
_BY_NAME = {format_.name: format_ for format_ in FORMATS}
_UNKNOWN = "application/octet-stream"


def named(name: str) -> Format:
    """The format of that name."""
    return _BY_NAME[name]


def format_of(path: PurePath) -> Format | None:
    """The format that a file has by its suffix; what is packed has that of what is in it. None where it is unknown."""
    return _BY_SUFFIX.get(suffix(path))


def media_type(path: PurePath) -> str:
    """The media type of a file by its own suffix."""
    found = _BY_SUFFIX.get(path.suffix.lower())
    return found.media_type if found else _UNKNOWN


def suffixes(*names: str) -> tuple[str, ...]:
    """The suffixes of formats, in order."""
    return tuple(ending for name in names for ending in named(name).suffixes)


def read_by(reader: str) -> tuple[Format, ...]:
    """The formats that a reader of `kg.sources`, or a room, reads."""
    return tuple(format_ for format_ in FORMATS if reader in (*format_.readers, *format_.rooms))


HTML = named("html").suffixes
