"""HTML in texts of tables and archives is shown as a person sees it."""

import json
from pathlib import Path

import pytest

from kg.model.record import Record
from kg.sources import read
from kg.sources.config import SourceConfig
from kg.sources.html_cells import seen


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("<p>The <b>Corleones</b> &amp; their foes.</p>", "The Corleones & their foes."),
        ("<i>Close</i>", "Close"),
        ("<p>One.</p>\n<p>Two &lt;i&gt;.</p>", "One.\n\nTwo <i>."),
        ("One.\n\nTwo <em>there</em>.", "One.\n\nTwo there."),
        ("One.<br />Two.", "One.\n\nTwo."),
        ("Tom &amp; Jerry &#8211; 2", "Tom & Jerry – 2"),
        ('<P STYLE="color: red">One</P>', "One"),
    ],
)
def test_html(raw: str, shown: str) -> None:
    """Of a text with an element of HTML that is closed, tags and references are not shown; of others references."""
    assert seen(raw) == shown


@pytest.mark.parametrize(
    "raw", ["a < b", "a <b and c> d", "<Untitled>", "<i think", "</b>x<b>", "x <3 & y", "Q&A;", "<x>a</x>"]
)
def test_no_html(raw: str) -> None:
    """Without such an element, a text is as it is written."""
    assert seen(raw) == raw


def test_long_text() -> None:
    """Tags without end take linear time."""
    assert seen("<p " * 60_000).startswith("<p <p")
    assert seen("<p>x</p>" * 20_000).startswith("x\n\nx")


@pytest.mark.parametrize("name", ["a.csv", "a.json"])
def test_tables(name: str, tmp_path: Path) -> None:
    """Titles and running text are shown; of what is neither, nothing is taken away."""
    film = {"t": "<i>Close</i>", "d": "<p>One &amp; two.</p>", "g": "<b>Drama</b>"}
    text = json.dumps([film]) if name.endswith("json") else "t,d,g\n" + ",".join(film.values())
    (tmp_path / name).write_text(text)
    source = SourceConfig(
        name="a", path=name, reader="table", columns={"title": "t", "descriptions": "d", "genres": "g"}
    )
    (record,) = read(tmp_path / name, source, tmp_path)
    assert isinstance(record, Record)
    assert (record.title, record.descriptions, record.genres) == ("Close", {"en": "One & two."}, ("<b>Drama</b>",))
