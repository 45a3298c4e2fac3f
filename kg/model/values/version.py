"""In which language a film is spoken and subtitled, where a text says both: `English, Dutch subtitles`, `dt. OmeU`."""

import functools
import re
from typing import NamedTuple

from kg.model.values.language import language
from kg.model.values.lists import INFLECTED, languages
from kg.model.values.notes import apart
from kg.model.values.tables import alternatives, table
from kg.model.values.tried import tried

_LEAD = rf"(?:(?:{alternatives('with')})\s+)?"
_WORDS = alternatives("subtitles")
# After "with" several may stand: with French, Dutch and German subtitles.
_LED = re.compile(
    rf"(?:\A|(?<=[\s,;(/]))(?:{alternatives('with')})\s(?P<of>[^()]{{1,80}})\s(?:{_WORDS})\W{{0,9}}\Z", re.IGNORECASE
)
# Behind: English subtitles, deutschen Untertiteln; before: sous-titres anglais, subtítulos en inglés, UT: Deutsch.
_BEHIND = re.compile(
    rf"(?:\A|(?<=[\s,;(/])){_LEAD}"
    rf"(?P<of>[^\s,;]{{1,30}}(?:\s(?:and|und|et|y|e|en)\s[^\s,;]{{1,30}})?)\s(?:{_WORDS})\W*\Z",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:\A|(?<=[\s,;(/])){_LEAD}(?:{_WORDS})(?:\.|:|\s)\s*(?:(?:in|en|em|auf|na|po)\s+)?(?P<of>\S.*)\Z", re.IGNORECASE
)
_ALONE = re.compile(rf"(?:\A|[,;(/]\s*|\s(?:{alternatives('with')})\s+)(?:{_WORDS})\W*\Z", re.IGNORECASE)
_LONGEST = 200
_ANY, _TWO = "Fassung", 2
"""The word that another one has to tell which version it is."""

_FORMAT = re.compile(r"[23]D|4DX|IMAX|HFR|[48]K|(?:8|16|35|70)mm|DCP|ScreenX|D-BOX|Atmos", re.IGNORECASE)


_NO = "|".join(table("words")["without"])
_NEGATED = re.compile(
    rf"(?:\A|(?<=[\s,;(/]))(?:{_LEAD}(?:{_NO})\s(?:[^\s,;()]{{1,30}}\s)?(?:{_WORDS})|(?:{_WORDS})\s?[:=]?\s?(?:{_NO}))(?!\w)\.?",
    re.IGNORECASE,
)
"""`no subtitles`, `sans sous-titres`, `UT: keine`."""


_NONE = re.compile(rf"(?:{_NO})\W{{0,3}}", re.IGNORECASE)


class Version(NamedTuple):
    """What a text says of the language that is spoken, "" where nothing, and tags of languages of subtitles."""

    spoken: str
    subtitles: tuple[str, ...] = ()


def version(raw: str) -> Version:
    """The text without what it says of subtitles and of the version; as it is, where that cannot be understood."""
    if len(raw) > _LONGEST or tried(language, raw) is not None:
        return Version(raw)
    said = _NEGATED.sub(" ", raw)
    if said != raw:
        return version(" ".join(re.sub(r"\(\s*\)", " ", said).split()).strip(" ,;/"))
    found: list[str] = []
    for _, notes in apart(raw):
        for note in notes:
            if (inner := _taken(note)) is not None and not inner.spoken:
                said = said.replace(f"({note})", "").replace(f"（{note}）", "")
                found += inner.subtitles
    rest = _taken(said.strip())
    if rest is None:
        return Version(" ".join(said.split()), tuple(found)) if said != raw else Version(raw)
    bare = INFLECTED.sub("", rest.spoken)
    spoken = bare if tried(language, bare) and not tried(language, rest.spoken) else rest.spoken
    return Version(spoken, tuple(dict.fromkeys([*found, *rest.subtitles])))


def is_none(raw: str) -> bool:
    """Whether a text about subtitles only says that there are none: `geen`, `keine`."""
    return bool(_NONE.fullmatch(raw.strip()))


def called(raw: str) -> str:
    """What a text calls a version by its name: `OmU`, `OV`, `dt. Fassung`; "" where it names none."""
    words = raw.replace(",", " ").replace("(", " ").replace(")", " ").split() if len(raw) <= _LONGEST else []
    found = next((word for word in words if _mark(word) is not None), "")
    return found if found != _ANY else " ".join(words) if len(words) == _TWO else ""


def marks(said: str) -> tuple[str, tuple[str, ...]] | None:
    """The version and the formats that a text names, if it names nothing else: `OmU, 3D`; None for any other text."""
    words = [word for word in re.split(r"[\s,;/+&]+", said) if word] if len(said) <= _LONGEST else []
    versions = [word for word in words if _mark(word) is not None]
    formats = [word for word in words if _FORMAT.fullmatch(word)]
    if not words or len(versions) > 1 or len(versions) + len(formats) < len(words):
        return None
    return next(iter(versions), ""), tuple(formats)


def _taken(said: str) -> Version | None:
    """None where the text says nothing of a version."""
    for pattern in (_LED, _BEHIND, _BEFORE):
        if (match := pattern.search(said)) and (tags := _tags(match["of"])):
            return Version(_without_mark(said[: match.start()].strip(" ,;/(")), tags)
    if match := _ALONE.search(said):
        return Version(_without_mark(said[: match.start()].strip(" ,;/(")))
    words = said.replace(",", " ").split()
    at = [number for number, word in enumerate(words) if _mark(word) is not None]
    if not at:
        return None
    subtitles = dict.fromkeys(tag for number in at if (tag := _mark(words[number])))
    return Version(_without_mark(said), tuple(subtitles))


def _without_mark(said: str) -> str:
    return " ".join(word for word in said.split() if _mark(word.strip(",;")) is None).strip(" ,;/")


def _mark(word: str) -> str | None:
    """The language of the subtitles of a version, "" where its name does not say; None where it is no version."""
    versions, bare = table("languages")["versions"], word.replace(".", "")
    found: str | None = versions.get(bare, versions.get(bare.upper()) if "." in word[:-1] else None)
    return found


@functools.lru_cache(maxsize=256)
def _tags(said: str) -> tuple[str, ...]:
    """The languages that are named, also by an adjective (mit deutschen Untertiteln); none where one is not known."""
    tags = [tried(language, one) for one in languages(said.strip(" .()"))]
    return tuple(tag for tag in tags if tag) if all(tags) else ()
