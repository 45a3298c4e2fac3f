"""Auditing pages: whatever drifts is found, and nothing besides."""

import csv
import io
import json
import random
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.audit.baseline import apart
from kg.audit.compare import compare
from kg.audit.findings import RULES
from kg.audit.graph import Graph
from kg.audit.page import Page, read
from kg.audit.reports import REPORTS, Audit
from kg.audit.seen import invisible
from kg.cli import main
from kg.pipeline.build import build
from kg.release.opened import Release

Drift = Callable[[str], str]
SEED = 11


def _audit(out: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["audit", str(out), *map(str, arguments)])


def _found(out: Path, *pages: Path) -> list[dict[str, Any]]:
    result = _audit(out, *pages, "--format", "json")
    assert result.exit_code in (0, 1), result.output
    findings: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
    assert result.exit_code == bool(findings)
    return findings


def _markup(old: str, new: str) -> Drift:
    """Another text in the markup, where it stands first, and what is visible as before."""

    def drift(html: str) -> str:
        before, script, after = html.partition('<script type="application/ld+json">')
        text, end, rest = after.partition("</script>")
        return before + script + re.sub(old, new, text, count=1) + end + rest

    return drift


def _visible(old: str, new: str) -> Drift:
    """Another text in what is visible, everywhere, and the markup as before."""

    def drift(html: str) -> str:
        head, body, text = html.partition("<body>")
        return head + body + re.sub(old, new, text)

    return drift


@pytest.fixture(scope="module")
def page(example: Path) -> str:
    """A page of a film."""
    return (example / "film/perfect-days-2023/index.html").read_text("utf-8")


@pytest.mark.slow
def test_the_example_is_as_it_says(example: Path, tmp_path: Path) -> None:
    """On no page of the example, in either language, anything is found."""
    assert _found(example, example / "film", example / "nl/film", example / "person", example / "year") == []


ONE = [
    ("another duration", "different", "duration", _markup(r'"duration":"[^"]*"', '"duration":"PT3M"')),
    ("no duration", "missing", "duration", _markup(r'"duration":"[^"]*",', "")),
    ("no director", "missing", "director", _markup(r'"director":{[^{}]*},', "")),
    ("another title besides", "extra", "alternateName", _markup('"@type":"Movie",', r'\g<0>"alternateName":"Tokyo",')),
    ("a trailing comma", "syntax", "", _markup(r"}\]}$", "},]}")),
    ("a key twice", "syntax", "", _markup('"@type":"Movie",', r"\g<0>\g<0>")),
    ("quotes as entities", "syntax", "", _markup(r'"@context":"https://schema.org"', "&quot;@context&quot;:1")),
    ("CDATA", "syntax", "", _markup(r"^(.*)$", r"<![CDATA[\1]]>")),
    ("an entity in a name", "syntax", "", _markup(r'(Movie","name":")Perfect Days"', r'\1Perfect&#32;Days"')),
]


@pytest.mark.parametrize(("what", "rule", "property_", "drift"), ONE)
@pytest.mark.slow
def test_a_drift_is_one_finding(
    example: Path, tmp_path: Path, page: str, what: str, rule: str, property_: str, drift: Drift
) -> None:
    """Of the rule that it breaks, of the property that it is about."""
    drifted = drift(page)
    assert drifted != page, what
    (tmp_path / "page.html").write_text(drifted, "utf-8")
    found = [(each["rule"], each["property"]) for each in _found(example, tmp_path)]
    expected = [(rule, property_)]
    # What was changed or added is not what readers see.
    expected += [("not-visible", property_)] if what.startswith("another ") else []
    # Of a page whose block cannot be read, the film is missing.
    expected += [("missing", "")] if rule == "syntax" and what not in ("an entity in a name", "CDATA") else []
    assert sorted(found) == sorted(expected), what


