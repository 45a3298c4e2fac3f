"""An outside validator reads everything that a browser reads: HTML, CSS and SVG (vnu, the W3C's own)."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

VNU = Path(__file__).parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"

READ = {".html", ".css", ".svg"}

# What it warns of, and why that stays: files have no origin, so that none is 'self'; JSON-LD is data, and not run; the
# style of the report is allowed by its hash, which a browser reckons and vnu does not.
_POLICY = r"violates Content Security Policy \(meta tag\)"
ACCEPTED = (
    rf": Resource {_POLICY}: (external stylesheet|external script|image) “[^”:]+” blocked by “[a-z]+-src” directive\.$",
    rf": Inline script {_POLICY}: blocked by “script-src” directive \(missing “‘unsafe-inline’” or nonce/hash\)\.$",
    rf"^report/report\.html:\d+: Inline style {_POLICY}: blocked by “style-src” directive .*nonce/hash\)\.$",
)


def _check(folder: Path) -> list[str]:
    if not shutil.which("java") or not VNU.exists():
        pytest.skip("vnu is not there; `make slow` installs it, and it needs Java")
    files = sorted(path for path in folder.rglob("*") if path.suffix in READ)
    command: list[str | Path] = [
        "java",
        "-jar",
        VNU,
        "--also-check-css",
        "--also-check-svg",
        "--format",
        "json",
        "--stdout",
        *files,
    ]
    checked = subprocess.run(command, capture_output=True, timeout=300, check=False)
    messages = json.loads(checked.stdout)["messages"]
    return [f"{each['url'].removeprefix(f'file:{folder}/')}:{each['lastLine']}: {each['message']}" for each in messages]


def test_everything_is_valid(example: Path) -> None:
    """Without an error, and without a warning that has no reason."""
    found = _check(example.resolve())
    accepted = [{message for message in found if re.search(each, message)} for each in ACCEPTED]
    assert all(accepted), "a warning that was accepted no longer comes"
    assert set(found).difference(*accepted) == set()


def test_the_validator_sees_faults(tmp_path: Path) -> None:
    """In each of what it reads."""
    (tmp_path / "a.html").write_text("<!doctype html><html lang=en><title>x</title><p><div></p>", "utf-8")
    (tmp_path / "b.css").write_text("p { colour: red }", "utf-8")
    (tmp_path / "c.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><p/></svg>", "utf-8")
    assert {message[0] for message in _check(tmp_path)} == {"a", "b", "c"}
