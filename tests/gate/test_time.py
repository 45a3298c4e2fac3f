"""Judging takes time in proportion to what is judged."""

import json
import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
FEW, MANY = 500, 4000
MOST = 10
"""So many times the CPU of few films many may take, where they are eight times as many. Quadratic would be 64."""

GOOGLE = ("--profile", "google")
TRIES = 3

FILM = """
@prefix schema: <http://schema.org/> .
@prefix rg: <https://w3id.org/reelgraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
FILMS = """
<film{0}> a schema:Movie ; schema:name "Stilte" ; schema:dateCreated "2019"^^xsd:gYear ; schema:inLanguage "nl", "en" ;
    schema:director <a{0}> ; schema:actor <b{0}> ; rg:screening <screening{0}> ; rg:credit <director{0}>, <cast{0}> .
<a{0}> a schema:Person ; schema:name "Ann Aerts" . <b{0}> a schema:Person ; schema:name "Bo Baert" .
<director{0}> a rg:Credit ; rg:creditedPerson <a{0}> ; rg:role schema:director ; rg:position 1 .
<cast{0}> a rg:Credit ; rg:creditedPerson <b{0}> ; rg:role schema:actor ; rg:position 1 .
<screening{0}> a schema:ScreeningEvent ; schema:startDate "2019-10-03T20:00:00+02:00"^^xsd:dateTime ;
    schema:name "Stilte" ; schema:workPresented <film{0}> .
"""
FAULTS = """
<film{0}> schema:inLanguage "zxx" ; schema:datePublished "1999-01-01"^^xsd:date ; rg:credit <orphan{0}> .
<orphan{0}> a rg:Credit ; rg:creditedPerson <a{0}> ; rg:role schema:actor .
"""
PAGE = (HERE / "google" / "good.html").read_text("utf-8")
MARKUP: Any = json.loads(re.search(r'ld\+json">(.*?)</script>', PAGE, re.DOTALL)[1])  # type: ignore[index]


def _good(count: int) -> tuple[str, str]:
    return ".ttl", FILM + "".join(map(FILMS.format, range(count)))


def _faulty(count: int) -> tuple[str, str]:
    return ".ttl", FILM + "".join(map((FILMS + FAULTS).format, range(count)))


def _pages(count: int) -> tuple[str, str]:
    """As many films, with their lists and breadcrumbs."""
    text = json.dumps(MARKUP["@graph"])
    pages = (json.loads(text.replace("https://cinema.example/", f"https://n{n}.example/")) for n in range(count))
    return ".jsonld", json.dumps({"@context": MARKUP["@context"], "@graph": [node for page in pages for node in page]})


def _list(count: int) -> tuple[str, str]:
    """One list of as many films."""
    entries = (
        {"@type": "ListItem", "position": n, "item": {"@type": "Movie", "name": "X", "url": f"https://x.example/{n}"}}
        for n in range(1, count + 1)
    )
    markup = {"@context": "https://schema.org", "@type": ["ItemList", "BreadcrumbList"]}
    return ".jsonld", json.dumps({**markup, "itemListElement": list(entries)})


def _cpu(path: Path, *options: str) -> float:
    """Seconds, and that something was judged."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", "from kg.cli import main; main()", "validate", str(path), *options]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ran.returncode < 2, ran.stderr
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "options"),
    [(_good, ()), (_faulty, ()), (_pages, GOOGLE), (_list, GOOGLE)],
    ids=["good films", "faulty films", "pages", "a list"],
)
def test_a_file_of_eight_times_as_many_films(make: Any, options: tuple[str, ...], tmp_path: Path) -> None:
    """`kg validate` of 4,000 films in one file takes at most ten times the CPU of 500, once the machine is quiet."""
    paths = []
    for count in (FEW, MANY):
        suffix, text = make(count)
        paths.append(tmp_path / f"{count}{suffix}")
        paths[-1].write_text(text, "utf-8")
    for _ in range(TRIES):
        few, many = (_cpu(path, *options) for path in paths)
        print(f"{FEW} films {few:.2f} s, {MANY} films {many:.2f} s")
        if many <= MOST * few:
            return
    pytest.fail(f"{many:.2f} s, and not {MOST} times {few:.2f} s")