def test_one_name_of_the_cast_less(example: Path, tmp_path: Path, page: str) -> None:
    """A name that is taken out of the visible text is exactly one finding: what the markup says of whom, and where."""
    (tmp_path / "page.html").write_text(_visible("Aoi Yamada", "")(page), "utf-8")
    (found,) = _found(example, tmp_path)
    assert (found["rule"], found["property"], found["page"]) == ("not-visible", "name", "Aoi Yamada")
    line = page[: page.index('<script type="application/ld+json">')].count("\n") + 1
    assert found["line"] == line and re.fullmatch(r"/@graph/1/actor/\d/name", found["pointer"])


@pytest.mark.parametrize("said", ["url", "mainEntityOfPage", "@id"])
def test_markup_of_the_address_of_a_film_is_about_it(said: str, example: Path, tmp_path: Path, page: str) -> None:
    """A film of another name at the page's own address, beside ours, is compared with the release."""
    address = "https://www.filmfestival.be/en/film/perfect-days"
    other: dict[str, Any] = {"@context": "https://schema.org", "@type": "Movie", "name": "Perfekte Tage", said: address}
    other |= {"director": {"@type": "Person", "name": "W. Wenders"}, "duration": "PT1H"}
    script = f'<script type="application/ld+json">{json.dumps(other)}</script></head>'
    (tmp_path / "page.html").write_text(page.replace("</head>", script), "utf-8")
    found = {(each["rule"], each["property"]) for each in _found(example, tmp_path)}
    assert found >= {("different", "name"), ("extra", "director"), ("different", "duration")}


def test_foreign_markup_is_matched_by_what_things_are_called(example: Path, tmp_path: Path) -> None:
    """A page that knows no IRI of ours is found by its address, and its people by their names."""
    says = {
        "@context": "https://schema.org",
        "@type": "Movie",
        "name": "Perfect Days",
        "duration": "PT2H3M",
        "director": {"@type": "Person", "name": "Wim Wenders"},
        "actor": [{"@type": "Person", "name": "Min Tanaka"}],
    }
    page = f"""<!doctype html><html lang="en"><head><title>x</title>
<link rel="canonical" href="https://www.filmfestival.be/en/film/perfect-days/">
<script type="application/ld+json">{json.dumps(says, indent=1)}</script></head>
<body><h1>Perfect Days</h1><p>Wim Wenders, Min Tanaka, 123 min</p></body></html>"""
    (tmp_path / "page.html").write_text(page, "utf-8")
    found = _found(example, tmp_path)
    assert {each["rule"] for each in found} == {"missing", "different"} or {each["rule"] for each in found} == {
        "missing"
    }
    assert not any(each["property"] == "director" for each in found)


@pytest.mark.parametrize(
    "said",
    [
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Movie","name":"%s",'
        '"dateCreated":"1999"}</script>',
        '<p itemscope itemtype="https://schema.org/Movie"><b itemprop="name">%s</b><i itemprop="dateCreated">1999</i>',
    ],
)
@pytest.mark.parametrize(("name", "told"), [("Perfect Days", True), ("PERFECT DAYS", True), ("Another Film", False)])
def test_markup_beside_ours_is_about_the_film_too(
    example: Path, tmp_path: Path, page: str, said: str, name: str, told: bool
) -> None:
    """Where it is of the film's class and name: what it says otherwise is found beside the block that is right."""
    (tmp_path / "page.html").write_text(page.replace("</body>", said % name + "<p>1999</body>"), "utf-8")
    found = [(each["rule"], each["property"], each["page"]) for each in _found(example, tmp_path)]
    assert (("different", "dateCreated", "1999") in found) == told


@pytest.mark.parametrize("syntax", ["microdata", "RDFa"])
def test_other_syntaxes_are_read_too(example: Path, tmp_path: Path, syntax: str) -> None:
    """A wrong director in microdata or RDFa is found."""
    names = {
        "microdata": ("itemprop", 'itemscope itemtype="https://schema.org/{}"'),
        "RDFa": ("property", 'typeof="{}"'),
    }
    prop, type_ = names[syntax]
    page = f"""<!doctype html><html lang="en"><head><title>x</title>
<link rel="canonical" href="https://www.filmfestival.be/en/film/perfect-days"></head><body vocab="https://schema.org/">
<div {type_.format("Movie")}><h1 {prop}="name">Perfect Days</h1>
<p {prop}="director" {type_.format("Person")}><span {prop}="name">Wim Wonders</span></p></div></body></html>"""
    (tmp_path / "page.html").write_text(page, "utf-8")
    found = {(each["rule"], each["property"], each["page"], each["graph"]) for each in _found(example, tmp_path)}
    assert ("different", "director", "Wim Wonders", "Wim Wenders") in found


