"""The title of a page, by candidates: each has its reasons for and against, and a small margin is none."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model.record import Fault
from kg.sources.fields import fault
from kg.sources.lexicon import fold, senses
from kg.sources.pages import atoms
from kg.sources.pages.general import Page
from kg.sources.pages.lines import BORDER
from kg.sources.pages.names import is_name
from kg.sources.pages.technical import FACTS, introducing, is_prose, technical
from kg.sources.pages.words import expression, those

_LEAST, _MARGIN = 3.0, 0.8
_LABEL = 9.0
_FEW, _MANY = 14, 40
_IN_HTML, _MOST_OTHERS = 0.3, 8
_SITE = re.compile(r"(?<!\s)\s++[|–—·•»«:>-]++\s++|\s*+[|»«]\s*+")
_BRACKET = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]*)[)\]]\s*\Z")
_VERSIONS = re.compile(
    r"\s*[-–,]?\s*\b(?:OmU|OmeU|OmdU|OV|OF|VOSE|VOSTFR?|VOST|VO|VF|V\.O\.S\.E\.?|V\.O\.S\.|3D|2D|DCP|35 ?mm|16 ?mm|HD|4K)\b\.?\s*\Z"
)
_BESIDE = re.compile(
    r"(?:film|movie|tv film|tv movie|pel[ií]cula|restored|director['’]?s cut|\d+/\d+|omu.*|ome?u|ov|v\.?o\.?.*|fsk.*|\+?\d+\+?)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"\s+/\s+")
_DATES = re.compile(r"\b\d{1,2}[.:/]\d{1,2}|\b\d{1,2}\.\s|€|\d{3,}[ -]\d{2,}|@|https?:|\.(?:jpe?g|png|svg)\b|/\w+\+")
_NO_TITLE = re.compile(
    r".*[<>_{}=].*|skip to .*|(?:zum|to) .*content.*|zur(?:ü|ue)ck.*|back.*|event info.*|about|partager.*|share.*|read more.*|menu|sign in.*|log ?in.*"
    r"|allowed from.*|.*\bposter\b.*|followed by.*|this film is.*|order .*|.*\bbasket\b.*|.*\bcookies?\b.*|international cinema|now showing|.*®.*",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\w(?:wettbewerb|festival|filmfest|filmtage|programm|reihe|vorschau|premiere|competition|kino|cinema)\b"
)
_BY = re.compile(
    r"(?:by|von|de|di|van|directed by|regia|un film|ein film|a film|r\.|dirigida|regie|réalis|d['’]|rež|reż)\b",
    re.IGNORECASE,
)
_PERSON = (
    r"(?:was born|born|(?:is|was) an? (?:\w+ ){0,4}(?:director|filmmaker|artist|actor|actress|writer|screenwriter|producer|author)"
    r"|has directed|studied|trained|ist (?:ein|eine) (?:\w+ ){0,3}(?:regisseur|filmemacher|autor|schauspieler)|wurde|est nee?|nacio|nasceu|nat[oa]"
    r"|e nat[oa]|urodz|graduated|began|started|lives|naci)"
)
_OF_A_PERSON = (
    r"(?:directed by|director|regisseur(?:in)?|regista|realisat(?:eur|rice)|directora|filmmaker|writer director|regie von|ein film von|a film by|un film de"
    r"|cineaste|instruktor|regissor|rezyser|reziser)"
)
_DAYS = frozenset(
    """may mai maja maio mayo januar februar marz maerz april juni juli august september oktober november dezember january february march june july
    october december janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre gennaio febbraio marzo aprile maggio
    giugno luglio agosto settembre ottobre dicembre enero febrero abril junio julio septiembre octubre noviembre diciembre januari februari
    maart kesakuuta tammikuuta uhr""".split()
)
_AND_BY = re.compile(r"\s+(?:de|d['’]|von|by|di|von)\s*(?=[A-ZÀ-Þ])")


class Found(NamedTuple):
    """The title, other titles, what speaks against taking one, and the name below it."""

    title: str
    others: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    below: str = ""


class _Candidate(NamedTuple):
    text: str
    score: float
    at: int
    others: tuple[str, ...] = ()


def title_of(page: Page, hints: Iterable[tuple[str, str]]) -> Found:
    """The title that a page states. A label says it; else candidates are weighed; no title is better than a wrong one.

    `hints`: what a page says of itself, by kind (`og`, `title`, `h1`).
    """
    said = [(kind, text, at) for kind, text, at in page.titles]
    labelled = [_clean(text) for kind, text, _ in said if kind == "title"]
    original = [_clean(text) for kind, text, _ in said if kind == "original_title"]
    others = [title for kind, text, _ in said if kind == "other_title" for title in (text,)]
    ranked = _ranked(page, list(hints), labelled, [one for one, _ in original])
    ranked = _prefixes(page, ranked)
    best = ranked[0] if ranked else None
    if best and best.score >= _LEAST and best.score - _next(ranked) >= _MARGIN:
        beside = [
            *best.others,
            *(other for _, more in labelled[:1] for other in more),
            *(one for one, _ in original),
            *others,
            *_beneath(page, best),
        ]
        return _found(best.text, beside)._replace(below=_below(page, best))
    if original and original[0][0]:
        return _found(original[0][0], [*original[0][1], *others])
    if others and not best:
        return _found(others[0], others[1:])
    if best and best.score >= _LEAST:
        names = " or ".join(repr(one.text) for one in ranked[:3])
        told = fault(
            "title",
            best.text,
            f"may be called {names}: nothing on the page decides",
            line=page.lines[max(best.at, 0)].number,
        )
        return Found("", (), (told,))
    return Found("", ())


def _found(title: str, others: Iterable[str]) -> Found:
    known = {fold(title)}
    kept = []
    for other in others:
        if other and fold(other) not in known and not fold(other).endswith(f" {fold(title)}"):
            known.add(fold(other))
            kept.append(other)
    return Found(title, tuple(kept))


def _ranked(
    page: Page, hints: list[tuple[str, str]], labelled: list[tuple[str, tuple[str, ...]]], original: list[str]
) -> list[_Candidate]:
    """The candidates, each once with all that speaks for it, the best first."""
    found: dict[str, _Candidate] = {}
    counted: dict[str, set[str]] = {}
    for why, text, score, at in (*_labels(labelled), *_hinted(page, hints), *_placed(page, _IN_HTML if hints else 1.0)):
        title, others = _clean(text)
        key = fold(title)
        if not key or not _may_be(page, title, at):
            continue
        known = found.get(key)
        more = 0.0 if why in counted.setdefault(key, set()) else score
        counted[key].add(why)
        if known is None:
            found[key] = _Candidate(title, more + _support(page, title, original), at, others)
        else:
            spelt = title if known.text.isupper() and not title.isupper() else known.text
            found[key] = _Candidate(
                spelt, known.score + more, known.at if known.at >= 0 else at, known.others or others
            )
    return sorted(found.values(), key=lambda one: -one.score)


def _prefixes(page: Page, ranked: list[_Candidate]) -> list[_Candidate]:
    """`Les feuilles mortes au cinéma` speaks for `Les feuilles mortes`, where that is a line of its own."""
    whole = {fold(line.text) for line in page.lines}
    for one in ranked[1:]:
        if fold(ranked[0].text).startswith(f"{fold(one.text)} ") and fold(one.text) in whole:
            others = [other for other in ranked if other is not one]
            return [one._replace(score=ranked[0].score + _MARGIN), *others]
    return ranked


def _next(ranked: list[_Candidate]) -> float:
    """The score of the best candidate that is not beneath the first, as another title is."""
    return max((one.score for one in ranked[1:] if not 0 < one.at == ranked[0].at + 1), default=-_LABEL)


def _labels(labelled: list[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, str, float, int]]:
    """What a label calls the title is it, unless it can be none."""
    yield from (("label", title, _LABEL, -1) for title, _ in labelled[:1] if title)


def _hinted(page: Page, hints: list[tuple[str, str]]) -> Iterator[tuple[str, str, float, int]]:
    """Candidates of the head of an HTML page: the parts of its title, and its main headings.

    A part that the page shows as a heading or line is likelier; the last part is the site's name, and so is what the
    title for other sites (`og`) leaves out.
    """
    headings = {fold(_clean(line.text)[0]) for line in page.lines if line.heading}
    lines = {fold(_clean(line.text)[0]) for line in page.lines}
    said = {kind: text for kind, text in hints if kind != "h1"}
    spots = [(at, fold(_clean(line.text)[0])) for at, line in enumerate(page.lines)]
    spots.sort(key=lambda spot: not page.lines[spot[0]].heading)
    for kind, text in said.items():
        parts = [part for part in _SITE.split(text) if part.strip()]
        for number, part in enumerate(parts):
            key = fold(_clean(part)[0])
            shown = 3.0 if key in headings else 2.0 if key in lines else 0.0
            site = len(parts) > 1 and number + 1 == len(parts) and number > 0
            left_out = kind == "title" and "og" in said and key not in fold(said["og"])
            at = next((at for at, one in spots if one == key), -1)
            yield kind, part, (2.5 if number == 0 else 1.0) + shown - (3.0 if site or left_out else 0.0), at
        if len(parts) > 1 and (whole := fold(_clean(text)[0])) in lines:
            yield kind, text, 6.0 if whole in headings else 4.0, next(at for at, one in spots if one == whole)
    told = fold(" ".join(said.values()))
    for kind, text in hints:
        if kind == "h1":
            key = fold(_clean(text)[0])
            yield (
                kind,
                text,
                5.0 if f" {key} " in f" {told} " else 2.0,
                next((at for at, one in spots if one == key), -1),
            )


def _placed(page: Page, weight: float) -> Iterator[tuple[str, str, float, int]]:
    """Candidates by their lines: the first ones, headings, those above facts, those that come again.

    `weight` of being among the first: in HTML the site's own lines are first.
    """
    numbers = page.facts.lines()
    facts = [at for at, line in enumerate(page.lines) if line.number in numbers]
    again = Counter(fold(line.text) for line in page.lines)
    rank = 0
    for at, line in enumerate(page.lines):
        text = line.text.replace(BORDER, " ").strip()
        if at in page.silent or (at in page.used and at not in page.technical):
            continue
        if at in page.technical and page.technical[at].facts:
            yield from (("led", lead, 3.0, at) for lead in _leads(page, at))
            continue
        if not _may_be(page, _clean(text)[0], at):
            continue
        base = weight * _by_place(page, at, rank, facts) + (2.0 if line.heading else 0.0)
        if at < _MANY or line.heading:
            yield "line", text, base + _by_look(page, at, text), at
        if at < _FEW and again[fold(text)] > 1:
            apart = at + 1 < len(page.lines) and fold(page.lines[at + 1].text) != fold(text)
            yield "again", text, 1.5 if apart and rank < 2 else 0.5, at
        rank += 1
    yield from (("place", text, 4.0, at) for at, text in page.places)


def _by_place(page: Page, at: int, rank: int, facts: list[int]) -> float:
    """The first line that may be a title is likely to be it, and one right above facts."""
    score = max(0.0, 1.5 - 0.04 * at) + (3.0 if not rank else 0.7 if rank == 1 else 0.0)
    if facts and at < facts[0]:
        score += 1.2
    below = min((place - at for place in facts if place > at), default=99)
    return score + (1.2 if below <= 2 else 0.7 if below <= 5 else 0.0)


def _by_look(page: Page, at: int, text: str) -> float:
    """What a line alone says for or against being a title."""
    after = page.lines[at + 1] if at + 1 < len(page.lines) else None
    score = 0.4 if page.lines[at].gap and after and after.gap else 0.0
    score += 0.4 if text.isupper() and len(text) > 3 else 0.0
    score += 1.0 if re.search(rf"\({atoms.YEAR}\)", text) else 0.0
    score += 1.5 if _VERSIONS.search(text.rstrip(")")) else 0.0
    score += 1.2 if after and _BY.match(after.text) else 0.0
    score -= 1.0 if not (text[0].isupper() or not text[0].isalpha() or ord(text[0]) > 0x2E00) else 0.0
    score -= 1.0 if len(text.split()) > 7 else 0.0
    return score - (3.0 if len(re.findall(r"\d+", text)) > 2 else 0.0)


def _leads(page: Page, at: int) -> Iterator[str]:
    """What stands before the facts of a line: `Stalker, Rusko, 1979`, `Aftersun (Charlotte Wells, 2022)`."""
    text = page.lines[at].text
    lead = re.split(r"\s*[(\[]", text, maxsplit=1)[0]
    if introducing("directors").match(text) or introducing("cast").match(text):
        return
    if lead != text and lead.strip() and not any(piece.kind in FACTS for piece in (technical(lead) or _NO).pieces):
        yield lead
    first = page.technical[at].pieces[0]
    if first.kind in ("text",) and len(first.text.split()) <= 8:
        yield first.text.strip(" .,;")


class _NoLine(NamedTuple):
    pieces: tuple[()] = ()


_NO = _NoLine()


def _support(page: Page, title: str, original: list[str]) -> float:
    """What the rest of the page says of it: that it is said again, or the name of a person, an award, the site's."""
    key = fold(title)
    body = page.body()
    alone = sum(fold(line.text) == key for line in page.lines)
    said = len(re.findall(rf"(?<!\w){re.escape(key)}(?!\w)", body)) - max(alone, 1) if len(key) > 1 else 0
    score = max(0.0, min(2.2, 0.9 * said)) + (3.0 if key in map(fold, original) else 0.0)
    tokens = key.split()
    odd = len(_EVENT.findall(key)) + sum(token in those("no_names") or token in those("no_titles") for token in tokens)
    score -= 3.5 if odd and len(tokens) <= 6 else 1.0 if odd else 0.0
    score -= 2.5 if any(token in those("prizes") for token in tokens) else 0.0
    if is_name(title):
        score -= 3.5 if _is_person(key, body) else 0.6
    return score


