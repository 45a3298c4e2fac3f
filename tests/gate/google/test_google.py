"""The rules of a search engine: a good page is clean, and each fault that is planted is found by the right rule."""

import json
import random
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.gate.candidates import results
from kg.gate.validation import judge
from kg.model.ntriples import plain
from kg.model.prefixes import RDF, SH
from kg.rdf.shapes import read
from kg.report import words
from kg.system import resources

HERE = Path(__file__).parent
GOOD = (HERE / "good.html").read_text("utf-8")
SCRIPT = re.compile(r'(<script type="application/ld\+json">)(.*?)(</script>)', re.DOTALL)
MARKUP: dict[str, Any] = json.loads(SCRIPT.search(GOOD)[2])  # type: ignore[index]
MUTATIONS: dict[str, list[list[Any]]] = tomllib.loads((HERE / "mutations.toml").read_text("utf-8"))
CASES = [(kind[:-1], *case[:2], case[2:]) for kind, cases in MUTATIONS.items() for case in cases]
RESULTS = results(resources.SHAPES / "google")
SHAPES = read(sorted((resources.SHAPES / "google").glob("*.ttl")))
GOOGLE = "https://w3id.org/reelgraph/shapes/google/"
SEED = 5


def _judged(folder: Path, html: str) -> dict[str, Any]:
    page = folder / "page.html"
    page.write_text(html, "utf-8")
    found: dict[str, Any] = json.loads(judge([page], profile_name="google").report("json"))
    return found


def _rules(found: dict[str, Any], severity: str = "violation") -> set[str]:
    """The rules that were broken: `movie#image`."""
    return {rule["shape"].removeprefix(GOOGLE) for rule in found["rules"] if rule["severity"] == severity}


def _page(markup: Any) -> str:
    return SCRIPT.sub(lambda found: found[1] + json.dumps(markup) + found[3], GOOD)


def _changed(pointer: str, *value: Any) -> dict[str, Any]:
    """The good markup with another value at a place, or without what stands there."""
    markup: dict[str, Any] = json.loads(json.dumps(MARKUP))
    *steps, last = pointer.strip("/").split("/")
    at: Any = markup["@graph"]
    for step in steps:
        at = at[int(step)] if isinstance(at, list) else at[step]
    key: Any = int(last) if isinstance(at, list) else last
    if value:
        at[key] = "x" * 100 if value[0] == "«100»" else value[0]
    else:
        del at[key]
    return markup


def test_a_good_page_is_clean(tmp_path: Path) -> None:
    """Without a violation, and without a warning."""
    found = _judged(tmp_path, GOOD)
    assert found["rules"] == [] and found["faults"] == []


@pytest.mark.parametrize(("severity", "what", "rule", "change"), CASES)
def test_a_fault_is_found(tmp_path: Path, severity: str, what: str, rule: str, change: list[Any]) -> None:
    """By the rule that it breaks."""
    assert rule in _rules(_judged(tmp_path, _page(_changed(*change))), severity), what


def _places(value: Any, pointer: str = "") -> list[tuple[str, str, str]]:
    """The pointer of every value of a thing, with the thing's class and the property."""
    found = []
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        below = f"{pointer}/{key}"
        if isinstance(value, dict) and "@type" in value and not str(key).startswith("@"):
            found.append((below, value["@type"], str(key)))
        if isinstance(inner, dict | list):
            found += _places(inner, below)
    return found


CLASSES = {
    "ScreeningEvent": ("Event",),
    "AggregateRating": ("Rating",),
    "ListItem": ("entry",),
}


def _demands() -> list[tuple[str, str, str, str, str]]:
    """Of each property shape: rule, class, property, severity, and the result for which it asks."""
    found = []
    for node, statements in SHAPES.nodes.items():
        for target in statements.get(SH + "targetClass", ()):
            for prop in statements.get(SH + "property", ()):
                path, severity = SHAPES.value(str(prop), SH + "path"), SHAPES.value(str(prop), SH + "severity")
                assert path and node
                if not SHAPES.values(str(prop), SH + "minCount"):
                    continue
                name = plain(prop).removeprefix(GOOGLE)
                result, local = (words.local_name(plain(term)) for term in (target, path))
                cls = RESULTS[result].cls if result in RESULTS else result
                said = plain(severity).rpartition("#")[2].lower() if severity else "violation"
                found.append((name, cls, local, said, result))
    return found


def _may_become(pointer: str, name: str) -> bool:
    """Whether the thing that has a property at this place may become the result, by where it stands."""
    owner = re.sub("/[0-9]+", "", pointer).rpartition("/")[0].rpartition("/")[2]
    result = RESULTS.get(name)
    return result is None or not result.of or owner in result.of or (not owner and not result.inside)


def test_what_is_demanded_is_missed(tmp_path: Path) -> None:
    """Whatever a rule asks for, taken away from the good page, is missed by that rule; all rules have their turn."""
    places = _places(MARKUP["@graph"])
    random.Random(SEED).shuffle(places)
    seen = set()
    for rule, cls, path, severity, result in _demands():
        for pointer, stated, key in places:
            if key == path and cls in (stated, *CLASSES.get(stated, ())) and _may_become(pointer, result):
                found = _judged(tmp_path, _page(_changed(pointer)))
                assert rule in _rules(found, severity), f"{rule}: {pointer}"
                seen.add(rule)
    assert {rule for rule, *_ in _demands()} == seen