def test_what_is_known_is_not_told_again(example: Path, tmp_path: Path, page: str) -> None:
    """A report in JSON is a baseline, also when lines have moved since."""
    drifted = _visible("Aoi Yamada", "")(page)
    (tmp_path / "page.html").write_text(drifted, "utf-8")
    (tmp_path / "known.json").write_text(_audit(example, tmp_path, "--format", "json").stdout, "utf-8")
    (tmp_path / "page.html").write_text(drifted.replace("<head>", "<head>\n\n"), "utf-8")
    result = _audit(example, tmp_path, "--baseline", tmp_path / "known.json")
    assert (result.exit_code, result.stdout) == (0, "1 page: 0 findings, 1 known\n")
    (tmp_path / "page.html").write_text(_visible("Min Tanaka", "")(drifted), "utf-8")
    assert _audit(example, tmp_path, "--baseline", tmp_path / "known.json").exit_code == 1


def test_a_baseline_holds_however_pages_are_named(
    example: Path, tmp_path: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the folder above or from inside, by a relative or a whole path; what another page says is new."""
    live = tmp_path / "live"
    live.mkdir()
    (live / "page.html").write_text(_visible("Aoi Yamada", "")(page), "utf-8")
    ways = [(tmp_path, "live"), (tmp_path, "./live/page.html"), (tmp_path, str(live)), (live, "."), (live, "../live")]
    for number, (folder, given) in enumerate(ways):
        monkeypatch.chdir(folder)
        (tmp_path / f"{number}.json").write_text(_audit(example, given, "--format", "json").stdout, "utf-8")
    reports = [json.loads((tmp_path / f"{number}.json").read_text("utf-8")) for number in range(len(ways))]
    assert len({each["id"] for report in reports for each in report["findings"]}) == 1
    for folder, given in ways:
        monkeypatch.chdir(folder)
        for number in range(len(ways)):
            result = _audit(example, given, "--baseline", tmp_path / f"{number}.json")
            assert (result.exit_code, result.stdout) == (0, "1 page: 0 findings, 1 known\n"), (given, ways[number])
    (live / "other.html").write_text((live / "page.html").read_text("utf-8"), "utf-8")
    assert _audit(example, live, "--baseline", tmp_path / "0.json").exit_code == 1


def test_a_report_with_a_baseline_is_the_next_baseline(example: Path, tmp_path: Path, page: str) -> None:
    """It has what was accepted beside what is new; what is gone from the page is gone from it."""
    file, known = tmp_path / "page.html", tmp_path / "known.json"
    known.write_text('{"findings": []}', "utf-8")
    counts = []
    one = _visible("Aoi Yamada", "")(page)
    for said in (one, _visible("Min Tanaka", "")(one), _visible("Min Tanaka", "")(one), page):
        file.write_text(said, "utf-8")
        told = _audit(example, file, "--baseline", known, "--format", "json").stdout
        counts.append((len(json.loads(told)["findings"]), len(json.loads(told)["accepted"])))
        known.write_text(told, "utf-8")
    assert counts == [(1, 0), (1, 1), (0, 2), (0, 0)]


def test_reports_say_the_same(example: Path, tmp_path: Path, page: str) -> None:
    """As text, JSON, CSV, SARIF and HTML."""
    (tmp_path / "page.html").write_text(_visible("Aoi Yamada", "")(page), "utf-8")
    forms = ("text", "json", "csv", "sarif", "html")
    told = {form: _audit(example, tmp_path, "--format", form).stdout for form in forms}
    (found,) = json.loads(told["json"])["findings"]
    assert "not-visible: Perfect Days actor name: Aoi Yamada" in told["text"] and "<td>Aoi Yamada</td>" in told["html"]
    (row,) = csv.DictReader(io.StringIO(told["csv"]))
    assert row["page"] == "Aoi Yamada" and row["id"] == found["id"]
    (result,) = json.loads(told["sarif"])["runs"][0]["results"]
    assert (
        result["ruleId"] == "not-visible"
        and result["locations"][0]["physicalLocation"]["region"]["startLine"] == found["line"]
    )


def _rules(out: Path, page: Path, *options: str) -> list[str]:
    result = _audit(out, page, "--format", "json", *options)
    rules = [each["rule"] for each in json.loads(result.stdout)["findings"]]
    assert result.exit_code == bool(rules)
    return sorted(rules)


def test_rules_are_chosen(example: Path, tmp_path: Path, page: str) -> None:
    """What is not selected, or is ignored, is not reported and does not count; options may be repeated."""
    file = tmp_path / "page.html"
    file.write_text(_visible("Aoi Yamada", "")(_markup(r'"duration":"[^"]*",', "")(page)), "utf-8")
    assert _rules(example, file) == ["missing", "not-visible"]
    assert _rules(example, file, "--select", "missing,extra") == ["missing"]
    assert _rules(example, file, "--select", "missing", "--select", " not-visible") == ["missing", "not-visible"]
    assert _rules(example, file, "--ignore", "missing") == ["not-visible"]
    assert _rules(example, file, "--select", "missing,extra", "--ignore", "missing") == []


FAILING = [("missing", 1), ("not-visible,extra", 1), ("extra", 0), ("extra,different", 0), ("syntax", 0)]


@pytest.mark.parametrize(("rules", "code"), FAILING)
def test_rules_that_fail_are_chosen(example: Path, tmp_path: Path, page: str, rules: str, code: int) -> None:
    """All that is found is reported; the exit code is 1 for these rules alone."""
    file = tmp_path / "page.html"
    file.write_text(_visible("Aoi Yamada", "")(_markup(r'"duration":"[^"]*",', "")(page)), "utf-8")
    result = _audit(example, file, "--fail-on", rules)
    assert result.exit_code == code and "2 findings" in result.stdout


def test_what_cannot_be_read_is_not_deselected(example: Path, tmp_path: Path, page: str) -> None:
    """A page, or a block of markup, of which nothing was compared is no page without findings, unless it is ignored."""
    file, broken = tmp_path / "page.html", tmp_path / "broken.html"
    file.write_text(page, "utf-8")
    broken.write_text(_markup(r"}\]}$", "},]}")(page), "utf-8")
    assert _rules(example, broken, "--select", "different") == ["syntax"]
    assert _rules(example, broken, "--select", "different", "--ignore", "syntax") == []
    nowhere = "http://127.0.0.1:1/page.html"
    found = _audit(example, nowhere, file, "--select", "different,missing")
    assert found.exit_code == 1 and f"{nowhere}\n  unread: " in found.stdout
    ignored = _audit(example, nowhere, file, "--select", "different,missing", "--ignore", "unread")
    assert ignored.exit_code == 0 and ignored.stdout == "2 pages: 0 findings\n"


NO_RULES = [
    (["--select", "not-visble"], "did you mean not-visible?\n"),
    (["--ignore", "missing,E501"], f"kg: 'E501' is not a rule of kg audit; rules: {', '.join(RULES)}\n"),
    (["--select", "missing", "--ignore", "missing"], "no rule is left"),
    (["--fail-on", "mising"], "did you mean missing?\n"),
    (["--select", ","], "give at least one name"),
]


@pytest.mark.parametrize(("options", "said"), NO_RULES)
def test_what_is_no_rule_is_said(example: Path, options: list[str], said: str) -> None:
    """With exit code 2, before any page is read."""
    result = _audit(example, "https://nowhere.example/", *options)
    assert result.exit_code == 2 and said in result.stderr


def test_the_help_names_every_rule() -> None:
    """Those that can be selected."""
    told = " ".join(CliRunner().invoke(main, ["audit", "--help"]).stdout.split())
    assert f"names with commas between them: {', '.join(sorted(RULES))}." in told


COUNTRIES = [("United States", "USA"), ("UK", "Großbritannien"), ("Germany", "Deutschland"), ("FR", "France")]


@pytest.mark.parametrize(("stated", "seen"), COUNTRIES)
@pytest.mark.parametrize("as_thing", [True, False])
def test_a_country_in_other_words_is_visible(stated: str, seen: str, as_thing: bool) -> None:
    """Whether the markup states a thing or a text; another country is not."""
    country = {"@type": "Country", "name": stated} if as_thing else stated
    said = {"@context": "https://schema.org", "@type": "Movie", "name": "Kin", "countryOfOrigin": country}
    for text, found in ((seen, []), ("Japan", [stated])):
        html = f"<html lang=en><body>Kin, {text}<script type='application/ld+json'>{json.dumps(said)}</script>"
        assert [each.page for each in invisible(read("kin.html", html.encode()))] == found


LETTERS = [
    ("Germany", "D/F 2020", True),
    ("France", "D/F 2020", True),
    ("France", "D / F", True),
    ("Italy", "I, 1963", True),
    ("France", "GB/F", True),
    ("Germany", "D. W. Griffith", False),
    ("France", "F. Murray Abraham 2020", False),
    ("Germany", "Vitamin D", False),
    ("Germany", "AND/OR", False),
]


@pytest.mark.parametrize(("stated", "seen", "is_visible"), LETTERS)
def test_a_country_by_its_letter_is_visible(stated: str, seen: str, is_visible: bool) -> None:
    """Where countries have it, beside a slash or before a year; an initial is no country."""
    said = {"@context": "https://schema.org", "@type": "Movie", "countryOfOrigin": stated}
    html = f"<html lang=de><body>{seen}<script type='application/ld+json'>{json.dumps(said)}</script>"
    assert [each.page for each in invisible(read("kin.html", html.encode()))] == [stated] * (not is_visible)


NAMES = [
    ("", "Kin, Japan", ["Belgien"]),
    ("lang=fr", "Kin, Japan", ["Belgique"]),
    ("", "Kin, Belgium", []),
    ("", "Clan, Belgium", []),
    ("", "Nothing", ["Kin", "Belgien"]),
]


@pytest.mark.parametrize(("language", "seen", "found"), NAMES)
def test_a_page_without_a_language_shows_one(language: str, seen: str, found: list[str]) -> None:
    """Of what is said in several languages; where it shows none, that is one finding and not one in each."""
    names = {"de": "Belgien", "fr": "Belgique", "en": "Belgium"}
    country = {"@type": "Country", "name": [{"@language": tag, "@value": name} for tag, name in names.items()]}
    name = [{"@language": "en", "@value": "Kin"}, {"@language": "de", "@value": "Clan"}]
    said = {"@context": "https://schema.org", "@type": "Movie", "name": name, "countryOfOrigin": country}
    html = f"<html {language}><body>{seen}<script type='application/ld+json'>{json.dumps(said)}</script>"
    assert sorted(each.page for each in invisible(read("kin.html", html.encode()))) == sorted(found)


SCRIPT = b'<script type="application/ld+json">%s</script>'
BAD = [
    ("nothing", b"", {"unmarked"}),
    ("bytes", bytes(range(256)), {"unmarked"}),
    ("no markup", b"<p>x", {"unmarked"}),
    ("not for search engines", b"<meta name=ROBOTS content='noindex, follow'><p>x", set()),
    ("loaded again", b"<meta http-equiv=refresh content=300><p>x", {"unmarked"}),
    ("elsewhere later", b"<meta http-equiv=refresh content='5; url=/x'><p>x", {"unmarked"}),
    ("a misspelt type", SCRIPT % b'{"@context":"https://schema.org","@type":"Moive"}', {"syntax"}),
    ("a film of nobody's", SCRIPT % b'{"@context":"https://schema.org","@type":"Movie"}', {"unmatched"}),
    ("deep", b"<div>" * 5000, {"syntax"}),
    ("a deep block", SCRIPT % (b"[" * 9000), {"syntax"}),
]


@pytest.mark.parametrize(("what", "data", "rules"), BAD)
def test_bad_pages_do_not_keep_others_from_being_audited(
    example: Path, tmp_path: Path, page: str, what: str, data: bytes, rules: set[str]
) -> None:
    """Each is a finding, never a traceback."""
    (tmp_path / "bad.html").write_bytes(data)
    (tmp_path / "good.html").write_text(page, "utf-8")
    found = _found(example, tmp_path)
    assert {each["rule"] for each in found} == rules, what
    assert {Path(each["path"]).name for each in found} == ({"bad.html"} if rules else set())


@pytest.mark.parametrize("content", ["0; url=/x", "0;/x", " 0.0 , URL='/x'", "00; url=https://films.example/x"])
def test_a_page_that_redirects_is_not_judged(example: Path, tmp_path: Path, content: str) -> None:
    """Nobody sees it, and search engines take the page that it leads to."""
    (tmp_path / "old.html").write_text(f'<meta HTTP-EQUIV="Refresh" content="{content}"><p>Moved', "utf-8")
    assert _found(example, tmp_path) == []


@pytest.mark.parametrize("address", ["http://[x", "https://a.example:b/", "http://{host}/"])
def test_bad_addresses_are_findings(example: Path, tmp_path: Path, address: str) -> None:
    """As an argument, in a sitemap, and as what a page says of its own address; the other pages are audited."""
    head = f'<link rel="canonical" href="{address}"><base href="{address}">'
    (tmp_path / "page.html").write_text(f"{head}<p>x", "utf-8")
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{address}</loc></url></urlset>'
    (tmp_path / "sitemap.xml").write_text(sitemap, "utf-8")
    found = json.loads(_audit(example, address, tmp_path / "page.html", "--format", "json").stdout)["findings"]
    # That the base is none is told too.
    assert sorted(each["rule"] for each in found) == ["syntax", "unmarked", "unread"]
    (listed,) = json.loads(_audit(example, tmp_path / "sitemap.xml", "--format", "json").stdout)["findings"]
    assert listed["rule"] == "unread"


@pytest.mark.parametrize("given", ["nowhere.html", "nowhere.xml", "ftp://x.example/", "."])
def test_what_is_no_page_is_said_in_a_line(example: Path, tmp_path: Path, given: str) -> None:
    """With exit code 2."""
    (tmp_path / "empty").mkdir()
    result = _audit(example, tmp_path / "empty" if given == "." else given)
    assert result.exit_code == 2 and result.stderr.startswith("kg: ") and result.stderr.count("\n") == 1


SAID: dict[str, Callable[[int], dict[str, Any]]] = {
    "what is not so": lambda n: {"genre": [str(number) for number in range(n)]},
    "a long name": lambda n: {"name": "Kin" * n, "genre": [str(number) for number in range(n)]},
}


def _someone(number: int) -> dict[str, str]:
    return {"@id": f"https://films.example.org/person/p{number}/#this", "@type": "Person", "name": f"P {number}"}


@pytest.mark.parametrize("said", SAID)
def test_much_that_a_page_says_of_a_film_of_many(said: str, release: Path, linear: Callable[..., bool]) -> None:
    """Each statement is looked up, in the page and in the graph, and its finding has the name of the film in short."""
    file = release / "markup/kin-2020.json"
    one = json.loads(file.read_text("utf-8"))
    pages: dict[int, Page] = {}

    def work(size: int) -> None:
        many = one["@graph"][0] | {"actor": [_someone(number) for number in range(size)]}
        file.write_text(json.dumps(one | {"@graph": [many]}), "utf-8")
        if size not in pages:
            script = json.dumps(one | {"@graph": [many | SAID[said](size)]})
            pages[size] = read("page", f'<script type="application/ld+json">{script}</script>'.encode())
        found = apart([*compare(pages[size], Graph(Release.open(release))), *invisible(pages[size])], ())
        assert REPORTS["csv"](Audit(1, 0, *found))

    work(10)
    assert linear(work, 400)


class _Host(BaseHTTPRequestHandler):
    """Two pages and a sitemap; one of them robots may not read."""

    def __init__(self, page: str, asked: list[str], *arguments: object) -> None:
        self._page, self._asked = page, asked
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer."""
        self._asked.append(self.path)
        here = f"http://{self.headers['Host']}"
        locs = "".join(f"<url><loc>{here}{path}</loc></url>" for path in ("/a.html", "/private/b.html", "/gone.html"))
        answers = {
            "/robots.txt": "User-agent: *\nDisallow: /private/\nCrawl-delay: 0",
            "/sitemap.xml": f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locs}</urlset>',
            "/a.html": self._page,
        }
        self.send_response(200 if self.path in answers else 404)
        self.end_headers()
        self.wfile.write(answers.get(self.path, "").encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(page: str) -> Iterator[tuple[str, list[str]]]:
    """The address of a host, and what it was asked for."""
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, page, asked))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_a_sitemap_is_fetched_politely(example: Path, host: tuple[str, list[str]]) -> None:
    """What robots may not read is not asked for, and what is gone is a finding; the rest is audited."""
    address, asked = host
    result = _audit(example, f"{address}/sitemap.xml", "--format", "json")
    found = json.loads(result.stdout)
    assert found["pages"] == 3
    assert {(Path(each["path"]).name, each["rule"]) for each in found["findings"]} == {
        ("b.html", "unread"),
        ("gone.html", "unread"),
    }
    assert asked == ["/robots.txt", "/sitemap.xml", "/a.html", "/gone.html"]