def _is_person(key: str, body: str) -> bool:
    """Whether a text says of a name what is said of people."""
    name = re.escape(key)
    return bool(re.search(rf"{name} {_PERSON}|{_OF_A_PERSON} {name}(?!\w)", body))


def _may_be(page: Page, title: str, at: int) -> bool:
    """Whether nothing forbids that a film is called so."""
    if len(title) > 90 or len(title.split()) > 12 or is_prose(title) or _DATES.search(title):
        return False
    if senses(title) or atoms.is_genre(title) or atoms.country(title) or expression("beside").fullmatch(title):
        return False
    if title.endswith(("…", ":")) or (title.endswith(".") and len(title.split()) > 3):
        return False
    people = {fold(str(name)) for field in _CREDITED for name in page.facts.values(field)}
    if fold(title) in people:
        return False
    tokens = fold(title).split()
    if _NO_TITLE.fullmatch(title) or (re.search(r"[0-9]", title) and _DAYS & set(tokens)):
        return False
    return not all(token in those("no_names") for token in tokens) and expression("stops").fullmatch(title) is None


_CREDITED = ("directors", "cast", "screenwriters", "cinematographers", "editors", "composers", "producers")


def _clean(text: str) -> tuple[str, tuple[str, ...]]:
    """A title without year, version and notes; titles in brackets or behind a slash are others."""
    title = text.replace(BORDER, " ").strip(" \t|•·–—-")
    title = re.sub(r"\A[«»„“”\"]([^«»„“”\"]+)[«»„“”\"]\Z", r"\1", " ".join(title.split()))
    title = re.sub(r"\A\(([^()]+)\)\Z", r"\1", title).split(" | ")[0]
    others: list[str] = []
    for _ in range(3):
        if found := _BRACKET.search(title):
            inside = found["inside"].strip()
            before = title[: found.start()].strip(" -–")
            if not before:
                break
            if inside and _is_other(inside, before):
                others.insert(0, inside)
            title = before
        elif found := _VERSIONS.search(title):
            title = title[: found.start()].strip() or title
            break
    if len(parts := _SLASHED.split(title)) == 2 and len(parts[0]) > 1 and _is_other(parts[1], parts[0]):
        title, others = parts[0], [parts[1], *others]
    return title.strip(" ,;-–"), tuple(others)


