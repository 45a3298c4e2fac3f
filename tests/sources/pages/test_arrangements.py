"""However a page arranges its credits, the same people are read in the same roles."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from kg.model.record import Record
from kg.sources import guess, read

FIELDS = ("directors", "screenwriters", "cinematographers", "editors", "other_credits", "composers", "producers")
PEOPLE = (
    "Anna Berg",
    "Anna Berg, Carl Dahl",
    "Eva Falk",
    "Gil Holm, Ida Jung",
    "Otto Ohm",
    "Kai Lind, Mia Nord",
    "Olaf Pohl",
)
LABELS = {
    "en": ("Director", "Screenplay", "Cinematography", "Editing", "Sound", "Music", "Producer"),
    "de": ("Regie", "Drehbuch", "Kamera", "Schnitt", "Ton", "Musik", "Produzent"),
    "fr": ("Réalisation", "Scénario", "Image", "Montage", "Son", "Musique", "Producteur"),
    "es": ("Dirección", "Guion", "Fotografía", "Montaje", "Sonido", "Música", "Productor"),
    "da": ("Instruktør", "Manuskript", "Fotograf", "Klip", "Lyd", "Musik", "Producent"),
    "et": ("Režissöör", "Stsenarist", "Operaator", "Montaaž", "Heli", "Helilooja", "Produtsent"),
}
HEAD = "Stille Wasser\n\n2021 · 98 min · France\n\n"
TEXT = "\n\nA woman comes back to the village of her childhood and finds that nobody wants to know her.\n"

Arranged = Callable[[tuple[str, ...]], str]


def _pairs(form: str, between: str) -> Arranged:
    return lambda labels: between.join(form.format(*pair) for pair in zip(labels, PEOPLE, strict=True))


ARRANGED: dict[str, Arranged] = {
    "label and colon": _pairs("{0}: {1}", "\n"),
    "label": _pairs("{0} {1}", "\n"),
    "label above": _pairs("{0}\n{1}", "\n"),
    "label above, blocks": _pairs("{0}\n{1}", "\n\n"),
    "label below": _pairs("{1}\n{0}", "\n"),
    "label below, blocks": _pairs("{1}\n{0}", "\n\n"),
    "label behind a comma": _pairs("{1}, {0}", "\n"),
    "label behind a dash": _pairs("{1} – {0}", "\n"),
    "label behind a tab": _pairs("{1}\t{0}", "\n"),
    "label behind a colon": _pairs("{1}: {0}", "\n"),
    "label behind": _pairs("{1} {0}", "\n"),
    "label in brackets": _pairs("{1} ({0})", "\n"),
    "label in brackets, one line": _pairs("{1} ({0})", "; "),
    "label in brackets, one list": _pairs("{1} ({0})", ", "),
    "label behind a dash, one line": _pairs("{1} - {0}", " / "),
    "label behind, one line": _pairs("{1} {0}", " | "),
    "one line": _pairs("{0}: {1}", " "),
    "one line with stops": _pairs("{0}: {1}", ". "),
    "one line without colons": _pairs("{0} {1}", " "),
    "a column of labels": lambda labels: "\n".join(labels) + "\n\n" + "\n".join(PEOPLE),
}
DOUBLED = ("{0}/{1}", "{0} / {1}", "{0} ({1})", "{0} - {1}", "{0} | {1}")
BETWEEN = ("\n", " ", ", ", ". ", " | ", "; ")


def _read(text: str, folder: Path) -> Record:
    path = folder / "page.txt"
    path.write_text(text, "utf-8")
    (record,) = (one for one in read(path, guess(path), folder) if isinstance(one, Record))
    return record


def _credited(record: Record) -> dict[str, list[str]]:
    lists = {field: getattr(record, field) for field in FIELDS if field != "other_credits"}
    others = list(chain.from_iterable(record.other_credits.values()))
    return {field: [one.name for one in people] for field, people in (lists | {"other_credits": others}).items()}


STATED = {field: names.split(", ") for field, names in zip(FIELDS, PEOPLE, strict=True)}


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("arranged", ARRANGED)
def test_credits(arranged: str, language: str, tmp_path: Path) -> None:
    """The label stands before the names or behind them, beside, above or below, in lines or in one."""
    record = _read(HEAD + ARRANGED[arranged](LABELS[language]) + TEXT, tmp_path)
    assert (record.title, _credited(record)) == ("Stille Wasser", STATED)


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("arranged", ["label below", "label below, blocks", "label behind a dash", "label above"])
def test_credits_without_anything_above(arranged: str, language: str, tmp_path: Path) -> None:
    """A name at the top of a page, with its role below it, is no title; and no role goes to the next name."""
    record = _read(ARRANGED[arranged](LABELS[language]) + TEXT, tmp_path)
    assert (record.title, _credited(record)) == (None, STATED)


@pytest.mark.parametrize("doubled", DOUBLED)
@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("language", [one for one in LABELS if one != "en"])
def test_labels_in_two_languages(language: str, between: str, doubled: str, tmp_path: Path) -> None:
    """A label that stands there twice is no part of the names before it."""
    labels = tuple(doubled.format(*pair) for pair in zip(LABELS[language], LABELS["en"], strict=True))
    assert _credited(_read(HEAD + _pairs("{0}: {1}", between)(labels) + TEXT, tmp_path)) == STATED


ROWS = {
    "two blocks": "<div><div>{1}</div><div>{0}</div></div>",
    "blocks": "<div>{1}</div><div>{0}</div>",
    "a line break": "<p>{1}<br>{0}</p>",
    "paragraphs": "<p>{1}</p><p>{0}</p>",
    "names in headings": "<h4>{1}</h4><p>{0}</p>",
    "cells": "<tr><td>{1}</td><td>{0}</td></tr>",
    "cell heads": "<tr><th>{1}</th><td>{0}</td></tr>",
    "items": "<li><b>{1}</b> {0}</li>",
    "items with a break": "<li>{1}<br>{0}</li>",
    "terms": "<dt>{1}</dt><dd>{0}</dd>",
    "strong": "<div><strong>{1}</strong>: {0}</div>",
}


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("above", ["", "<h3>Credits</h3>", "<p>2021, 98 min, France</p>", "<h1>Stille Wasser</h1>"])
def test_names_before_roles_in_html(above: str, row: str, tmp_path: Path) -> None:
    """Whatever heading stands above, and whatever follows."""
    within = {"<tr": "table", "<li": "ul", "<dt": "dl"}.get(ROWS[row][:3], "div")
    rows = "".join(ROWS[row].format(*pair) for pair in zip(LABELS["de"], PEOPLE, strict=True))
    body = f"{above}<{within}>{rows}</{within}><p>A woman comes back to the village, where she is alone.</p>"
    path = tmp_path / "page.html"
    path.write_text(f"<!doctype html><html lang=de><meta charset=utf-8><body>{body}</body></html>", "utf-8")
    (record,) = (one for one in read(path, guess(path), tmp_path) if isinstance(one, Record))
    assert (record.title, _credited(record)) == ("Stille Wasser" if "<h1>" in above else None, STATED)


MARKED = {
    "a dash": "{0} – {1}",
    "a bar": "{0} | {1}",
    "a row of a table": "| {0} | {1} |",
    "brackets": "[{0}] {1}",
    "round brackets": "({0}) {1}",
    "bold": "**{0}:** {1}",
    "bold before the colon": "**{0}**: {1}",
    "a bullet": "• {0}: {1}",
    "a number": "1. {0}: {1}",
    "a comma at the end": "{0}: {1},",
}


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("mark", MARKED)
def test_marks(mark: str, language: str, tmp_path: Path) -> None:
    """Whatever marks a label, and whatever the line ends with."""
    assert _credited(_read(HEAD + _pairs(MARKED[mark], "\n")(LABELS[language]) + TEXT, tmp_path)) == STATED


def test_capitals_are_not_taken_apart(tmp_path: Path) -> None:
    """A letter with an accent is a capital, too: `REŽISSÖÖR` is not `Rež` with a name behind it."""
    lines = "\n".join(f"{label.upper()} {names.upper()}" for label, names in zip(LABELS["et"], PEOPLE, strict=True))
    assert _credited(_read(HEAD + lines + TEXT, tmp_path))["directors"] in ([], ["Anna Berg"])


COMPOUNDS = ("{0}, {1}", "{0}/{1}", "{0} / {1}", "{0} & {1}", "{0} + {1}", "{0} – {1}", "{0} | {1}", "{0}, {1}, {2}")


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("between", [": ", " ", "\n", " – ", ":\n"])
@pytest.mark.parametrize("form", COMPOUNDS)
def test_one_name_behind_several_labels(form: str, between: str, language: str, tmp_path: Path) -> None:
    """Each of the labels is said of her, with a colon or without, and nobody else is found."""
    labels = LABELS[language]
    record = _read(f"{HEAD}{form.format(*labels)}{between}Eva Falk\n{labels[5]}: Kai Lind\n{TEXT}", tmp_path)
    credited = set(FIELDS[: form.count("{")])
    said = _credited(record)
    assert {field for field in FIELDS if said[field] == ["Eva Falk"]} == credited
    assert said["composers"] == ["Kai Lind"]


def test_who_did_all(tmp_path: Path) -> None:
    """A label that may mean a company, beside labels of people, is of the people behind it."""
    record = _read(f"{HEAD}Regie, Buch, Schnitt und Produktion: Eva Falk\n", tmp_path)
    assert [one.name for one in record.producers] == ["Eva Falk"] and not record.production_companies


BESIDE = ("{0}: {1}", "{0} {1}", "{0}\t{1}", "{0} ....... {1}", "{0}… {1}", "{0} | {1}", "{0}\n{1}")


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("form", BESIDE)
def test_surnames_first(form: str, language: str, tmp_path: Path) -> None:
    """`Berg, Anna` behind several labels is Anna Berg, whatever stands between label and name."""
    people = ["Berg, Anna", "Dahl, Carl", "Falk, Eva", "Holm, Gil", "Ohm, Otto", "Di Nord, Mia Rosa", "Pohl, Olaf"]
    lines = "\n".join(form.format(*pair) for pair in zip(LABELS[language], people, strict=True))
    said = _credited(_read(HEAD + lines + TEXT, tmp_path))
    turned = [" ".join(reversed(name.split(", "))) for name in people]
    assert said == {field: [name] for field, name in zip(FIELDS, turned, strict=True)}


@pytest.mark.parametrize("language", LABELS)
def test_surnames_before_semicolons(language: str, tmp_path: Path) -> None:
    """Where most pairs of a page have a half of one word, a semicolon stands between surname and given name."""
    people = [
        "Di Berg; Anna Rosa",
        "Dahl; Carl, Falk; Eva",
        "Holm; Gil",
        "Ohm; Otto",
        "Nord; Mia",
        "Pohl; Olaf",
        "Ek; Bo",
    ]
    lines = "\n".join(f"{label}: {names}" for label, names in zip(LABELS[language], people, strict=True))
    said = _credited(_read(HEAD + lines + TEXT, tmp_path))
    names = ["Anna Rosa Di Berg", "Carl Dahl, Eva Falk", "Gil Holm", "Otto Ohm", "Mia Nord", "Olaf Pohl", "Bo Ek"]
    assert said == {field: one.split(", ") for field, one in zip(FIELDS, names, strict=True)}


@pytest.mark.parametrize("language", LABELS)
def test_surnames_in_capitals_first(language: str, tmp_path: Path) -> None:
    """Where all of a page stand before given names that are not, as Czech and Hungarian pages write them."""
    people = ["BERG Anna", "DAHL Carl, FALK-LEE Eva", "HOLM Gil", "OHM Otto", "DI NORD Mia Rosa", "POHL Olaf", "EKL Bo"]
    lines = "\n".join(f"{label}: {names}" for label, names in zip(LABELS[language], people, strict=True))
    said = _credited(_read(HEAD + lines + TEXT, tmp_path))
    names = ["Anna Berg", "Carl Dahl, Eva Falk-Lee", "Gil Holm", "Otto Ohm", "Mia Rosa di Nord", "Olaf Pohl", "Bo Ekl"]
    assert {field: [one.casefold() for one in found] for field, found in said.items()} == {
        field: one.casefold().split(", ") for field, one in zip(FIELDS, names, strict=True)
    }


def test_surnames_in_capitals_last(tmp_path: Path) -> None:
    """`Jean DUPONT` and `JEAN DUPONT` are in the usual order, and so is a page where only some are not."""
    for names in ("Jean DUPONT, Anna BERG", "JEAN DUPONT, ANNA BERG"):
        record = _read(f"{HEAD}Director: {names}\nScreenplay: {names}\n", tmp_path)
        assert [one.name.casefold() for one in record.directors] == ["jean dupont", "anna berg"]


def test_shortened_labels_in_a_line(tmp_path: Path) -> None:
    """`reż. Anna Berg, zdj. Eva Falk, Polska 1961, 88'`: small labels with points, and facts behind the last name."""
    line = "reż. Anna Berg, scen. Carl Dahl, zdj. Eva Falk, muz. Gil Holm, wyk. Ida Jung, Otto Ohm, Polska 1961, 88'"
    record = _read(f"Dziewiąta rano\n\n{line}\n", tmp_path)
    assert [one.name for one in record.cast] == ["Ida Jung", "Otto Ohm"]
    assert (record.composers[0].name, record.year, record.duration, record.countries) == (
        "Gil Holm",
        1961,
        "PT1H28M",
        ("PL",),
    )


def test_people_between_semicolons(tmp_path: Path) -> None:
    """Two names of two words with a semicolon between them are two people."""
    record = _read(f"{HEAD}Director: Anna Berg; Carl Dahl\nScreenplay: Eva Falk; Gil Holm\n", tmp_path)
    assert [one.name for one in record.directors] == ["Anna Berg", "Carl Dahl"]


@pytest.mark.parametrize("between", [" / ", "; ", ", ", " | ", " - "])
def test_a_name_in_halves_is_a_fault(between: str, tmp_path: Path) -> None:
    """Two single words behind a label may be one name or two."""
    record = _read(f"{HEAD}Director: Anna{between}Berg\n", tmp_path)
    assert not record.directors and [fault.field for fault in record.faults] == ["directors"]


@pytest.mark.parametrize("dot", "·•・")
def test_a_point_inside_a_name(dot: str, tmp_path: Path) -> None:
    """Chinese and Japanese write one between the parts of a foreign name."""
    record = _read(f"安娜\n\n导演: 安娜{dot}贝格\n主演: 卡尔{dot}达尔 / 伊娃{dot}福克\n片长: 98分钟\n", tmp_path)
    assert [one.name for one in record.directors] == [f"安娜{dot}贝格"]
    assert [one.name for one in record.cast] == [f"卡尔{dot}达尔", f"伊娃{dot}福克"]


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Munt.", "editors"),
        ("Manusk.", "screenwriters"),
        ("Kamer.", "cinematographers"),
        ("Forgat.", "screenwriters"),
        ("Опер.", "cinematographers"),
    ],
)
def test_labels_cut_short(label: str, field: str, tmp_path: Path) -> None:
    """A label that is cut short with a point says what all labels say that begin so."""
    record = _read(f"Nordlicht\n2019, 90 min\nDirector: Anna Berg\n{label}: Carl Dahl\n", tmp_path)
    assert [person.name for person in getattr(record, field)] == ["Carl Dahl"]


def test_labels_without_capitals_in_a_line(tmp_path: Path) -> None:
    """Labels in small letters follow each other in a line without marks, each before names."""
    line = (
        "režija Anna Berg scenarij Carl Dahl, Eva Falk fotografija Gil Holm montaža Ida Juhl igrajo Kai Lund, Mia Nord"
    )
    record = _read(f"Nordlicht\n2019, 90 min\n\n{line}\n", tmp_path)
    assert [person.name for person in record.directors] == ["Anna Berg"]
    assert [person.name for person in record.screenwriters] == ["Carl Dahl", "Eva Falk"]
    assert [person.name for person in record.editors] == ["Ida Juhl"]
    assert [person.name for person in record.cast] == ["Kai Lund", "Mia Nord"]


def test_labels_of_scripts_without_capitals(tmp_path: Path) -> None:
    """Labels without colons are known in scripts that have no capitals as well."""
    text = "밀양\n\n감독 이창동\n출연 전도연, 송강호\n국가 한국\n제작연도 2007\n상영시간 142분\n"
    record = _read(text, tmp_path)
    assert ([person.name for person in record.cast], record.year) == (["전도연", "송강호"], 2007)


@pytest.mark.parametrize(
    ("lines", "cast"),
    [
        (
            "Laia Costa: Victoria\nFrederick Lau: Sonne\nFranz Rogowski: Boxer",
            ["Laia Costa", "Frederick Lau", "Franz Rogowski"],
        ),
        (
            "Victoria: Laia Costa\nSonne: Frederick Lau\nBoxer: Franz Rogowski",
            ["Laia Costa", "Frederick Lau", "Franz Rogowski"],
        ),
    ],
)
def test_roles_before_or_behind_colons(lines: str, cast: list[str], tmp_path: Path) -> None:
    """Below a label of the cast, who plays is on the side of the colon on which most have two names."""
    record = _read(f"Nordlicht\n2019, 90 min\nRegie: Anna Berg\nBesetzung\n{lines}\n", tmp_path)
    assert [person.name for person in record.cast] == cast


def test_several_names_in_elements_of_their_own(tmp_path: Path) -> None:
    """Names that stand behind a label in one element each are several people."""
    rows = "".join(
        f"<div><span>{label}</span>{''.join(f'<span>{name}</span>' for name in names)}</div>"
        for label, *names in (("Regie", "Anna Berg"), ("Drehbuch", "Anna Berg", "Carl Dahl"), ("Kamera", "Eva Falk"))
    )
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><h1>Nordlicht</h1><p>2019, 90 min</p>{rows}</body></html>", "utf-8")
    (record,) = (one for one in read(path, guess(path), tmp_path) if isinstance(one, Record))
    assert [person.name for person in record.screenwriters] == ["Anna Berg", "Carl Dahl"]


def test_director_and_cast_in_a_sentence(tmp_path: Path) -> None:
    """`Een film van X met Y`: particles of names do not make a sentence of it."""
    line = "Een film van Fons Berg met Derek de Lint, Marc van Uchelen en Monique van de Ven"
    record = _read(f"De aanslag\n\n{line}\nNederland, 1986, 149 minuten\n", tmp_path)
    assert [person.name for person in record.directors] == ["Fons Berg"]
    assert [person.name for person in record.cast] == ["Derek de Lint", "Marc van Uchelen", "Monique van de Ven"]


@pytest.mark.parametrize(
    ("label", "names"), [("각본", "봉준호, 한진원"), ("編劇", "王家衛、杜可風"), ("脚本", "野田高梧、小津安二郎")]
)
def test_names_without_spaces_are_no_halves(label: str, names: str, tmp_path: Path) -> None:
    """Two names in a script that has no spaces in names are two people, and not the halves of one."""
    record = _read(f"Nordlicht\n2019, 90 min\nDirector: Anna Berg\n{label}: {names}\n", tmp_path)
    assert [person.name for person in record.screenwriters] == [*map(str.strip, names.replace("、", ",").split(","))]
