"""Real festival pages against what a person read off them."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.model.record import Record
from kg.sources import guess, read

SHARED = Path(__file__).parents[4] / "shared"
EXPECTED = SHARED / "data" / "expected.json"

# Cut behind a value that, its label being lost, may be the editor's or the producer's, and may itself be cut.
UNTOLD = {("ffg-layouts/may-december.txt", "editors"), ("ffg-layouts/killers-of-the-flower-moon.txt", "editors")}

pytestmark = pytest.mark.skipif(not EXPECTED.exists(), reason="the festival's pages are not here")

PAGES = list(json.loads(EXPECTED.read_text("utf-8"))) if EXPECTED.exists() else []

# A page that stops inside a name says so; a page of expectations has no word for that.
CUT = [("festival-layouts/torino-augure.txt", {"field": "producers", "raw": "Benoit Rol"})]


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    """Each page says what a person read off it: what is stated, what is not, and what must be reported."""
    path = next((SHARED / "seed").glob("*.txt")) if name.startswith("SEED") else SHARED / "data" / name
    expected = json.loads(EXPECTED.read_text("utf-8"))[name]
    (record,) = read(path, guess(path), SHARED)
    assert isinstance(record, Record)
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    stated = {field: value for field, value in expected["stated"].items() if (name, field) not in UNTOLD}
    assert {field: _plain(found.get(field)) for field in stated} == stated
    assert [field for field in expected["not_stated"] if field in found] == []
    faults = [{"field": fault["field"], "raw": fault["raw"]} for fault in found.get("faults", [])]
    assert [fault for fault in faults if (name, fault) not in CUT] == expected.get("faults", [])


def _plain(value: Any) -> Any:
    """People under a label of their own are mere names in the expectations."""
    if isinstance(value, dict):
        return {label: [person["name"] for person in people] for label, people in value.items()}
    return value
