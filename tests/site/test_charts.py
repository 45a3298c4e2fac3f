"""Pictures of the data: right, safe, the same everywhere, readable in light and dark."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.site.charts import Bar, Tie, career, coverage, network, ranking, years
from kg.site.charts.arrangement import Position, places
from kg.site.charts.layout import Years, ticks
from kg.site.fitting import cut

SVG = "{http://www.w3.org/2000/svg}"
CSS = Path(__file__).parents[2] / "kg/site/assets/site.css"

# Every picture, of whatever text: (text) → SVG.
PICTURES: dict[str, Callable[[str], bytes]] = {
    "years": lambda text: years({1999: 2, 2003: 1}, text),
    "ranking": lambda text: ranking([Bar(text, 30, text), Bar("b", 4, "4")], text),
    "coverage": lambda text: coverage([Bar(text, 0.5, text), Bar("b", 0, "0%")], text),
    "career": lambda text: career({text: {1999: 1, 2003: 2}, "b": {2001: 1}}, text),
    "network": lambda text: network(
        [Tie("a", "b", 1), Tie("c", "b", 3)], dict.fromkeys("abc", text), (text, "b"), text
    ),
}
HOSTILE = [
    "",
    "<script>alert(1)</script>",
    "\"'><svg onload=alert(1)>",
    "]]>&lt;&#0;<!--",
    "javascript:alert(1)",
    "a\u2028b\u2029c\nd\te\0f\x1bg",
    "\ud800 \ufffe \uffff",
    "\u202eright to left",
    "مرحبا بالعالم",
    "엄마" * 100,
    "W" * 300,
    "e" + "\u0301" * 300,
    "https://example.org/x.png",
    "var(--x) url(https://example.org/)",
]
TAGS = {"svg", "title", "desc", "style", "g", "rect", "line", "path", "circle", "text"}
ATTRIBUTES = {"aria-labelledby", "class", "cy", "d", "dy", "height", "id", "r", "role", "stroke-width", "transform"}
ATTRIBUTES |= {"viewBox", "width", "x", "x1", "x2", "y", "y1", "y2"}
pictures = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES.keys())


def _safe(svg: bytes) -> ElementTree.Element:
    """The picture, if all of it is known to be harmless."""
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in TAGS
        assert set(element.keys()) <= ATTRIBUTES
        assert not any("url" in value or "script" in value for value in element.attrib.values())
    return root


def _texts(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def _bars(svg: bytes) -> list[tuple[float, float, float]]:
    """Left edge, width and height of each bar."""
    bars = [element for element in _safe(svg).iter(f"{SVG}rect") if element.get("class") == "bar"]
    return [(float(bar.get("x", 0)), float(bar.get("width", 0)), float(bar.get("height", 0))) for bar in bars]


@pytest.mark.parametrize("text", HOSTILE)
@pictures
def test_hostile_text_is_text(draw: Callable[[str], bytes], text: str) -> None:
    """Whatever a label says, it is neither markup, nor script, nor a reference."""
    _safe(draw(text))


@settings(max_examples=20, deadline=None)
@given(text=st.text(st.characters(exclude_categories=())))
@pictures
def test_any_text_is_well_formed(draw: Callable[[str], bytes], text: str) -> None:
    """Any sequence of code points, lone surrogates too, gives well-formed XML: an image with title and description."""
    root = _safe(draw(text))
    assert root.get("role") == "img"
    named = [element for element in root if element.get("id") in root.get("aria-labelledby", "").split()]
    assert [element.tag for element in named] == [f"{SVG}title", f"{SVG}desc"]


@pictures
def test_a_picture_says_what_it_shows(draw: Callable[[str], bytes]) -> None:
    """The title is the description, 360 pixels are the width: on a phone text is not below 11 pixels."""
    root = _safe(draw("What <it> shows"))
    assert root[0].text == "What <it> shows"
    assert root.get("viewBox", "").startswith("0 0 360 ")
    assert "13px" in (root[2].text or "")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("years", "1999: 2; 2003: 1"),
        ("ranking", "{}: {}; b: 4"),
        ("coverage", "{}: {}; b: 0%"),
        ("career", "{}: 1999, 2003 (2); b: 2001"),
        ("network", "{} – {}: 1; {} – {}: 3"),
    ],
)
@pytest.mark.parametrize("text", ["Zoë", "W" * 300])
def test_a_picture_has_its_data_as_text(name: str, expected: str, text: str) -> None:
    """The description of a picture has every number in it, and every label, however long, whole."""
    assert _safe(PICTURES[name](text))[1].text == expected.replace("{}", text)


@pictures
def test_the_layout_does_not_depend_on_fonts(draw: Callable[[str], bytes]) -> None:
    """A narrow label and a wide one of as many letters leave everything else where it is."""
    assert draw("illi").replace(b"illi", b"WMWM") == draw("WMWM")


def test_the_same_bytes_each_time() -> None:
    """Hash seed, locale, time zone and a machine without settings of fonts leave no trace."""
    code = (
        "from runpy import run_path; from hashlib import sha256;"
        f"p = run_path({__file__!r})['PICTURES']; print(sha256(b''.join(d('Zoë') for d in p.values())).hexdigest())"
    )
    environments = (
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Asia/Tokyo", "FONTCONFIG_FILE": os.devnull},
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code], env=os.environ | extra, stdout=subprocess.PIPE)
        for extra in environments
    ]
    first, second = (run.communicate()[0] for run in runs)
    assert first == second != b""


def _colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+):\s*(#[0-9a-f]{6})", css))


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_are_those_of_the_site_and_can_be_seen(scheme: int) -> None:
    """In light and dark, text has a contrast of 4.5 with the paper and marks of 3; what the site has, is as there."""
    picture = _colours(ranking([Bar("a", 1, "1")], "").decode().split("@media")[scheme])
    css = CSS.read_text("utf-8").split("@media (prefers-color-scheme: dark)")[scheme]
    site = _colours(css[: css.index("--cream" if scheme == 0 else "}")])
    assert {name: site[name] for name in picture if name in site} == {
        name: colour for name, colour in picture.items() if name in site
    }
    paper = _luminance(site["paper"])
    for name, least in {"ink": 4.5, "muted": 4.5, "accent": 3, "second": 3}.items():
        darker, lighter = sorted((paper, _luminance(picture[name])))
        assert (lighter + 0.05) / (darker + 0.05) >= least, name


def test_years_without_films_are_gaps() -> None:
    """Years stand as far apart as they are in time, whatever the order in which they are given."""
    svg = years({2010: 3, 2000: 1, 2001: 1}, "")
    at = [left for left, _, _ in _bars(svg)]
    assert (at[2] - at[1]) / (at[1] - at[0]) == pytest.approx(9, rel=0.05)
    assert svg == years({2000: 1, 2001: 1, 2010: 3}, "")


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (6, [0, 1, 2, 3, 4, 5, 6]),
        (7, [0, 2, 4, 6, 8]),
        (12, [0, 2, 4, 6, 8, 10, 12]),
        (13, [0, 5, 10, 15]),
        (97, [0, 20, 40, 60, 80, 100]),
        (1201, [0, 500, 1000, 1500]),
    ],
)
def test_numbers_of_films_are_round(most: int, expected: list[int]) -> None:
    """The axis has whole numbers at the same distances, from none to at least the most."""
    assert list(ticks(most)) == expected
    assert _texts(_safe(years({2020: most}, ""))) == [*map(str, expected), "2020"]


@given(most=st.integers(1, 10**9))
def test_an_axis_fits_any_number(most: int) -> None:
    """At most six steps, and less than one of them above the most."""
    numbers = ticks(most)
    assert numbers[0] == 0 and len(numbers) <= 7 and numbers[-2] < most <= numbers[-1]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1999, 1999, [1999]),
        (1999, 2000, [1999]),
        (1999, 2003, [1999, 2001, 2003]),
        (1999, 2012, [2000, 2002, 2004, 2006, 2008, 2010, 2012]),
        (1900, 2023, [1900, 1920, 1940, 1960, 1980, 2000, 2020]),
        (1, 2025, [500, 1000, 1500, 2000]),
    ],
)
def test_years_are_round(first: int, last: int, expected: list[int]) -> None:
    """The axis has round years; where there would be few, it begins at the first."""
    assert [year for year, _ in Years(first, last, 290).labels()] == expected


@given(first=st.integers(1000, 9000), count=st.integers(0, 900), room=st.sampled_from([290, 328]))
def test_years_never_touch(first: int, count: int, room: int) -> None:
    """There is a year below the line, none is as near to another as it is wide, and none goes beyond the margin."""
    middles = [middle for _, middle in Years(first, first + count, room).labels()]
    assert middles and middles[0] >= 0 and middles[-1] <= room
    assert all(right - left > 4 * 0.64 * 13 for left, right in pairwise(middles))


@pytest.mark.parametrize("count", [1, 2, 12, 150])
def test_few_years_and_many(count: int) -> None:
    """One year is a bar, 150 years are 150 bars beside each other, each to be seen, all in the plot."""
    bars = _bars(years({1875 + year: 1 + 99 * year for year in range(count)}, ""))
    assert len(bars) == count
    assert all(left + width <= following for (left, width, _), (following, _, _) in pairwise(bars))
    assert all(0 <= left <= 290 - width and 1 < width < 30 and 1.5 <= height <= 160 for left, width, height in bars)


def test_no_films_are_no_bar() -> None:
    """Also where no year has any."""
    assert [height for _, _, height in _bars(years({2000: 0, 2001: 3}, ""))] == [0, 160]
    assert [height for _, _, height in _bars(years({2000: 0}, ""))] == [0]
    assert [height for _, _, height in _bars(career({"Regie": {2000: 0}}, ""))] == [0]
    assert [width for _, width, _ in _bars(ranking([Bar("a", 0, "0")], ""))] == [0]


def test_a_ranking_measures_against_the_largest() -> None:
    """The largest bar is as long as the plot, half of it half as long; what is next to nothing can be seen."""
    bars = [Bar("a", 4000, "4000"), Bar("b", 2000, "2000"), Bar("c", 1, "1"), Bar("d", 0, "0")]
    assert [width for _, width, _ in _bars(ranking(bars, ""))] == [360, 180, 1.5, 0]


def test_coverage_measures_against_the_whole() -> None:
    """Half of a whole is half of the plot, even where it is the most."""
    assert [width for _, width, _ in _bars(coverage([Bar("a", 0.5, "50 %"), Bar("b", 0.25, "25 %")], ""))] == [180, 90]


@pytest.mark.parametrize("count", [1, 2, 300])
def test_a_picture_is_as_high_as_it_has_rows(count: int) -> None:
    """Every row has its place, the last one too."""
    root = _safe(ranking([Bar("a", 1, "1")] * count, ""))
    assert root.get("viewBox") == f"0 0 360 {8 + 34 * count}"
    assert [each.get("transform") for each in root.iter(f"{SVG}g")][-1] == f"translate(0 {4 + 34 * (count - 1)})"


def test_what_xml_cannot_hold_is_replaced() -> None:
    """In labels as in descriptions."""
    root = _safe(ranking([Bar("a\0b", 1, "\ud800")], "\x1b"))
    assert [root[0].text, root[1].text, *_texts(root)] == ["�", "a�b: �", "a�b", "�"]


def test_words_are_the_callers() -> None:
    """Labels and numbers stand as they are given, in the order given."""
    assert _texts(_safe(ranking([Bar("Zwitserland", 1200, "1.200"), Bar("België", 3, "3")], ""))) == [
        "Zwitserland",
        "1.200",
        "België",
        "3",
    ]


def test_text_stands_on_its_side() -> None:
    """Names of the left column end at their dots, those of the right begin there."""
    svg = _safe(network([Tie("a", "b", 1)], {"a": "Ann", "b": "Bob"}, ("Regie", "Muziek"), ""))
    columns = {group.get("class"): _texts(group) for group in svg.iter(f"{SVG}g") if group.get("class")}
    assert columns == {"end": ["Regie", "Ann"], "start": ["Muziek", "Bob"]}


def test_a_career_has_a_row_for_each_role() -> None:
    """Roles are named, years are written once, below all of them; the tallest bar is that of the most films."""
    roles = {"Regie": {1999: 1, 2023: 2}, "Muziek": {2003: 1}}
    assert _texts(_safe(career(roles, ""))) == ["Regie", "Muziek", "2000", "2005", "2010", "2015", "2020"]
    assert [height for _, _, height in _bars(career(roles, ""))] == [11, 22, 11]


def test_a_network_does_not_depend_on_order() -> None:
    """The same ties in another order give the same bytes; who is in both roles stands in both columns."""
    names = {"a": "Ann", "b": "Bob", "c": "Cy"}
    ties = [Tie("a", "b", 1), Tie("c", "b", 2), Tie("a", "a", 1)]
    svg = network(ties, names, ("Regie", "Muziek"), "")
    assert svg == network(ties[::-1], names, ("Regie", "Muziek"), "")
    assert sorted(_texts(_safe(svg))) == ["Ann", "Ann", "Bob", "Cy", "Muziek", "Regie"]


def test_stronger_ties_are_wider() -> None:
    """A tie of the most is as wide as any gets, a tie of one as thin."""
    svg = network([Tie("a", "b", 1), Tie("c", "b", 9)], dict.fromkeys("abc", ""), ("", ""), "")
    assert [line.get("stroke-width") for line in _safe(svg).iter(f"{SVG}path")] == ["1.5", "6.0"]


def test_pairs_stand_side_by_side() -> None:
    """Whoever worked with one person alone stands opposite that person; the largest group stands first."""
    rows = places([("a", "z"), ("b", "y"), ("c", "x"), ("d", "x")])
    assert [rows[Position(0, name)] for name in "cdab"] == [0, 1, 2, 3]
    assert [rows[Position(1, name)] for name in "xzy"] == [0.5, 2, 3]


def test_ties_cross_as_little_as_they_can() -> None:
    """A chain of people can be drawn without crossings, and is."""
    chain = [("a", "9"), ("b", "9"), ("b", "1"), ("c", "1"), ("c", "5"), ("d", "5")]
    rows = places(chain)
    lines = [(rows[Position(0, left)], rows[Position(1, right)]) for left, right in chain]
    assert not any((a - c) * (b - d) < 0 for a, b in lines for c, d in lines)


@given(pairs=st.lists(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij")), max_size=40))
def test_nobody_stands_on_somebody(pairs: list[tuple[str, str]]) -> None:
    """Everybody has one place, at least a row from the next in the column, whatever the order of the pairs."""
    rows = places(pairs)
    assert rows == places(reversed(pairs))
    assert set(rows) == {Position(0, left) for left, _ in pairs} | {Position(1, right) for _, right in pairs}
    for side in (0, 1):
        column = sorted(row for place, row in rows.items() if place.side == side)
        assert all(below - above > 0.999 for above, below in pairwise(column))


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Belgium", 100, "Belgium"),
        ("", 100, ""),
        ("  two\u2028lines\n", 100, "two lines"),
        ("Bosnia and Herzegovina", 100, "Bosnia and H…"),
        ("Bosnia and Herzegovina", 90, "Bosnia and…"),
        ("WWWWWWWWWWWW", 100, "WWWWWW…"),
        ("llllllllllll", 100, "llllllllllll"),
        ("엄마엄마엄마엄마", 100, "엄마엄마엄마…"),
        ("தமிழ்த் திரைப்படம்", 100, "தமிழ்த் தி…"),
        ("مرحبا بالعالم كله", 100, "مرحبا بالعا…"),
    ],
)
def test_long_labels_are_cut(text: str, width: float, expected: str) -> None:
    """A label that is wider than its place ends in an ellipsis."""
    assert cut(text, width) == expected
