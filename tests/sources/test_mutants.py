"""Mutants of a good file for each reader: whatever is done to a file, reading it ends, and neither raises nor hangs.

`python tests/sources/test_mutants.py 20000` tries so many, from seed 0 or from the one that is named behind the number.
"""

import faulthandler
import gzip
import io
import json
import random
import signal
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from types import FrameType
from typing import NamedTuple

import msgspec
import polars as pl
import pytest
import xlsxwriter

from kg.model.record import Fault
from kg.sources import read
from kg.sources.config import Column, Ids, Reader, SourceConfig

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TESTS = Path(__file__).parents[1]
SLOWEST = 5.0
"""In seconds of CPU, for a mutant of a few kilobytes."""

ROW = {
    "Title": "Lion King, The (1994)",
    "Year": 1994,
    "Minutes": 88,
    "Date": "15/06/1994",
    "Cast": '[{"name": "Ann Li", "character": "Ada", "id": 7}, "Bo Ek"]',
    "Crew": "[{'name': 'Cy Do', 'job': 'Director'}, ('Di Em', 3.5), None]",
    "Countries": "BE|Nederland",
    "Companies": "Savage Film & Topkapi, VRT",
    "Page": "https://films.example.org/a?b=c#d",
    "Imdb": "tt0110357",
    "Text": "Two boys, one summer.\n\nAnd a house.",
}
TABLE = {
    "title": Column(column="Title", tidy=True, others=True),
    "year": "Year",
    "duration": Column(column="Minutes", unit="min"),
    "release_date": Column(column="Date", date_order="DMY"),
    "cast": Column(column="Cast", list="json", members={"name": "name", "character": "character"}),
    "directors": Column(column="Crew", list="python", ids=Ids(column="Imdb", scheme="imdb")),
    "countries": Column(column="Countries", separator="|"),
    "production_companies": "Companies",
    "page": "Page",
    "identifiers.imdb": "Imdb",
    "descriptions": "Text",
    "alternate_titles": Column(template="{Title} {Year}"),
}
NATIVE = {
    "title": "Close",
    "year": 2022,
    "duration": "105 min",
    "directors": [{"name": "Lukas Dhont", "identifiers": {"imdb": "nm4113122"}}],
    "cast": [{"name": "Eden Dambrine", "character": "Léo"}, "Émilie Dequenne"],
    "descriptions": {"en": "Two boys.", "nl": "Twee jongens."},
    "other_credits": {"Sound": [{"name": "Yanna Soentjens"}]},
    "countries": ["BE", "NL"],
    "images": ["https://img.example.org/1.jpg"],
    "screenings": [{"start": "2022-11-02T20:00:00+01:00", "venue": "Sphinx"}],
    "source": {"key": "close"},
    "faults": [],
}
RDF = (TESTS / "sources/marked/rdf/schema.ttl").read_bytes()
NODE = {"@context": "https://schema.org", "@type": "Movie", "name": "Close", "director": {"name": "L D"}, "url": "/c"}
RDF_XML = b"""<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://schema.org/">
<s:Movie r:about="#a" xml:lang="en"><s:name>Close</s:name><s:director r:resource="#b"/></s:Movie></r:RDF>"""
TRIPLES = b"""<http://a.example/f> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Movie> .
<http://a.example/f> <http://schema.org/name> "Close \\u00e9"@en .
<http://a.example/f> <http://schema.org/dateCreated> "2022"^^<http://www.w3.org/2001/XMLSchema#gYear> .
"""

