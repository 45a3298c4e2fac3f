"""Any page that the layouts can have, written, scraped and cut: what is read off it is never wrong."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.record import Fault
from kg.sources import guess, read

# Few names, so that one person often has several credits and rows look alike.
PEOPLE = st.lists(
    st.sampled_from(["Ann Li", "Bo Ek", "Baloji", "Cy Van der Ven", "Léa Oz"]), min_size=1, max_size=3, unique=True
)
COMPANIES = st.lists(st.sampled_from(["Menuet", "Stub Films", "Ann Li"]), min_size=1, max_size=2, unique=True)
PHRASE = st.lists(st.sampled_from(["Holly", "rain", "Ann Li", "of", "the", "1985"]), min_size=1, max_size=4).map(
    " ".join
)
IMAGE = "0a1b2c3d 0000 1111 2222 0a1b2c3d4e5f"

# Field, label in V1, label in V2 and V3, what stands between two values, may be missing.
ROWS = [
    ("directors", "Director", "Director", ", ", False),
    ("composers", "Composer", "Composer", ", ", True),
    ("cast", "Cast", "With", ", ", True),
    ("screenwriters", "Scenario", "Scenario", ", ", True),
    ("cinematographers", "Director of Photography", "Director of Photography", ", ", True),
    ("editors", "Editor", "Editor", ", ", True),
    ("producers", "Producer", "Producer", ", ", True),
    ("other_credits", "Music Supervisor", "Music Supervisor", ", ", True),
    ("production_companies", "Production studios", "Production studios", " / ", True),
    ("distributors", "Distributor", "Distributor", " / ", True),
    ("", "More info", "More information", "", False),
    ("languages", "Dialogue", "Dialogue", ", ", False),
    ("countries", "Countries of production", "Countries of production", ", ", False),
    ("based_on", "Screenplay based on", "Screenplay based on", ", ", True),
    ("year", "Year", "Year", "", False),
    ("", "Filmography", "Filmography", "", True),
]

LANGUAGES = {"Dutch": "nl", "French": "fr"}
COUNTRIES = {"Belgium": "BE", "United Kingdom": "GB"}


@st.composite
def films(draw: st.DrawFn) -> dict[str, Any]:
    """What a page may state: field → raw values; `shown` are the rows that it has."""
    film: dict[str, Any] = {field: draw(PEOPLE) for field, _, _, _, _ in ROWS[:8]}
    film |= {field: draw(COMPANIES) for field in ("production_companies", "distributors")}
    film |= {"languages": draw(st.lists(st.sampled_from(list(LANGUAGES)), min_size=1, max_size=3))}
    film |= {"countries": draw(st.lists(st.sampled_from(list(COUNTRIES)), min_size=1, max_size=3))}
    film |= {"title": draw(PHRASE), "based_on": draw(st.lists(PHRASE, min_size=1, max_size=2))}
    film |= {"text": draw(st.lists(PHRASE.map(lambda words: words + "."), max_size=3)), "year": ["2021"]}
    film["shown"] = [row for row in ROWS if not row[4] or draw(st.booleans())]
    return film


def credits(film: dict[str, Any], layout: str) -> list[str]:
    """The blocks of the credits."""
    blocks = ["Credits"]
    for field, first, other, between, _ in film["shown"]:
        blocks.append(first if layout == "V1" else other)
        values = [f"'{work}'" for work in film[field]] if field == "based_on" else film.get(field, [])
        blocks += [between.join(values)] if field else []
    if blocks[-1] == "Filmography":
        blocks += [", ".join(film["directors"]), "Rain (2015), The Earlier One (2017)"]
    return blocks


def names(film: dict[str, Any], layout: str) -> list[tuple[str, str]]:
    """The head's labels and values."""
    rows = [row for row in film["shown"] if row[0] in ("directors", "composers", "cast")]
    return [(first if layout == "V1" else other, ", ".join(film[field])) for field, first, other, _, _ in rows]


def lose(blocks: list[str]) -> str:
    """What the scraper leaves of blocks: of a single word, the line break."""
    return "".join("\n" if len(block.split()) == 1 else f"{block}\n\n" for block in blocks)


