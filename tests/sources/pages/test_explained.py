"""A page line by line, with what was taken from each line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.cli import main
from kg.model.record import Record
from kg.sources.pages.html import text_of
from kg.system.errors import ReelgraphError

TEXT = """The Bridge

Director: Ann Lee
Cast: Bo Cy,
Di Ek
Germany, 2021, 98 min
Duration: two hours
Hut: red

A film about bridges.
"""
SCRIPT = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Movie","name":"The Bridge"}</script>'
)
HTML = f"""<html>
<nav>Home</nav>
<h1>The Bridge</h1>
<dl>
<dt>Director</dt>
<dd>Ann Lee</dd>
<dt>Year</dt><dd>2021</dd>
</dl>
{SCRIPT}
<p>A film about bridges.</p>
"""


def _page(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / name).write_text(text, "utf-8")
    return tmp_path / name


def _lines(path: Path) -> dict[str, tuple[int, ...]]:
    (record,) = kg.read(path)
    assert isinstance(record, Record)
    return record.source.lines


def _notes(path: Path) -> dict[str, list[str]]:
    """Number and text of a line → its notes."""
    found: dict[str, list[str]] = {}
    for line in kg.read(path).explain().splitlines()[1:]:
        row = " ".join(line[:55].split())
        found.setdefault(row or list(found)[-1], []).append(line[57:])
    return found


def test_a_record_tells_the_lines_of_its_fields(tmp_path: Path) -> None:
    """A value that goes on has several."""
    assert _lines(_page(tmp_path, "page.txt", TEXT)) == {
        "title": (1,),
        "directors": (3,),
        "cast": (4, 5),
        "countries": (6,),
        "year": (6,),
        "duration": (6,),
    }


def test_lines_of_html_are_those_of_the_file(tmp_path: Path) -> None:
    """Of markup, too; what it says better than the page stands on its line."""
    lines = _lines(_page(tmp_path, "page.html", HTML))
    assert lines == {"title": (3, 9), "directors": (6,), "year": (7,)}
    plain = _lines(_page(tmp_path, "plain.html", HTML.replace(SCRIPT, "")))
    assert plain == {"title": (3,), "directors": (6,), "year": (7,)}


def test_a_page_is_explained_line_by_line(tmp_path: Path) -> None:
    """What was taken and how, what is wrong, what has no field, and what was passed over."""
    assert _notes(_page(tmp_path, "page.txt", TEXT)) == {
        "1 The Bridge": ["title = The Bridge [place]"],
        "3 Director: Ann Lee": ["directors = Ann Lee [label]"],
        "4 Cast: Bo Cy,": ["cast = Bo Cy, Di Ek [label]"],
        "5 Di Ek": ["more of cast"],
        "6 Germany, 2021, 98 min": [
            "countries = DE [technical line]",
            "duration = PT1H38M [technical line]",
            "year = 2021 [technical line]",
        ],
        "7 Duration: two hours": [
            "fault: duration: not a duration; write it like 105 min, 1h45, 1:45:00 or PT1H45M ('two hours')"
        ],
        "8 Hut: red": ["no field for the label 'Hut'"],
        "10 A film about bridges.": ["not used"],
    }


def test_names_of_a_weaker_place_are_told(tmp_path: Path) -> None:
    """Who is named in a phrase, where a label names others, is passed over, and that is told."""
    page = _page(tmp_path, "page.txt", "The Bridge\n\nDirector: Ann Lee\nCast: Bo Cy\nwith Di Ek, Fa Go\nYear: 2020\n")
    assert "in a weaker place: cast (Di Ek), not used" in kg.read(page).explain()


def test_a_page_with_markup_is_explained(tmp_path: Path) -> None:
    """The markup stands among the lines that a person sees; hidden ones are not shown."""
    assert _notes(_page(tmp_path, "page.html", HTML)) == {
        "3 The Bridge": ["title = The Bridge [place]"],
        "5 Director": ["label of directors"],
        "6 Ann Lee": ["directors = Ann Lee [label]"],
        "7 Year": ["label of year"],
        "7 2021": ["year = 2021 [label]"],
        '9 <script type="application/ld+json">{"@context...': ["title = The Bridge [JSON-LD]"],
        "10 A film about bridges.": ["not used"],
    }


def test_the_seeds_pages_are_explained(tmp_path: Path) -> None:
    """Every value of a festival's page has its line, every label is one."""
    page = Path(__file__).parents[3] / "data" / "pages" / "all-of-us-strangers.txt"
    (record,) = kg.read(page)
    assert isinstance(record, Record)
    text = page.read_text("utf-8").split("\n")
    assert "2023" in text[record.source.lines["year"][0] - 1] and " - " in text[record.source.lines["year"][0] - 1]
    assert text[record.source.lines["distributors"][0] - 1].startswith("The Walt Disney Company")
    unplaced = {"kind", "page", "source", "faults", "editions"}
    stated = {field for field in record.__struct_fields__ if getattr(record, field)}
    assert stated - unplaced == record.source.lines.keys() - unplaced


