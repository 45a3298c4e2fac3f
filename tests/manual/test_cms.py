"""The templates that the manual shows for a CMS put the markup of any film into a page, byte for byte."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.system.resources import DOCS

TEXT = (DOCS / "how-to" / "cms.md").read_text("utf-8")
HOSTILE = "Seven {{ 7 * 7 }} {% if %} <?php echo 7 ?> </script> & \u2028 'it' \"said\" \\u003c"
"""A title in which every template language would find something to do."""


def _block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return str(found)


def _jinja(folder: Path, slug: str) -> str:
    from jinja2 import Environment

    given: dict[str, Any] = {}
    exec(_block("python"), given)
    given["MARKUP"] = folder / given["MARKUP"]
    template = Environment(autoescape=True).from_string(_block("jinja"))
    return template.render(markup=given["markup"], page={"film": slug})


def _liquid(folder: Path, slug: str) -> str:
    from liquid import Environment

    (made,) = re.findall(r"python3 - <<'END'\n(.*?)^END$", TEXT, re.MULTILINE | re.DOTALL)
    (folder / "_data").mkdir()
    subprocess.run([sys.executable, "-c", made], cwd=folder, check=True, capture_output=True)
    data = {"markup": json.loads((folder / "_data/markup.json").read_bytes())}
    return Environment().from_string(_block("liquid")).render(site={"data": data}, page={"film": slug})


def _php(folder: Path, slug: str) -> str:
    if not shutil.which("php"):
        pytest.skip("PHP is not installed")
    (folder / "page.php").write_text(f"<?php $slug = $argv[1]; ?>{_block('php')}", "utf-8")
    command = ["php", "-n", "page.php", slug]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout.decode()


ENGINES = [_jinja, _liquid, _php]


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A folder with a release that has the markup of one film, and a file beside it that is not for pages."""
    from kg.release.markup import graph, script

    folder = tmp_path / "out/current/markup"
    folder.mkdir(parents=True)
    node = {"@id": "https://films.example/film/kin-2020/#this", "@type": "Movie", "name": HOSTILE}
    (folder / "kin-2020.json").write_text(script(graph([node])) + "\n", "utf-8")
    (folder.parent / "secret.json").write_text("{}", "utf-8")
    return tmp_path


@pytest.mark.parametrize("engine", ENGINES)
def test_a_template_writes_the_file_as_it_is(engine: Callable[[Path, str], str], release: Path) -> None:
    """Whatever stands in it: nothing is run, escaped or unescaped."""
    text = (release / "out/current/markup/kin-2020.json").read_text("utf-8")
    page = engine(release, "kin-2020")
    assert page.strip() == f'<script type="application/ld+json">{text}</script>'
    assert json.loads(text)["@graph"][0]["name"] == HOSTILE


@pytest.mark.parametrize("slug", ["", "no-such-film", "../secret", "kin-2020.json", "KIN-2020"])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_of_no_film_has_no_markup(engine: Callable[[Path, str], str], slug: str, release: Path) -> None:
    """Nor does a slug lead out of the folder."""
    assert engine(release, slug).strip() == ""