def without_notes(text: str) -> str:
    """A title without year, version and notes."""
    return _clean(text)[0]


def _is_other(inside: str, title: str) -> bool:
    if inside[:1].islower() or _BESIDE.fullmatch(inside) or not any(map(str.isalpha, inside)):
        return False
    line = technical(inside)
    return not (line and line.pieces) and not is_name_of_facts(inside) and fold(inside) != fold(title)


def is_name_of_facts(inside: str) -> bool:
    """Whether a text in brackets holds a number or commas, as facts and credits do."""
    return bool(re.search(r"[\d;]", inside)) or "," in inside


def _beneath(page: Page, best: _Candidate) -> Iterator[str]:
    """Another title below the title: a short line that is nobody credited, with facts or labels right behind it."""
    led = [(lead, at) for at in (best.at + 1, best.at + 2) if at in page.technical for lead in _leads(page, at)]
    yield from (lead for lead, at in led if _may_be(page, lead, at))
    yield from (
        other
        for other, at in page.others
        if at - best.at <= 6
        and _may_be(page, other, at)
        and not is_name_of_facts(other)
        and other[:1].isupper()
        and not is_name_like_note(other)
    )
    directors = "directors" in page.facts
    at = best.at + 1
    run: list[str] = []
    while 0 < at < len(page.lines) and page.lines[at].heading and page.lines[at - 1].heading:
        run.append(_clean(page.lines[at].text)[0])
        at += 1
    if run:
        sure = at in page.technical and len(run) <= _MOST_OTHERS
        yield from (one for one in run if sure and _may_be(page, one, at))
        return
    if not 0 < at < len(page.lines) or at in page.used or not directors or page.lines[at].gap > 2:
        return
    text = page.lines[at].text
    near = any(place in page.used or place in page.technical for place in range(at + 1, at + 4))
    if is_name(text) and len(text.split()) == 2:
        return
    if near and _may_be(page, text, at) and len(text.split()) <= 6 and not re.search(r"\d|[.!?]\Z", text):
        title, _ = _clean(text)
        yield title


def _below(page: Page, best: _Candidate) -> str:
    """Who stands below the title, alone on a line above facts: the director, where no label says who that is."""
    for at in range(best.at + 1, min(best.at + 3, len(page.lines) - 1)) if best.at >= 0 else ():
        text = page.lines[at].text.replace(BORDER, " ").strip()
        if at in page.used or at in page.technical:
            return ""
        if is_name(text):
            below = [page.technical.get(at + 1), page.technical.get(at + 2)]
            facts = any(line and any(piece.kind in FACTS for piece in line.pieces) for line in below)
            return text if facts else ""
        if is_prose(text):
            return ""
    return ""


def is_name_like_note(text: str) -> bool:
    """Whether a note is about the version shown."""
    return bool(_BESIDE.fullmatch(text))