WRONG = ["", "yesterday", "01/03/2024", "2024-02-30", "-1", "12,5", "PT", "P1H", "24:61", "1e", "/x", "//x.example/a"]


def test_what_is_no_value_is_none(tmp_path: Path) -> None:
    """Dates, times, durations and numbers have a form; what has another is found wherever it stands."""
    typed = {"dateCreated", "datePublished", "duration", "uploadDate", "startDate", "endDate", "ratingCount", "price"}
    typed |= {"ratingValue", "position", "contentUrl", "thumbnailUrl"}
    for pointer, _, key in _places(MARKUP["@graph"]):
        if key in typed:
            for wrong in random.Random(f"{SEED}{pointer}").sample(WRONG, 4):
                found = _judged(tmp_path, _page(_changed(pointer, wrong)))
                assert _rules(found) | _rules(found, "warning"), f"{pointer}: {wrong}"


@pytest.mark.parametrize("form", ["/{}", "{}/", "x{}", "{}x", "{}{}"])
def test_what_is_misspelt_is_no_term(tmp_path: Path, form: str) -> None:
    """A property with a slip is unknown, wherever it stands."""
    for pointer, _, key in random.Random(SEED).sample(_places(MARKUP["@graph"]), 12):
        other = f"{pointer.rpartition('/')[0]}/{form.replace('/', '').format(key, key)}y"
        assert "vocabulary#property" in _rules(_judged(tmp_path, _page(_changed(other, "x"))), "warning"), other


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_engines_agree(tmp_path: Path, engine: str) -> None:
    """Another implementation of SHACL finds the same."""
    markup = _changed("/0/image")
    del markup["@graph"][1]["location"]["address"]
    markup["@graph"][0]["aggregateRating"]["ratingValue"] = 7
    (tmp_path / "page.html").write_text(_page(markup), "utf-8")
    found = json.loads(judge([tmp_path / "page.html"], None, engine, "google").report("json"))
    assert _rules(found) == {"movie#image", "event#address", "review#within"}


MICRODATA = """<!doctype html><html lang="en"><body>
<div itemscope itemtype="https://schema.org/Movie"><h1 itemprop="name">Winter</h1>
<img itemprop="image" src="https://x.example/1.jpg" alt="">{}</div></body></html>"""
RDFA = """<!doctype html><html lang="en"><body vocab="https://schema.org/">
<div typeof="Movie"><h1 property="name">Winter</h1>
<img property="image" src="https://x.example/1.jpg" alt="">{}</div></body></html>"""
SAID = [
    ("property", "vocabulary#thing", '<span itemprop="director">Ann</span>'),
    ("a clock", "vocabulary#form", '<time itemprop="duration" datetime="102 minutes">102</time>'),
    ("no term", "vocabulary#property", '<span itemprop="composed">Ann</span>'),
    ("of another class", "vocabulary#domain", '<span itemprop="isbn">12</span>'),
]


@pytest.mark.parametrize(("what", "rule", "html"), SAID)
@pytest.mark.parametrize("syntax", [MICRODATA, RDFA])
def test_other_syntaxes_are_judged_alike(tmp_path: Path, syntax: str, what: str, rule: str, html: str) -> None:
    """Microdata and RDFa keep to the same rules, and are clean without the fault."""
    said = html.replace("itemprop", "property") if syntax is RDFA else html
    severity = "violation" if rule == "vocabulary#form" else "warning"
    assert rule not in _rules(_judged(tmp_path, syntax.format("")), severity)
    assert rule in _rules(_judged(tmp_path, syntax.format(said)), severity), what


def test_every_rule_says_who_states_it() -> None:
    """With the address of the page, the day on which it was written down, a name, and what it asks for."""
    for node, statements in SHAPES.nodes.items():
        if any(plain(cls) == SH + "NodeShape" for cls in statements.get(RDF + "type", ())):
            assert SHAPES.value(node, "http://www.w3.org/2000/01/rdf-schema#seeAlso"), node
            assert SHAPES.value(node, "http://purl.org/dc/terms/date"), node
        if SH + "path" in statements:
            assert SHAPES.words(node, SH + "name") and SHAPES.words(node, SH + "description"), node


def test_sarif_leads_to_the_line(tmp_path: Path) -> None:
    """For code review: the rule with where it is stated, the file, and the line of the block."""
    page = tmp_path / "page.html"
    page.write_text(_page(_changed("/0/image")), "utf-8")
    found = judge([page], profile_name="google")
    text, conforms = found.report("sarif"), found.conforms
    (run,) = json.loads(text)["runs"]
    (result,) = (result for result in run["results"] if result["level"] == "error")
    (rule,) = (rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == result["ruleId"])
    assert not conforms and result["ruleId"] == "movie#image MinCount"
    assert rule["helpUri"].endswith("/structured-data/movie")
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": page.as_posix()},
        "region": {"startLine": 5},
    }
