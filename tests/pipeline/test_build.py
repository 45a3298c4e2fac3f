"""The whole way, as a user goes it: `kg build` on catalogues good and bad."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

import kg
from kg.pipeline.build import build
from kg.sources.catalogue import load, reaches
from kg.system.errors import ReelgraphError

ROOT = Path(__file__).parents[2]
HEAD = """\
name = "Test"
base = "https://f.example/"
publisher = "Me"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en", "nl"]
"""
SOURCE = """
[[sources]]
name = "{name}"
path = "{path}"
reader = "{reader}"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-01-01
precedence = {precedence}
"""


def _source(name: str, path: str, reader: str = "native", precedence: int = 1) -> str:
    return SOURCE.format(name=name, path=path, reader=reader, precedence=precedence)


def _catalogue(folder: Path, *sources: str, **files: list[dict[str, Any]]) -> Path:
    """A catalogue of native records, a file each source."""
    folder.mkdir()
    found = sources or tuple(_source(name, f"{name}.jsonl") for name in files)
    (folder / "catalogue.toml").write_text(HEAD + "".join(found))
    for name, records in files.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    return folder


def _tree(folder: Path) -> dict[str, bytes]:
    found = folder.resolve()
    return {p.relative_to(found).as_posix(): p.read_bytes() for p in sorted(found.rglob("*")) if p.is_file()}


def _kg(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, cwd=ROOT, env={**os.environ, **environment}
    )


GOOD = {"title": "Good", "year": 2001, "directors": ["Ann Li"]}


def _same_bytes(catalogue: Path, folder: Path) -> dict[str, bytes]:
    """The files of a release that is the same with other workers, hash seed, time zone, locale and order of sources."""
    head, *sources = (catalogue / "catalogue.toml").read_text().split("[[sources]]")
    turned = Path(shutil.copytree(catalogue, folder / "turned"))
    (turned / "catalogue.toml").write_text("[[sources]]".join([head, *(part + "\n" for part in reversed(sources))]))
    one = _kg("build", catalogue, "--out", folder / "1", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    two = _kg(
        *("build", turned, "--out", folder / "2", "--workers", "2"),
        PYTHONHASHSEED="2",
        TZ="Asia/Tokyo",
        LC_ALL="C",
        LANG="C",
    )
    assert (one.returncode, two.returncode) == (0, 0), one.stderr + two.stderr
    first = _tree(folder / "1" / "current")
    assert first == _tree(folder / "2" / "current")
    return first


@pytest.mark.slow
def test_the_same_bytes_of_a_few_films(tmp_path: Path) -> None:
    """Workers, hash seed, time zone, locale, and the order of sources do not show in a release."""
    others = {"title": "Bread", "year": 1999, "cast": ["Ann Li", "Bo"], "page": "https://films.example/bread"}
    _same_bytes(_catalogue(tmp_path / "c", a=[GOOD, others], b=[GOOD | {"genres": ["Drama"]}]), tmp_path)


@pytest.mark.slow
def test_the_same_bytes_however_it_is_built(tmp_path: Path) -> None:
    """Nor do they in that of the example."""
    first = _same_bytes(ROOT / "data", tmp_path)
    site = {"index.html", "nl/year/2023/index.html", "person/page/2/index.html", "manual/index.html", "assets/site.css"}
    drawn = {"overview/year.svg", "nl/overview/directors.svg"}
    assert site | drawn | {f"search/bundle/{language}.pf_table" for language in ("en", "nl")} <= first.keys()


def test_one_title_and_two_identifiers_are_two_films(tmp_path: Path) -> None:
    """Two records that an authority tells apart are two films, and the command and the reports say so."""
    told = {"identifiers": {"imdb": "tt0000001"}}, {"identifiers": {"imdb": "tt0000002"}}
    catalogue = _catalogue(tmp_path / "c", a=[{**GOOD, **told[0]}], b=[{**GOOD, **told[1]}])
    ran = _kg("build", catalogue, "--out", tmp_path / "out", "--dumps-only")
    assert ran.returncode == 0 and "film 2" in ran.stdout and "uncertain identities: 1 (" in ran.stdout
    reports = [tmp_path / "out" / "current" / "report" / f"report.{form}" for form in ("txt", "json", "html")]
    for text in (ran.stdout, *(report.read_text() for report in reports)):
        assert "tt0000001" in text and "tt0000002" in text and "film/good-2001/" in text


def test_a_person_with_two_identifiers_is_told(tmp_path: Path) -> None:
    """An entity that ends up with two identifiers of one scheme is one, and the command says so."""
    people = [{"name": "Ann Li", "identifiers": {"imdb": "nm0000001", "wikidata": q}} for q in ("Q1", "Q2")]
    films = [{**GOOD, "title": title, "directors": [person]} for title, person in zip("AB", people, strict=True)]
    ran = _kg("build", _catalogue(tmp_path / "c", a=films), "--out", tmp_path / "out", "--dumps-only")
    assert "person/ann-li/: has 2 identifiers of wikidata: Q1, Q2" in ran.stdout


def test_what_fails_is_left_out_alone(tmp_path: Path) -> None:
    """A record that violates a rule, and a line that is no record, are named; everything else is published."""
    folder = _catalogue(tmp_path / "c", a=[GOOD, {"year": 2002}, {"title": "x" * 3000}])
    with (folder / "a.jsonl").open("a") as file:
        file.write("not json\n")
    ran = _kg("build", folder, "--out", tmp_path / "out", "--dumps-only")
    assert ran.returncode == 1
    assert "a.jsonl:2: " in ran.stdout and "a.jsonl:3: " in ran.stdout and "a.jsonl:4: " in ran.stdout
    dump = (tmp_path / "out" / "current" / "dump" / "film.nt").read_text()
    assert "good-2001" in dump and "xxx" not in dump


BAD_PAGES = [
    ("no film page", b"Hello, this is about something else.\n"),
    ("empty", b""),
    ("binary", bytes(range(256))),
    ("Latin-1", "Un caf\xe9\n".encode("latin-1")),
]


@pytest.mark.slow
@pytest.mark.parametrize("content", [case[1] for case in BAD_PAGES], ids=[case[0] for case in BAD_PAGES])
def test_a_file_that_cannot_be_read(content: bytes, tmp_path: Path) -> None:
    """It is named with its line, and nothing else is lost."""
    folder = _catalogue(tmp_path / "c", _source("a", "a.jsonl"), _source("p", "*.txt", "festival"), a=[GOOD])
    (folder / "page.txt").write_bytes(content)
    ran = _kg("build", folder, "--out", tmp_path / "out", "--dumps-only")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "page.txt:" in ran.stdout
    assert "good-2001" in (tmp_path / "out" / "current" / "dump" / "film.nt").read_text()


BAD_VALUES = [
    ("year", 20233),
    ("duration", "-5"),
    ("languages", ["Klingonese"]),
    ("page", "javascript:alert(1)"),
    ("page", "https://example.org/a b"),
]


@pytest.mark.parametrize(("field", "value"), BAD_VALUES)
def test_a_value_that_is_not_understood(field: str, value: Any, tmp_path: Path) -> None:
    """It is left out and stands in the report with file and line; the film is published without it."""
    folder = _catalogue(tmp_path / "c", a=[GOOD | {field: value}])
    ran = _kg("build", folder, "--out", tmp_path / "out", "--dumps-only")
    assert ran.returncode == 0
    report = (tmp_path / "out" / "current" / "report" / "report.txt").read_text()
    assert f"a.jsonl:1: {field}" in report
    dump = (tmp_path / "out" / "current" / "dump" / "film.nt").read_text()
    assert "/film/good" in dump and "javascript" not in dump and "20233" not in dump


def test_pages_of_one_name_in_two_folders(tmp_path: Path) -> None:
    """A page is known by its path, so two of one file name are two films."""
    folder = _catalogue(tmp_path / "c", _source("p", "p/*/*.txt", "festival"))
    known = (ROOT / "data" / "pages" / "all-of-us-strangers.txt").read_text()
    for number, title in enumerate(("The First", "The Other")):
        page = folder / "p" / str(number) / "index.txt"
        page.parent.mkdir(parents=True)
        page.write_text(known.replace("All of Us Strangers", title))
    outcome = build(folder, tmp_path / "out", dumps_only=True)
    assert (outcome.records, outcome.published["film"]) == (2, 2)


def test_nothing_that_is_left_out_is_left_untold(tmp_path: Path) -> None:
    """However much is broken, refused or not understood: all is in one file that is named, in a fixed order."""
    many = range(300)
    lines = [f"broken {number}" for number in many]
    lines += [json.dumps({"title": "", "source": {"key": f"r{number}"}}) for number in many]
    lines += [json.dumps({"title": f"Film {number}", "countries": [f"\ud800 {number}"]}) for number in many]
    trees = []
    for turn in (1, -1):
        catalogue = _catalogue(tmp_path / f"c{turn}", _source("x", "x.jsonl"))
        (catalogue / "x.jsonl").write_text("\n".join(lines))
        outcome = build(catalogue, tmp_path / f"out{turn}", workers=2 if turn < 0 else 1, dumps_only=True)
        trees.append(_tree(tmp_path / f"out{turn}" / "current"))
    assert trees[0] == trees[1]
    report = trees[0]["report/report.html"].decode()
    told = list(csv.DictReader(io.StringIO(trees[0]["report/faults.csv"].decode())))
    assert "... all in report/faults.csv" in outcome.text() and "faults.csv" in report
    assert f"And {outcome.unread + outcome.faults - 400} more." in report
    for what in ("cannot be read", "violates a rule", "not understood"):
        assert len({row["line"] for row in told if row["what"] == what}) >= 300
    films = {row["film"] for row in told if row["what"] == "not understood"}
    assert films == {f"{name}{number}" for name in ("Film ", "r") for number in many}


def test_a_key_given_twice(tmp_path: Path) -> None:
    """Records of one key that say different things are judged and kept on record apart, and reported."""
    identifiers = {"identifiers": {"imdb": "tt0000001"}}
    catalogue = _catalogue(tmp_path / "c", a=[GOOD | identifiers, {"genres": ["Drama"]} | identifiers])
    outcome = build(catalogue, tmp_path / "out", dumps_only=True)
    assert (outcome.records, outcome.refused, outcome.faults) == (2, 1, 2)
    release = tmp_path / "out" / "current"
    assert "good-2001" in (release / "dump" / "film.nt").read_text()
    lines = (release / "evidence" / "record.nq").read_text().splitlines()
    assert lines == sorted(set(lines)) and len({line.split(" ", 1)[0] for line in lines}) == 2


def test_two_rows_of_one_key_are_two_films(tmp_path: Path) -> None:
    """A key that two rows of a table have is reported, and makes neither vanish in the other."""
    table = _source("t", "t.csv", "table") + 'key = "Id"\n[sources.columns]\ntitle = "Title"\nyear = "Year"\n'
    folder = _catalogue(tmp_path / "c", table)
    (folder / "t.csv").write_text("Id,Title,Year\n7,Alpha,1999\n7,Beta,2005\n")
    outcome = build(folder, tmp_path / "out", dumps_only=True)
    assert (outcome.published, outcome.faults) == ({"film": 2}, 2)
    told = csv.DictReader(io.StringIO((tmp_path / "out" / "current" / "report" / "faults.csv").read_text()))
    faults = {(row["film"], row["reason"]) for row in told}
    reason = "title, year and people, say so; the query disagreements lists where they differ"
    assert {film for film, _ in faults} == {"Alpha", "Beta"} and all(why.endswith(reason) for _, why in faults)
    build(_ledger_of(tmp_path / "out", folder), tmp_path / "out2", dumps_only=True)
    assert (tmp_path / "out2" / "current" / "dump" / "film.nt").read_bytes() == (
        tmp_path / "out" / "current" / "dump" / "film.nt"
    ).read_bytes()


def _ledger_of(out: Path, folder: Path) -> Path:
    """The catalogue with the ledger of its release."""
    (out / "current" / "identities").resolve().rename(folder / "identities")
    return folder


def test_the_second_gate_names_file_and_line(tmp_path: Path) -> None:
    """A record that fails only together with another is reported with its place."""
    first = GOOD | {"identifiers": {"imdb": "tt0000001"}}
    second = {"title": "Good", "release_date": "1999-01-01", "identifiers": {"imdb": "tt0000001"}}
    sources = (_source("high", "high.jsonl", precedence=9), _source("low", "low.jsonl"))
    outcome = build(
        _catalogue(tmp_path / "c", *sources, high=[first], low=[GOOD, second]), tmp_path / "out", dumps_only=True
    )
    assert any("low.jsonl:2: " in complaint for complaint in outcome.complaints)


def test_one_name_in_two_spellings(tmp_path: Path) -> None:
    """A record that spells one name in two ways is published, with the spelling that comes first."""
    film = GOOD | {"directors": ["Beyoncé Li"], "cast": ["Beyonce Li"]}
    outcome = build(_catalogue(tmp_path / "c", a=[film]), tmp_path / "out", dumps_only=True)
    assert (outcome.refused, outcome.published) == (0, {"film": 1, "person": 1})
    dump = (tmp_path / "out" / "current" / "dump" / "person.nt").read_text()
    assert '"Beyoncé Li"' in dump and '"Beyonce Li"' not in dump


def test_an_unknown_kind_is_no_film(tmp_path: Path) -> None:
    """What a record calls itself in a word that we do not know is left out and named."""
    ran = _kg(
        "build",
        _catalogue(tmp_path / "c", a=[GOOD, {"title": "Talk", "kind": "podcast"}]),
        "--out",
        tmp_path / "o",
        "--dumps-only",
    )
    assert ran.returncode == 1 and "a.jsonl:2: kind" in ran.stdout
    assert "Talk" not in (tmp_path / "o" / "current" / "dump" / "film.nt").read_text()


@pytest.mark.parametrize("order", ["zxx en cast", "zxx cast en", "cast zxx en", "zxx cast en music"])
def test_only_the_culprit_goes(order: str, tmp_path: Path) -> None:
    """Of records of which two contradict each other the less authoritative goes, and all others stay."""
    said = {"zxx": {"languages": ["zxx"]}, "en": {"languages": ["en"]}, "cast": {"cast": ["Bo"]}}
    said["music"] = {"composers": ["Cy"]}
    same = GOOD | {"identifiers": {"imdb": "tt0000001"}}
    sources = tuple(_source(name, f"{name}.jsonl", precedence=9 - n) for n, name in enumerate(order.split()))
    records = {name: [same | said[name]] for name in order.split()}
    outcome = build(_catalogue(tmp_path / "c", *sources, **records), tmp_path / "out", dumps_only=True)
    dump = (tmp_path / "out" / "current" / "dump" / "film.nt").read_text()
    assert outcome.refused == 1
    assert "/person/bo/" in dump and '"zxx"' in dump and '"en"' not in dump
    assert ("/person/cy/" in dump) == ("music" in order)


@pytest.mark.parametrize("said", ["+-", "-+", "---", "+++-+++", "-+-+-+-+-", "--++--++", "-++++++-", "+++++++++++++-"])
def test_all_culprits_go_and_nobody_else(said: str, tmp_path: Path) -> None:
    """Of records that come after one, all go that contradict it (`-`), wherever they stand among the others."""
    same = GOOD | {"identifiers": {"imdb": "tt0000001"}}
    sources = (_source("high", "high.jsonl", precedence=9), _source("low", "low.jsonl"))
    low = [
        same
        | {"awards": [f"Prize {number:c}"]}
        | ({"languages": ["en"]} if mark == "-" else {"cast": [f"Bo {number:c}"]})
        for number, mark in enumerate(said, ord("a"))
    ]
    root = _catalogue(tmp_path / "c", *sources, high=[same | {"languages": ["zxx"]}], low=low)
    outcome = build(root, tmp_path / "out", dumps_only=True)
    assert (outcome.refused, outcome.published["person"]) == (said.count("-"), 1 + said.count("+"))


def test_time_is_linear_in_the_culprits(tmp_path: Path) -> None:
    """Eight times the records that contradict one take less than sixteen times the time."""
    same = GOOD | {"identifiers": {"imdb": "tt0000001"}}

    def seconds(count: int) -> float:
        sources = (_source("high", "high.jsonl", precedence=9), _source("low", "low.jsonl"))
        low = [same | {"languages": ["en"], "awards": [f"Prize {n}"]} for n in range(count)]
        root = _catalogue(tmp_path / f"c{count}", *sources, high=[same | {"languages": ["zxx"]}], low=low)
        begin = time.process_time()
        assert build(root, tmp_path / f"out{count}", dumps_only=True).refused == count
        return time.process_time() - begin

    few = seconds(100)
    assert seconds(800) < 16 * few


@pytest.mark.parametrize("out", ["c", ".", "link"])
def test_sources_are_not_built_over(out: str, tmp_path: Path) -> None:
    """An OUT that the sources reach into is refused before anything is written, also by another name."""
    folder = _catalogue(tmp_path / "c", a=[GOOD])
    (tmp_path / "link").symlink_to(folder)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ReelgraphError, match="choose a folder outside the catalogue"):
        build(folder, tmp_path / out)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("path", "out", "refused"),
    [
        ("**/*.jsonl", "out", True),
        ("a*/**/*.jsonl", "a/out", True),
        ("*/*/*.jsonl", "out", True),
        ("*.jsonl", "out", False),
        ("**/*.jsonl", "../out", False),
        ("in/**/*.jsonl", "out", False),
    ],
)
def test_patterns_do_not_reach_into_out(path: str, out: str, refused: bool, tmp_path: Path) -> None:
    """An OUT whose releases a source's pattern would match at the next build is refused at the first."""
    root = _catalogue(tmp_path / "c", a=[GOOD])
    (root / "catalogue.toml").write_text((root / "catalogue.toml").read_text().replace('"a.jsonl"', f'"{path}"'))
    assert reaches(load(root), root / out) == refused