def write(film: dict[str, Any], layout: str) -> str:
    """The page."""
    byline, title, languages = ", ".join(film["directors"]), film["title"], ", ".join(film["languages"])
    if layout == "V3":
        head = [byline, title, "Edition 2021", "98'", "-", "2021", "-", "Drama", "-", "Dialogue:", languages]
        named = [line for label, value in names(film, layout) for line in (f"{label}:", value)]
        return "\n".join(["", *head, *named, *film["text"], "Image gallery", "", *credits(film, layout), ""])
    colon = "" if layout == "V1" else ":"
    technical = f"98' - 2021 - Drama - Dialogue: {languages}\n"
    named_ = " ".join(f"{label}{colon} {value}" for label, value in names(film, layout)) + "\n"
    head_ = f"{IMAGE}\n\n{lose([byline, title])}" + (named_ + technical if layout == "V1" else technical + named_)
    end = "Stay up to date, subscribe to our newsletter\n"
    return f"{head_}\n{lose(film['text'])}Image gallery\n\n{IMAGE}\n\n{lose(credits(film, layout))}{end}"


def decode(text: str) -> dict[str, Any]:
    """The record of a page; nothing where the reader took it for no film page."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.txt"
        path.write_text(text, "utf-8", newline="")
        (found,) = read(path, guess(path), Path(folder))
    if isinstance(found, Fault):
        return {}
    decoded: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
    return decoded


def truth(film: dict[str, Any]) -> dict[str, Any]:
    """What a record of the film may state."""
    shown = {field for field, _, _, _, _ in film["shown"]}
    people = {field: [{"name": name} for name in film[field]] for field, *_ in ROWS[:10] if field in shown}
    if "other_credits" in people:
        people["other_credits"] = {"Music Supervisor": people["other_credits"]}  # type: ignore[assignment]
    works = list(dict.fromkeys(film["based_on"]))
    return people | {
        "title": film["title"],
        "year": 2021,
        "duration": "PT1H38M",
        "genres": ["Drama"],
        "languages": list(dict.fromkeys(LANGUAGES[name] for name in film["languages"])),
        "countries": list(dict.fromkeys(COUNTRIES[name] for name in film["countries"])),
        "based_on": [{"title": work} for work in works] if "based_on" in shown else None,
        "images": [{"id": IMAGE.replace(" ", "-")}],
        "editions": [{"name": "Edition 2021"}],
    }


def check(film: dict[str, Any], found: dict[str, Any]) -> None:
    """Nothing wrong: each value is the film's, or it is not there."""
    prose = found.pop("descriptions", {}).get("en", "")
    assert all(paragraph in film["text"] for paragraph in prose.split("\n\n") if paragraph)
    found.pop("source", None)
    expected = truth(film)
    assert {field: value for field, value in found.items() if value != expected.get(field)} == {}


@given(film=films(), layout=st.sampled_from(["V1", "V2", "V3"]))
@settings(max_examples=150, deadline=None)
def test_right_or_absent(film: dict[str, Any], layout: str) -> None:
    """Whatever a page states and whatever the scraper lost: what is read off it is right, or absent."""
    found = decode(write(film, layout))
    assert found["year"] == 2021 and "faults" not in found
    check(film, found)


@given(film=films(), layout=st.sampled_from(["V1", "V2", "V3"]), data=st.data())
@settings(max_examples=150, deadline=None)
def test_cut(film: dict[str, Any], layout: str, data: st.DataObject) -> None:
    """Nor does a page that ends in the middle state anything half."""
    text = write(film, layout)
    found = decode(text[: data.draw(st.integers(0, len(text)))])
    found.pop("faults", None)
    check(film, found)


@given(film=films())
@settings(max_examples=100, deadline=None)
def test_whole(film: dict[str, Any]) -> None:
    """Where no word was lost, nothing is left untold."""
    found = decode(write(film, "V3"))
    missing = {field for field, value in truth(film).items() if value and field not in found}
    assert missing <= {"images"}


def test_a_paragraph_of_a_page_that_is_cut_off_is_no_credit() -> None:
    """Two paragraphs of one word in a row leave the gap that two labels leave; which it was, is not known."""
    head = f"{IMAGE}\n\nAnn Li\n\n\nDirector Ann Li\n98' - 2021 - Drama - Dialogue: Dutch\n"
    found = decode(f"{head}\n\n\nBo Ek.\n")
    assert found["directors"] == [{"name": "Ann Li"}] and "descriptions" not in found
