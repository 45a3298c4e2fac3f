"""To add a property, add one shape block and the typed field that it names; nothing else."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from kg.model.prefixes import SCHEMA
from kg.model.profile import profile

ROOT = Path(__file__).parent.parent
XSD_OF = {"Text": "string", "Date": "date", "Integer": "integer", "Number": "decimal", "Boolean": "boolean"}
VALUE_OF = {"Text": "A text <&>", "Date": "2001-02-03", "Integer": "7", "Number": "7.5", "Boolean": "true"}
SHOWN_AS = {"2001-02-03": "February 3, 2001"}
"""Values that people read in another form than machines."""
CATALOGUE = """\
name = "One film"
base = "https://f.example/"
publisher = "Me"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en"]
[[sources]]
name = "one"
path = "one.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-01-01
"""


Choice = Callable[[Random], tuple[str, str, str, object, str]]


class Term(NamedTuple):
    """A property of schema.org, and the types of its values."""

    name: str
    of: frozenset[str]
    ranges: frozenset[str]


def _unused() -> list[Term]:
    """The properties of schema:Movie that no shape of films uses."""
    fields = [f for shape in profile().by_class.values() if shape.record == "Record" for f in shape.fields]
    used = {path for field in fields for path in (field.path, *field.implied)}
    with (ROOT / "ontology" / "schema-terms.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "property"]
    terms = [Term(row["term"], frozenset(row["of"].split()), frozenset(row["range"].split())) for row in rows]
    return [t for t in terms if t.of & {"Movie", "CreativeWork", "Thing"} and SCHEMA + t.name not in used]


def _literal(random: Random) -> tuple[str, str, str, object, str]:
    """Property, constraints, record type, the value stated, and the words in which it must be found again."""
    term = random.choice([term for term in _unused() if term.ranges & XSD_OF.keys()])
    kind = random.choice(sorted(term.ranges & XSD_OF.keys()))
    return term.name, f"sh:datatype xsd:{XSD_OF[kind]}", "tuple[str, ...] = ()", VALUE_OF[kind], VALUE_OF[kind]


def _object(random: Random) -> tuple[str, str, str, object, str]:
    term = random.choice([term for term in _unused() if term.ranges & {"Person", "Organization"}])
    cls = random.choice(sorted(term.ranges & {"Person", "Organization"}))
    constraints = f"sh:class schema:{cls} ; sh:nodeKind sh:IRI"
    return term.name, constraints, f"tuple[{cls}, ...] = ()", {"name": "Some Body"}, "Some Body"


@pytest.mark.slow
@pytest.mark.parametrize("choose", [_literal, _object], ids=["literal", "object"])
def test_one_shape_block_and_one_field(choose: Choice, tmp_path: Path) -> None:
    """A property of schema:Movie that is not used yet appears in every output, with no other change."""
    seed = int(os.environ.get("REELGRAPH_SEED", "0")) or Random().randrange(1, 10**6)
    name, constraints, form, stated, found = choose(Random(seed))
    print(f"schema:{name}, REELGRAPH_SEED={seed}")
    house = tmp_path / "house"
    for folder in ("kg", "shapes", "ontology", "queries"):
        shutil.copytree(ROOT / folder, house / folder, ignore=shutil.ignore_patterns("__pycache__"))
    with (house / "shapes" / "film.ttl").open("a", encoding="utf-8") as shapes:
        shapes.write(
            f"\nfilm: sh:property film:added .\nfilm:added sh:path schema:{name} ; {constraints} ;\n"
            '    sh:order 33 ; sh:group group:production ; sh:name "Added field"@en, "Extra veld"@nl .\n'
        )
    record = house / "kg" / "model" / "record.py"
    before = "    source: Source = Source()\n"
    assert record.read_text().count(before) == 1
    record.write_text(record.read_text().replace(before, f"    added: {form}\n{before}"))
    catalogue = tmp_path / "catalogue"
    catalogue.mkdir()
    (catalogue / "catalogue.toml").write_text(CATALOGUE)
    (catalogue / "one.jsonl").write_text(json.dumps({"title": "One", "year": 2001, "added": [stated]}) + "\n")
    ran = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", "build", catalogue, "--out", tmp_path / "out"],
        cwd=house,
        capture_output=True,
        text=True,
        timeout=100,
        env={**os.environ, "PYTHONPATH": str(house)},
    )
    assert ran.returncode == 0, ran.stderr
    release = tmp_path / "out" / "current"
    page = release / "film" / "one-2001"
    html = (page / "index.html").read_text()
    shown, _, markup = html.partition('<script type="application/ld+json">')
    escaped = SHOWN_AS.get(found, found).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<http://schema.org/{name}>" in (release / "dump" / "film.nt").read_text()
    assert f"schema:{name} " in (page / "index.ttl").read_text()
    assert f'"{name}"' in (page / "index.jsonld").read_text()
    assert "Added field" in html and escaped in shown + markup.partition("</script>")[2]
    assert f'"{name}"' in markup.partition("</script>")[0]
    assert f"schema:{name}<" in (release / "shapes" / "film" / "index.html").read_text()
    assert found in (page / "index.nt").read_text()