def test_an_out_that_is_a_file(tmp_path: Path) -> None:
    """It is said to be one, and stays."""
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ReelgraphError, match="is a file; choose a folder"):
        build(_catalogue(tmp_path / "c", a=[GOOD]), tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_a_damaged_release_is_made_again(tmp_path: Path) -> None:
    """The same sources give the same release, also where a file of it was spoilt meanwhile."""
    folder = _catalogue(tmp_path / "c", a=[GOOD])
    build(folder, tmp_path / "out")
    before = _tree(tmp_path / "out" / "current")
    (tmp_path / "out" / "current" / "dump" / "film.nt").write_text("spoilt")
    build(folder, tmp_path / "out")
    assert _tree(tmp_path / "out" / "current") == before


def test_two_trailers_stay_two(tmp_path: Path) -> None:
    """Where a film has room for one trailer, the more authoritative one is published, with nothing of the other."""
    trailers = {"url": "https://example.org/a"}, {"url": "https://example.org/b", "title": "The other trailer"}
    films = [GOOD | {"trailer": trailer} for trailer in trailers]
    sources = (_source("high", "high.jsonl", precedence=9), _source("low", "low.jsonl"))
    build(_catalogue(tmp_path / "c", *sources, high=films[:1], low=films[1:]), tmp_path / "out", dumps_only=True)
    dump = (tmp_path / "out" / "current" / "dump" / "film.nt").read_text()
    assert "https://example.org/a" in dump and "The other trailer" not in dump


def test_the_leading_source_gives_the_places(tmp_path: Path) -> None:
    """Of two casts the more authoritative keeps its order; who stands only in the other has no place in the list."""
    sources = (_source("high", "high.jsonl", precedence=9), _source("low", "low.jsonl"))
    high, low = GOOD | {"cast": ["Bo", "Cy"]}, GOOD | {"cast": ["Di", "Bo"]}
    build(_catalogue(tmp_path / "c", *sources, high=[high], low=[low]), tmp_path / "out", dumps_only=True)
    lines = (tmp_path / "out" / "current" / "dump" / "film.nt").read_text().splitlines()
    placed = [line for line in lines if "#position>" in line and "#cast-" in line]
    places = {line.split("#cast-")[1].split(">")[0]: line.split('"')[1] for line in placed}
    assert places == {"bo": "1", "cy": "2"}
    assert any("/person/di/" in line and "schema.org/actor" in line for line in lines)


LEDGERS = [
    ("a path out of the release", "film:x\tfilm\t../../evil\n"),
    ("no folder of ours", "film:x\tnowhere\tx\n"),
    ("a key twice", "film:x\tfilm\tx\nfilm:x\tfilm\ty\n"),
    ("two cells", "film:x\tfilm\n"),
    ("no UTF-8", b"\xff\xfe\n"),
]


@pytest.mark.slow
@pytest.mark.parametrize("content", [case[1] for case in LEDGERS], ids=[case[0] for case in LEDGERS])
def test_a_broken_ledger(content: str | bytes, tmp_path: Path) -> None:
    """What people or tools broke in the ledger is one line, and nothing is published."""
    folder = _catalogue(tmp_path / "c", a=[GOOD])
    (folder / "identities").mkdir()
    (folder / "identities" / "0.tsv").write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = _kg("build", folder, "--out", tmp_path / "out")
    assert (ran.returncode, ran.stdout) == (2, "") and "0.tsv" in ran.stderr and len(ran.stderr.splitlines()) == 1


def test_two_records_that_contradict_each_other(tmp_path: Path) -> None:
    """Each is right alone; together they break a rule, so the less authoritative one is left out, everywhere."""
    first = GOOD | {"identifiers": {"imdb": "tt0000001"}}
    second = {"title": "Other", "release_date": "1999-01-01", "identifiers": {"imdb": "tt0000001"}, "composers": ["Bo"]}
    sources = (_source("high", "high.jsonl", precedence=9), _source("low", "low.jsonl"))
    outcome = build(_catalogue(tmp_path / "c", *sources, high=[first], low=[second]), tmp_path / "out", dumps_only=True)
    assert (outcome.records, outcome.refused) == (2, 1)
    dumps = "".join(path.read_text() for path in (tmp_path / "out" / "current" / "dump").glob("*.nt"))
    assert "1999-01-01" not in dumps and "/person/bo/" not in dumps and "/person/ann-li/" in dumps
    evidence = "".join(path.read_text() for path in (tmp_path / "out" / "current" / "evidence").iterdir())
    assert '#refused> "true"' in evidence and "1999-01-01" not in evidence


def test_precedence_decides_and_the_evidence_keeps_both(tmp_path: Path) -> None:
    """Of two titles the more authoritative is the film's, the other another one; who said what stays on record."""
    films = [{"title": title, "identifiers": {"imdb": "tt0000001"}} for title in ("Augure", "Omen")]
    sources = (_source("high", "high.jsonl", precedence=9), _source("low", "low.jsonl"))
    build(_catalogue(tmp_path / "c", *sources, high=films[:1], low=films[1:]), tmp_path / "out", dumps_only=True)
    release = tmp_path / "out" / "current"
    assert '"Augure"' in (release / "dump" / "film.nt").read_text()
    assert [
        line.split()[1] for line in (release / "dump" / "film.nt").read_text().splitlines() if '"Omen"' in line
    ] == ["<http://schema.org/alternateName>"]
    assert '"Omen" <https://f.example/record/low/' in (release / "evidence" / "film.nq").read_text()


def test_no_published_statement_points_at_nothing(tmp_path: Path) -> None:
    """Every thing of ours that a dump mentions is described in a dump."""
    folder = _catalogue(tmp_path / "c", a=[GOOD, {"title": "y" * 600, "directors": ["Only Here"]}])
    build(folder, tmp_path / "out", dumps_only=True)
    lines = [
        line for path in (tmp_path / "out" / "current" / "dump").glob("*.nt") for line in path.read_text().splitlines()
    ]
    described = {line.split(" ", 2)[0] for line in lines}
    mentioned = {o for line in lines if (o := line.split(" ", 2)[2][:-2]).startswith("<https://f.example/")}
    assert mentioned <= described
    assert not any("only-here" in line for line in lines)


def test_dumps_are_sorted_by_bytes(tmp_path: Path) -> None:
    """Each line once, in the order of bytes."""
    build(ROOT / "data", tmp_path / "out", dumps_only=True)
    release = tmp_path / "out" / "current"
    for path in (*(release / "dump").glob("*.nt"), *(release / "evidence").iterdir()):
        lines = path.read_bytes().splitlines(keepends=True)
        assert lines == sorted(set(lines)), path.name


def test_the_manifest_tells_the_truth(example: Path) -> None:
    """Every file but the manifest is listed once, with its size and hash."""
    from hashlib import sha256

    release = example.resolve()
    manifest = msgspec.json.decode((release / "manifest.json").read_bytes())
    listed = manifest["files"]
    parts = [file for file in listed if file["role"] == "files"]
    listed = listed + [f for part in parts for f in msgspec.json.decode((release / part["path"]).read_bytes())["files"]]
    tree = _tree(release)
    assert sorted(file["path"] for file in listed) == sorted(tree.keys() - {"manifest.json"})
    for file in listed:
        assert (file["bytes"], file["sha256"]) == (len(tree[file["path"]]), sha256(tree[file["path"]]).hexdigest())


MISTAKES = [
    ("no catalogue", None, "catalogue.toml"),
    ("no TOML", "name = ", "catalogue.toml"),
    ("a key too many", HEAD + "colour = 1\n" + _source("a", "a.jsonl"), "colour"),
    ("no file", HEAD + _source("a", "b.jsonl"), "b.jsonl"),
    ("a base without slash", HEAD.replace("example/", "example") + _source("a", "a.jsonl"), "base"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("text", "named"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES])
def test_a_catalogue_with_a_mistake(text: str | None, named: str, tmp_path: Path) -> None:
    """Nothing is done; one line says what is wrong and where."""
    folder = _catalogue(tmp_path / "c", a=[GOOD])
    if text is None:
        (folder / "catalogue.toml").unlink()
    else:
        (folder / "catalogue.toml").write_text(text)
    ran = _kg("build", folder, "--out", tmp_path / "out")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1 and named in ran.stderr
    assert not (tmp_path / "out" / "current").exists()


def test_nothing_never_replaces_something(tmp_path: Path) -> None:
    """Where no record passes, the release before stays, and one line says why."""
    folder = _catalogue(tmp_path / "c", a=[GOOD])
    build(folder, tmp_path / "out")
    before = _tree(tmp_path / "out" / "current")
    (folder / "a.jsonl").write_text('{"year": 2001}\n{"year": 2002}\n')
    ran = _kg("build", folder, "--out", tmp_path / "out")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "a.jsonl:1: " in ran.stderr and "and 1 more" in ran.stderr
    assert _tree(tmp_path / "out" / "current") == before


def test_a_failed_build_leaves_the_old_release(tmp_path: Path) -> None:
    """What was published stays published, whole, when the next build cannot be made."""
    folder = _catalogue(tmp_path / "c", a=[GOOD])
    build(folder, tmp_path / "out")
    before = _tree(tmp_path / "out" / "current")
    (folder / "identities").mkdir()
    (folder / "identities" / "0.tsv").write_text("broken\n")
    assert _kg("build", folder, "--out", tmp_path / "out").returncode == 2
    assert _tree(tmp_path / "out" / "current") == before
    assert not list((tmp_path / "out").glob(".building*"))


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_disk_that_takes_no_more(workers: str, tmp_path: Path) -> None:
    """Is one line, whoever meets it, and the old release stays whole. (A limit for files stands for a full disk.)"""
    folder = _catalogue(tmp_path / "c", a=[GOOD | {"cast": [f"Name {n}" for n in range(99)]}])
    build(folder, tmp_path / "out", dumps_only=True)
    before = _tree(tmp_path / "out" / "current")
    (folder / "a.jsonl").write_text((folder / "a.jsonl").read_text().replace("Name", "Other"))
    limit = f"ulimit -f 8; exec {sys.executable} -c 'from kg.cli import main; main()' \"$@\""
    command = ["build", folder, "--out", tmp_path / "out", "--workers", workers, "--dumps-only"]
    ran = subprocess.run(
        ["sh", "-c", limit, "kg", *map(str, command)], capture_output=True, text=True, timeout=120, cwd=ROOT
    )
    assert (ran.returncode, ran.stdout) == (2, ""), ran.stderr
    assert ran.stderr.startswith("kg: ") and ran.stderr.count("\n") == 1 and "[(" not in ran.stderr
    assert _tree(tmp_path / "out" / "current") == before and not list((tmp_path / "out").glob(".building*"))


def test_two_builds_at_once(tmp_path: Path) -> None:
    """The second refuses, and says so."""
    from kg.release.staging import staging

    with staging(tmp_path / "out"):
        ran = _kg("build", _catalogue(tmp_path / "c", a=[GOOD]), "--out", tmp_path / "out")
    assert ran.returncode == 2 and "another build" in ran.stderr


def test_what_did_not_change_is_shared(tmp_path: Path) -> None:
    """A file that is the same as in the release before is a hard link to it."""
    folder = _catalogue(tmp_path / "c", a=[GOOD])
    build(folder, tmp_path / "out")
    old = (tmp_path / "out" / "current").resolve()
    (folder / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in (GOOD, {"title": "New", "year": 2002})))
    build(folder, tmp_path / "out")
    new = (tmp_path / "out" / "current").resolve()
    assert new != old
    page = Path("person") / "ann-li" / "index.ttl"
    assert (new / page).samefile(old / page)
    assert not (new / "dump" / "film.nt").samefile(old / "dump" / "film.nt")


def test_the_ledger_keeps_iris(tmp_path: Path) -> None:
    """With the ledger of the release before, a film keeps its IRI when its title is corrected."""
    film = {"title": "Wrong", "year": 2001, "identifiers": {"imdb": "tt0000001"}}
    folder = _catalogue(tmp_path / "c", a=[film])
    build(folder, tmp_path / "out")
    (tmp_path / "out" / "current").resolve().joinpath("identities").rename(folder / "identities")
    (folder / "a.jsonl").write_text(json.dumps(film | {"title": "Right"}) + "\n")
    build(folder, tmp_path / "out2")
    dump = (tmp_path / "out2" / "current" / "dump" / "film.nt").read_text()
    assert "/film/wrong-2001/" in dump and '"Right"' in dump and "/film/right-2001/" not in dump


def test_a_device_of_windows_is_no_folder_unless_the_ledger_has_it(tmp_path: Path) -> None:
    """A release can be unpacked everywhere, and what was published keeps its address."""
    folder = _catalogue(tmp_path / "c", a=[{"title": "Con", "identifiers": {"imdb": "tt0000001"}}])
    build(folder, tmp_path / "out")
    (film,) = (tmp_path / "out" / "current" / "film").glob("con*/")
    assert film.name != "con"
    row = next((tmp_path / "out" / "current" / "identities").glob("*.tsv")).name
    (folder / "identities").mkdir()
    (folder / "identities" / row).write_text("film:imdb:tt0000001\tfilm\tcon\n")
    build(folder, tmp_path / "out2")
    assert (tmp_path / "out2" / "current" / "film" / "con" / "index.ttl").exists()


def test_a_record_without_a_title_is_named_as_its_source_names_it(tmp_path: Path) -> None:
    """Its key is told as it was written there, with its line, and not as it stands in IRIs of ours."""
    folder = _catalogue(tmp_path / "c", _source("a", "a.ttl", "rdf"))
    movie = '<http://e.org/Zoë%20x> a <http://schema.org/Movie> ; <http://schema.org/{}> "1999" .\n'
    (folder / "a.ttl").write_text(movie.format("name").replace("Zoë", "a") + movie.format("dateCreated"))
    outcome = build(folder, tmp_path / "out", dumps_only=True)
    assert outcome.complaints == ("a.ttl:2: http://e.org/Zoë%20x: title is missing",)


def test_where_sources_disagree_is_told(tmp_path: Path) -> None:
    """With the file and line of what is not published; the report counts it, and the evidence has both."""
    for name, minutes in (("a", 114), ("b", 113)):
        (tmp_path / f"{name}.csv").write_text(f"title,year,director,minutes\nClose,2022,Ann Lee,{minutes}\n", "utf-8")
    kg.init(tmp_path / "films", tmp_path / "a.csv", tmp_path / "b.csv")
    outcome = kg.build(tmp_path / "films", tmp_path / "out")
    assert outcome.differing == 1 and "sources disagree: 1 value " in outcome.text()
    report = tmp_path / "out/current/report"
    (row,) = (row for row in csv.DictReader((report / "faults.csv").open("r", encoding="utf-8")) if row["film"])
    assert row == {
        "what": "sources disagree",
        "source": "b.csv",
        "line": "2",
        "film": "Close",
        "field": "duration",
        "value": "PT1H53M",
        "reason": "published is PT1H54M",
    }
    assert "sources disagree: 1 value" in (report / "report.txt").read_text("utf-8")
