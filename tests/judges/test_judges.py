"""Judges by others, on every page of the example: no errors but those that a missing image causes."""

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from extruct.jsonld import JsonLdExtractor

from kg.gate.validation import judge
from kg.rdf import html, jsonld
from kg.rdf.pages import scripts

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MODULES = ROOT / "node_modules"
SDK = ROOT / ".venv-judges/bin/python"
ACCEPTED = tomllib.loads((HERE / "accepted.toml").read_text("utf-8"))["accepted"]
BASE = "https://films.example.org/"
TOGETHER = 100
SECONDS = 400

Markup = dict[str, Any]


@pytest.fixture(scope="module")
def pages(example: Path) -> dict[Path, Markup]:
    """The markup of every page, as our own reader reads it."""
    return {path: _markup(path.read_bytes()) for path in sorted(example.rglob("index.html"))}


@pytest.fixture(scope="module")
def forms(pages: dict[Path, Markup]) -> dict[Path, Markup]:
    """One page of each form: what has the same things with the same properties is one to those who judge structure."""
    found: dict[str, Path] = {}
    for path, markup in pages.items():
        found.setdefault(json.dumps(_form(markup)), path)
    return {path: pages[path] for path in found.values()}


def _form(value: Any, key: str = "") -> Any:
    """What a value looks like, without its texts; the members of a list that look alike count once."""
    if isinstance(value, list):
        members = {json.dumps(_form(member, key)): None for member in value}
        return [len(value) > 1, *members]
    if isinstance(value, dict):
        return {name: _form(member, name) for name, member in value.items()}
    return value if key == "@type" else "x"


def _markup(data: bytes) -> Markup:
    ((_, text),) = scripts(html.page(html.text_of(data)))
    found: Markup = json.loads(text)
    return found


def _node() -> str:
    if not shutil.which("node") or not (MODULES / "typescript").exists():
        pytest.skip("the judges are not there; `make slow` installs them, and they need node")
    return "node"


def _accept(judge: str, said: set[str]) -> None:
    """All that a judge says is on the list, and all that the list has of it is said."""
    patterns = [each["says"] for each in ACCEPTED if each["judge"] == judge]
    assert {text for text in said if not any(re.fullmatch(pattern, text) for pattern in patterns)} == set()
    assert [pattern for pattern in patterns if not any(re.fullmatch(pattern, text) for text in said)] == []


def test_the_list_has_reasons() -> None:
    """Each entry says why it stays."""
    assert all(len(each["reason"]) > 30 for each in ACCEPTED)


# Adobe's validator of structured data


def _adobe(paths: Sequence[Path]) -> set[str]:
    command = [_node(), str(HERE / "adobe.mjs"), str(MODULES)]
    listed = "".join(f"{path}\n" for path in paths)
    ran = subprocess.run(command, input=listed, capture_output=True, text=True, timeout=SECONDS, check=True)
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(found) == len(paths) and all(each["types"] for each in found)
    return {issue for each in found for issue in each["issues"]}


def test_adobe(pages: dict[Path, Markup]) -> None:
    """@adobe/structured-data-validator."""
    _accept("adobe", _adobe(list(pages)))


def test_adobe_sees_a_fault(pages: dict[Path, Markup], tmp_path: Path) -> None:
    """A step of the way without a name."""
    page = next(path for path in pages if "/film/" in path.as_posix())
    html = page.read_text("utf-8").replace('"position":1,"name"', '"position":1,"nome"')
    (tmp_path / "page.html").write_text(html, "utf-8")
    assert any(issue.startswith("ERROR") for issue in _adobe([tmp_path / "page.html"]))


# The types of schema.org, checked by TypeScript


def _typed(value: Any) -> Any:
    """Texts without their languages, and things with the first of their classes: the types know nothing of more."""
    if isinstance(value, list):
        return [_typed(member) for member in value]
    if isinstance(value, dict):
        if "@value" in value:
            return value["@value"]
        single = {"@type": value["@type"][0]} if isinstance(value.get("@type"), list) else {}
        return {key: _typed(member) for key, member in value.items()} | single
    return value