FILMS = 1000
PLANTED = 50


@pytest.mark.slow
def test_a_thousand_pages_with_fifty_drifts(tmp_path: Path) -> None:
    """Fifty are found, and no page besides."""
    catalogue, pages = tmp_path / "catalogue", tmp_path / "pages"
    catalogue.mkdir()
    pages.mkdir()
    (catalogue / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    chosen = random.Random(SEED)
    with (catalogue / "films.jsonl").open("w", encoding="utf-8") as file:
        for number in range(FILMS):
            people = [f"{chosen.choice(GIVEN)} {chosen.choice(FAMILY)}{'aeiou'[i]}" for i in range(5)]
            film = {
                "title": f"{chosen.choice(GIVEN)} and the number {number}",
                "year": chosen.randint(1920, 2020),
                "duration": f"{chosen.randint(61, 179)} min",
                "directors": people[:1],
                "cast": [{"name": name, "character": f"Role {number}"} for name in people[1:]],
                "languages": ["fr"],
            }
            file.write(json.dumps(film) + "\n")
    build(catalogue, tmp_path / "out", workers=2)
    release = tmp_path / "out/current"
    written = sorted((release / "film").glob("*/index.html"))
    assert len(written) >= FILMS
    for path in written:
        shutil.copyfile(path, pages / f"{path.parent.name}.html")
    drifted = chosen.sample(sorted(pages.glob("*-*.html")), PLANTED)
    for number, path in enumerate(drifted):
        html = path.read_text("utf-8")
        changed = PLANTS[number % len(PLANTS)](html)
        assert changed != html
        path.write_text(changed, "utf-8")
    found = _found(release, pages)
    assert {each["path"] for each in found} == {path.as_posix() for path in drifted}


def _someone_unseen(html: str) -> str:
    """Somebody of the cast is taken out of the visible text."""
    found = re.search(r'"actor":\[{"@id":"[^"]*","@type":"Person","name":"([^"]*)"', html)
    assert found
    return _visible(found[1], "")(html)


PLANTS = [
    _markup(r'"duration":"[^"]*",', ""),
    _markup('"@type":"Movie",', r'\g<0>"alternateName":"Nowhere",'),
    _markup(r'"dateCreated":"[^"]*",', ""),
    _markup(r'"director":{[^{}]*},', ""),
    _someone_unseen,
]
GIVEN = ("Ann", "Bo", "Cleo", "Dirk", "Eva", "Fons", "Greta", "Hugo", "Ines", "Jef", "Kato", "Lies", "Maud", "Noor")
FAMILY = ("Aerts", "Bos", "Claes", "Daems", "Evers", "Faes", "Goos", "Hens", "Ilsen", "Jans", "Koks", "Leys", "Maes")
CATALOGUE = """
name = "Films by the number"
base = "https://films.example/"
publisher = "Films by the number"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en"]

[[sources]]
name = "own"
path = "films.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-11-23
"""