TOKENS = [
    *(b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x1b[31m", b"\xc2\x85", b"\xef\xbb\xbf", b"\r"),
    *(b"\n\n", b"\\ud800", b"\\u0000", b"&#xD800;", b"&#0;", b"&lol;", b"%zz", b"\\", b'"', b"'", b'"""'),
    *(b"''", b"`", b"|", b";", b"NaN", b"-Infinity", b"1e999", b"-0", b"9" * 5000, b"0x" + b"f" * 5000),
    *(b"9999-99-99", b"P9999999999Y", b"PT", b"[" * 3000, b"{" * 3000, b'{"a":' * 3000, b"(" * 3000),
    *(b"<b>" * 3000, b"<" * 2000, b"-" * 9000, b"a " * 4000, b'[NaN, [["x"]], {"name": Infinity}]'),
    *(b"[{[]: 1}]", b"[1, {}, [], None]", b"b'\\xff'", b"{1: 2}", b"[...]", b"</", b"<!--", b"-->", b"]]>"),
    *(b"<![CDATA[", b"<?x", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"</script>", b"<script>", b"http://[x"),
    *(b"https://a.example:x/", b"//", b"javascript:1", b"<base href='http://[x'>", b"mailto:", b"urn:x:"),
    *(b"@en_US", b"@en-", b'@context":1,"', b'"@context":["https://schema.org",5],', b'"@id":[],'),
    *(b'"@type":7,', b"_:", b" itemscope itemref=a id=a ", b" typeof=Movie prefix='a:' ", b" lang='en_US' "),
    *(b" itemid='http://[x' ", b"<<( ", b"null", b"[]", b"{}", b'""', b'{"name":{"name":[]}}', b"true"),
    *(b"\xf0\x9f\x91\xa9\xe2\x80\x8d", b"e\xcc\x81" * 99),
]  # fmt: skip


class Kind(NamedTuple):
    """How a mutant is called and read, the good file, and for what is packed: how what is in it is packed again."""

    name: str
    source: SourceConfig
    data: bytes
    pack: Callable[[bytes], bytes] | None = None


def _source(reader: Reader, path: str) -> SourceConfig:
    columns = dict(TABLE) if reader == "table" else {}
    return SourceConfig(name="s", path=path, reader=reader, licence="https://a.example/", columns=columns)  # type: ignore[arg-type]


def _rows(mark: str) -> bytes:
    cells = [list(map(str, ROW)), *([str(cell) for cell in ROW.values()] for _ in range(3))]
    return "\n".join(mark.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in cells).encode()


def _parquet() -> bytes:
    file = io.BytesIO()
    pl.DataFrame([ROW | {"Score": 7.5, "People": [{"name": "Ann"}]}] * 3).write_parquet(file)
    return file.getvalue()


def _xlsx() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([ROW.keys(), *[ROW.values()] * 3]):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def _zipped(member: str) -> Callable[[bytes], bytes]:
    def pack(data: bytes) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            packed.writestr("META-INF/manifest.xml", "<manifest/>")
            packed.writestr(member, data)
        return file.getvalue()

    return pack


def _ods() -> bytes:
    cells = ("".join(f"<c><t>{cell}</t></c>" for cell in row) for row in ([*ROW], [*ROW.values()]))
    rows = "".join(f"<r>{row}</r>" for row in cells).replace("&", "&amp;")
    for short, long in (("c", "table:table-cell"), ("r", "table:table-row"), ("t", "text:p")):
        rows = rows.replace(f"<{short}>", f"<{long}>").replace(f"</{short}>", f"</{long}>")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    body = f'<office:spreadsheet><table:table table:name="a">{rows}</table:table></office:spreadsheet>'
    return f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>".encode()


def _kinds() -> list[Kind]:
    page = (TESTS / "sources/marked/markup/three.html").read_bytes()
    native = json.dumps(NATIVE).encode()
    lines = native + b"\n" + json.dumps(NATIVE, ensure_ascii=False).encode() + b"\n" + native
    texts: list[tuple[Reader, str, bytes]] = [
        ("table", "a.csv", _rows(",")),
        ("table", "a.tsv", _rows("\t")),
        ("table", "b.json", json.dumps({"rows": [ROW] * 2}).encode()),
        ("table", "b.jsonl", json.dumps(ROW).encode() * 1 + b"\n" + json.dumps(ROW).encode()),
        ("native", "c.json", b"[" + native + b",\n" + native + b"]"),
        ("native", "c.jsonl", lines),
        ("markup", "d.html", page),
        ("festival", "e.txt", (TESTS / "pages/v1.txt").read_bytes()),
        ("festival", "f.txt", (TESTS / "sources/pages/layouts/madrid.txt").read_bytes()),
        ("festival", "g.html", (TESTS / "sources/pages/layouts/bologna.txt").read_bytes().replace(b"\n", b"<br>\n")),
        ("rdf", "h.ttl", RDF),
        ("rdf", "i.nt", TRIPLES),
        ("rdf", "j.rdf", RDF_XML),
        ("rdf", "k.jsonld", json.dumps(NODE).encode()),
        ("archive", "l.xml", (TESTS / "sources/archive/archive/efg.xml").read_bytes()),
        ("archive", "m.xml", (TESTS / "sources/archive/archive/en15907.xml").read_bytes()),
    ]
    kinds = [Kind(name, _source(reader, name), data) for reader, name, data in texts]
    packed = [("c.jsonl.gz", "native", lines, gzip.compress), ("a.csv.zst", "table", _rows(","), zstd.compress)]
    kinds += [Kind(name, _source(reader, name), data, pack) for name, reader, data, pack in packed]  # type: ignore[arg-type]
    return kinds


def _sheets() -> list[Kind]:
    """Spreadsheets and Parquet are read in a process of their own each time: fewer of them."""
    return [
        Kind("n.parquet", _source("table", "n.parquet"), _parquet()),
        Kind("o.xlsx", _source("table", "o.xlsx"), _xlsx()),
        Kind("p.ods", _source("table", "p.ods"), _ods(), _zipped("content.xml")),
    ]


def mutant(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four changes."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice([1, 1, 2, 8, 60, 400, 4000]))
        change = chance.randrange(6)
        if change == 0 and at < len(data):
            data = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        elif change == 1:
            data = data[:at] + data[end:]
        elif change == 2:
            data = data[:end] + data[at:end] * chance.choice([1, 1, 2, 50]) + data[end:]
        elif change == 3 and chance.random() < 0.3:
            data = data[:at]
        elif change == 4:
            data = data[:at] + bytes(chance.randrange(256) for _ in range(end - at)) + data[end:]
        else:
            data = data[:at] + chance.choice(TOKENS) + data[chance.choice([at, end]) :]
    return data


def mutants(count: int, seed: int) -> Iterator[tuple[str, SourceConfig, bytes]]:
    """Name, how it is read, and bytes of so many mutants: the same for the same seed."""
    chance, kinds, sheets = random.Random(seed), _kinds(), _sheets()
    for number in range(count):
        kind = chance.choice(sheets) if number % 20 == 19 else kinds[number % len(kinds)]
        if kind.pack is None:
            yield kind.name, kind.source, mutant(kind.data, chance)
        elif chance.random() < 0.5:
            yield kind.name, kind.source, kind.pack(mutant(kind.data, chance))
        else:
            yield kind.name, kind.source, mutant(kind.pack(kind.data), chance)


class Hang(KeyboardInterrupt):
    """Reading takes too long. What a person interrupts is let through everywhere."""


def _hang(number: int, frame: FrameType | None) -> None:
    raise Hang


def misdeed(name: str, source: SourceConfig, data: bytes, folder: Path) -> str:
    """What reading these bytes did that it must not; "" where nothing."""
    path = folder / name
    path.write_bytes(data)
    before = signal.signal(signal.SIGPROF, _hang)
    signal.setitimer(signal.ITIMER_PROF, SLOWEST)
    faulthandler.dump_traceback_later(300, exit=True)
    try:
        for item in read(path, source, folder):
            msgspec.json.encode(item)
            if isinstance(item, Fault) and "fault of Reelgraph" in item.reason:
                return item.reason
    except Hang:
        return f"more than {SLOWEST} s"
    except Exception as error:
        return repr(error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        faulthandler.cancel_dump_traceback_later()
    return ""


def misdeeds(count: int, seed: int, kept: Path | None = None) -> list[str]:
    """What so many mutants brought about; those that did are kept in a folder, where one is given."""
    found = []
    with TemporaryDirectory() as folder:
        for number, (name, source, data) in enumerate(mutants(count, seed)):
            if told := misdeed(name, source, data, Path(folder)):
                found.append(f"{seed}/{number} {name}: {told}")
                if kept:
                    (kept / f"{seed}-{number}-{name}").write_bytes(data)
    return found


def test_two_hundred_mutants() -> None:
    """No mutant of any reader's file raises, hangs, or needs the boundary around all readers."""
    assert not misdeeds(200, seed=0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_two_thousand_mutants(seed: int) -> None:
    """Nor do ten times as many."""
    assert not misdeeds(500, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", [5, 6])
def test_twenty_thousand_mutants(seed: int) -> None:
    """Nor do a hundred times as many."""
    assert not misdeeds(10_000, seed)


def test_a_command_reads_mutants(tmp_path: Path) -> None:
    """`kg read` of a folder of mutants ends with exit code 1, lines of its own on stderr, and no traceback."""
    for number, (name, _, data) in enumerate(mutants(60, seed=5)):
        (tmp_path / f"{number}-{name}").write_bytes(data)
    kg = Path(sys.executable).with_name("kg")
    done = subprocess.run([kg, "read", tmp_path], capture_output=True, timeout=60, check=False)
    assert done.returncode == 1 and b"Traceback" not in done.stderr
    assert all(json.loads(line)["source"] for line in done.stdout.splitlines())


HEAD = """
name = "Films"
base = "https://films.example/"
publisher = "Somebody"
licence = "https://licence.example/"
languages = ["en"]
"""
SOURCE = """
[[sources]]
name = "{}"
path = "{}"
reader = "{}"
licence = "https://licence.example/"
date = 2026-01-01
"""


@pytest.mark.slow
def test_a_build_of_mutants(tmp_path: Path) -> None:
    """A catalogue of mutants beside one good film is built: that film is published, and no line is a traceback."""
    (tmp_path / "good.jsonl").write_text('{"title": "The Good One", "year": 2022}')
    sources = [SOURCE.format("good", "good.jsonl", "native")]
    for number, (name, source, data) in enumerate(mutants(120, seed=6)):
        (tmp_path / f"{number}-{name}").write_bytes(data)
        columns = '\n[sources.columns]\ntitle = "Title"\ncast = "Cast"\n' if source.columns else ""
        sources.append(SOURCE.format(f"s{number}", f"{number}-{name}", source.reader) + columns)
    (tmp_path / "catalogue.toml").write_text(HEAD + "".join(sources))
    out = tmp_path.with_name("out")
    kg = Path(sys.executable).with_name("kg")
    done = subprocess.run([kg, "build", tmp_path, "--out", out, "--dumps-only"], capture_output=True, check=False)
    assert done.returncode in (0, 1) and b"Traceback" not in done.stderr, done.stderr
    assert b"The Good One" in (out / "current" / "dump" / "film.nt").read_bytes()


def main(count: int, seed: int = 0) -> None:
    """Try so many, tell how they did, and keep those that misbehaved in the working folder."""
    begun, found = monotonic(), []
    for first in range(0, count, 1000):
        found += misdeeds(min(1000, count - first), seed + first, Path())
        print(f"{min(count, first + 1000)} mutants, {len(found)} misdeeds, {monotonic() - begun:.0f} s", flush=True)
    print(*found, *Counter(told.partition(": ")[2] for told in found).most_common(), sep="\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