def _typescript(markups: Sequence[Markup], folder: Path) -> str:
    lines = ['import type { Graph } from "schema-dts";']
    for number, markup in enumerate(markups):
        lines.append(f"export const page{number}: Graph = {json.dumps(_typed(markup))};")
    (folder / "pages.ts").write_text("\n".join(lines), "utf-8")
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    (folder / "node_modules").symlink_to(MODULES)
    options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext"]
    command = [_node(), str(MODULES / "typescript/bin/tsc"), *options, "pages.ts"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)
    return ran.stdout + ran.stderr


def test_types(forms: dict[Path, Markup], tmp_path: Path) -> None:
    """schema-dts: every property belongs to its class, and has a value of its type."""
    assert _typescript(list(forms.values()), tmp_path) == ""


@pytest.mark.parametrize(
    ("old", "new"), [('"@type": "Movie"', '"@type": "Moovie"'), ('"duration"', '"durration"'), ('"PT', '12, "x": "PT')]
)
def test_types_see_a_fault(pages: dict[Path, Markup], tmp_path: Path, old: str, new: str) -> None:
    """A class and a property that are none, and a number that is to be a text."""
    page = next(path for path in pages if path.parent.name == "perfect-days-2023")
    drifted = json.loads(json.dumps(pages[page]).replace(old, new, 1))
    assert "error TS" in _typescript([drifted], tmp_path)


# The SDK of WordLift, with Google's rules as SHACL by somebody else


def _wordlift(markups: Sequence[Markup]) -> set[str]:
    if not SDK.exists():
        pytest.skip("the environment of the judges is not there; `make slow` makes it")
    lines = []
    for start in range(0, len(markups), TOGETHER):
        graphs = (_apart(markup, number) for number, markup in enumerate(markups[start : start + TOGETHER]))
        lines.append(f"{start}\t{json.dumps(''.join(graphs))}\n")
    command = [str(SDK), str(HERE / "wordlift.py")]
    ran = subprocess.run(command, input="".join(lines), capture_output=True, text=True, timeout=SECONDS, check=False)
    assert ran.returncode == 0, ran.stderr
    return {_said(issue) for line in ran.stdout.splitlines() for issue in json.loads(line)["issues"]}


def _apart(markup: Markup, number: int) -> str:
    """The statements of a page, its things being no other page's."""
    stated = jsonld.read(json.dumps(markup), {}, "urn:x:", 1).triples
    return "".join(f"{triple} .\n" for triple in stated).replace(BASE, f"https://{number}.example/")


def _said(issue: str) -> str:
    return re.sub(r" on <.*", "", issue)


def test_wordlift(forms: dict[Path, Markup]) -> None:
    """wordlift-sdk[validation]."""
    _accept("wordlift", _wordlift(list(forms.values())))


def test_wordlift_sees_a_fault(pages: dict[Path, Markup]) -> None:
    """A film without a name."""
    page = next(path for path in pages if path.parent.name == "perfect-days-2023")
    drifted = json.loads(json.dumps(pages[page]).replace('"name": "Perfect Days"', '"alternateName": "x"'))
    assert any(issue.startswith("error google-movie: name") for issue in _wordlift([drifted]))


# Our own rules, which are to see what the others miss


def test_ours(forms: dict[Path, Markup]) -> None:
    """kg validate --profile google, and the house's own shapes: no violation but the missing image."""
    found = json.loads(judge(list(forms), profile_name="google").report("json"))
    assert found["faults"] == []
    _accept("ours", {f"{rule['severity']} {rule['shape'].rpartition('/')[2]}" for rule in found["rules"]})
    things = [path for path in forms if (path.parent / "index.nt").exists()]
    assert judge(things).conforms


# Those who read pages: extruct, and a browser


def test_extruct_reads_the_same(pages: dict[Path, Markup]) -> None:
    """What extruct reads out of a page is what stands there."""
    for path, markup in pages.items():
        assert JsonLdExtractor().extract(path.read_text("utf-8")) == [markup], path


def test_a_browser_reads_the_same(forms: dict[Path, Markup]) -> None:
    """The markup in the loaded page, parsed by the browser, is what stands in the file."""
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not there")
    read = "[...document.querySelectorAll('script[type=\"application/ld+json\"]')].map(s => JSON.parse(s.textContent))"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=flags)
        context = browser.new_context(bypass_csp=True, java_script_enabled=True)
        page = context.new_page()
        for path, markup in forms.items():
            page.goto(path.as_uri(), wait_until="commit")
            page.wait_for_selector("footer", state="attached")
            assert page.evaluate(read) == [markup], path
        browser.close()