@pytest.mark.parametrize("name", ["films.csv", "films.jsonl", "none.txt", "large.html"])
def test_what_is_no_page_is_not_explained(name: str, tmp_path: Path) -> None:
    """One line says so, and names the file."""
    if name != "none.txt":
        _page(tmp_path, name, "x" * (6_000_000 if name == "large.html" else 1))
    with pytest.raises(ReelgraphError, match=name):
        kg.read(tmp_path / name).explain()
    result = CliRunner().invoke(main, ["read", "--explain", str(tmp_path / name)])
    assert result.exit_code == 2 and result.stderr.count("\n") == 1


def test_the_command_prints_what_the_library_gives(tmp_path: Path) -> None:
    """Of several pages, one behind the other; of a page without a film all is passed over."""
    pages = [_page(tmp_path, "page.txt", TEXT), _page(tmp_path, "none.txt", "Hello\nthere\n")]
    result = CliRunner().invoke(main, ["read", "--explain", *map(str, pages)])
    assert result.stdout == kg.read(*pages).explain() and result.exit_code == 0
    assert "none.txt (lines: 2, not used: 2)" in result.stdout and "fault: not a film page" in result.stdout


def test_lines_are_those_of_one_file_alone(tmp_path: Path) -> None:
    """Read back from JSON, a record stands on other lines, and nothing is told of the old ones."""
    (record,) = kg.read(_page(tmp_path, "page.txt", TEXT))
    back = _page(tmp_path, "back.jsonl", CliRunner().invoke(main, ["read", str(tmp_path / "page.txt")]).stdout)
    assert json.loads(back.read_text())["source"]["lines"]["cast"] == [4, 5]
    (again,) = kg.read(back)
    assert isinstance(again, Record) and isinstance(record, Record)
    assert again.source.lines == {} and again.title == record.title and again.faults == record.faults


PIECES = [
    *("<p>", "</p>", "<div>", "<ul>", "<li>", "</li>", "</ul>", "<dl><dt>", "</dt><dd>", "</dd></dl>", "<h1>", "</h1>"),
    *(
        "<b>",
        "</b>",
        "<br>",
        "<table><tr><td>",
        "</td></tr></table>",
        "<script>x</script>",
        "<!-- c -->",
        "<div hidden>",
    ),
    *("a b", "Director:", " ", "\n", "• ", "&nbsp;", "\n  x\n", "<svg>", "</svg>"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_each_line_of_a_page_has_one_in_the_file(page: str) -> None:
    """Its number is that of a line; the lines with marks are the same lines."""
    found = text_of(page.encode())
    lines = found.lines.split("\n")[:-1]
    assert len(lines) == len(found.at) == sum(map(bool, found.marked.split("\n")))
    assert all(1 <= at <= page.count("\n") + 1 for at in found.at)
    assert found.nth()[-1] == len(lines)


def test_line_breaks_in_text_are_spaces() -> None:
    """As browsers show them; where they are kept, each line has its number."""
    found = text_of(b"<p>one\ntwo<br>three\n\n<!-- -->four<p>\n\nfive\n<pre>\nsix\nseven</pre>eight")
    assert found.lines.splitlines() == ["one two", "three four", "five", "six", "seven", "eight"]
    assert found.at == (1, 2, 6, 8, 9, 9)
