"""The forms in which titles, names and companies are compared; `kg/model/values/forms.toml` has the words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from kg.model import iris
from kg.model.values.tables import table

_RULES = table("forms")


def _words(name: str) -> frozenset[str]:
    return frozenset(word for words in _RULES[name].values() for word in words)


def _numbers(name: str) -> dict[str, str]:
    return {word: str(number) for words in _RULES[name].values() for word, number in words.items()}


TELLING: frozenset[str] = _words("telling")
TRADES: dict[str, str] = {role: trade for trade, roles in _RULES["trades"].items() for role in roles}
_LETTERS = str.maketrans(_RULES["letters"])
_ARTICLES, _AND, _LEGAL_FORMS = _words("articles"), _words("and"), _words("legal_forms")
_NUMBERS, _LAST_NUMBERS = _numbers("numbers"), _numbers("last_numbers")
SUFFIXES = _words("suffixes")
_BRACKETED = re.compile(r"\A([^()\[\]]*+)[(\[]([^()\[\]]*+)[)\]]([^()\[\]]*+)")
_SUBTITLE = re.compile(r":\s|\s[-–—]\s|\s(?:or|oder|ou|oppure),?\s", re.IGNORECASE)
_SHORTENED = re.compile(r"\.|(?<=\b\w)/(?=\w\b)")


def plain(text: str) -> str:
    """A text without case, punctuation and accents, its letters plain where they have a plain form."""
    found = iris.normal(text)
    return found if found.isascii() else found.translate(_LETTERS)


def titles(stated: Iterable[str]) -> frozenset[str]:
    """All forms of some titles of one film; what stands in brackets may be another title, or a note."""
    return frozenset(form for title in stated for part in _parts(title) if (form := _title(part)))


def written(stated: Iterable[str]) -> frozenset[str]:
    """Titles as they are written, but for case, accents, punctuation, and an article behind."""
    return frozenset(form for title in stated if (form := plain(_turned(title))))


def main_titles(stated: Iterable[str]) -> frozenset[str]:
    """The forms of what stands before a subtitle: weaker, since several films may begin so."""
    cut = (_SUBTITLE.split(title, maxsplit=1) for title in stated)
    return frozenset(form for parts in cut if len(parts) > 1 and (form := _title(parts[0])))


def _parts(title: str) -> Iterator[str]:
    found = _BRACKETED.fullmatch(title)
    yield title
    if found and found[1].strip():
        yield f"{found[1]} {found[3]}"
        if not found[2].isdigit() and not found[3].strip():
            yield found[2]


def _title(title: str) -> str:
    words = plain(_turned(title).replace("&", " and ")).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    words = ["&" if word in _AND else word for word in words]
    return " ".join(_NUMBERS.get(word, word) for word in words[:-1]) + _last(words)


def _turned(title: str) -> str:
    """`Sea, The` → `The Sea`."""
    before, _, last = title.rpartition(",")
    return f"{last.strip()} {before.strip()}" if before.strip() and plain(last) in _ARTICLES else title


def _last(words: list[str]) -> str:
    if len(words) < 2:
        return _NUMBERS.get(words[0], words[0]) if words else ""
    return f" {_LAST_NUMBERS.get(words[-1], _NUMBERS.get(words[-1], words[-1]))}"


def numbers(form: str) -> list[str]:
    """The numbers in the form of a title: part 1 is not part 2."""
    return sorted(word for word in form.split() if word.isdigit())


def company(name: str) -> str:
    """The plain name of a company without its article and its legal form."""
    words = plain(_SHORTENED.sub("", name)).split()
    kept = words[1:] if len(words) > 1 and words[0] == "the" else words
    while len(kept) > 1 and kept[-1] in _LEGAL_FORMS:
        kept = kept[:-1]
    return " ".join(kept)


def author(name: str) -> str:
    """By what the forms of an author's name agree: the surname, and the first letter of the given name."""
    words = [word for word in plain(name).split() if word not in SUFFIXES] or [plain(name)]
    return f"{words[-1]} {words[0][:1]}" if len(words) > 1 else words[0]


@functools.cache
def given_names() -> dict[str, frozenset[str]]:
    """Given names and short forms → the given names that each may stand for."""
    found: dict[str, set[str]] = {}
    for names in _RULES["nicknames"].values():
        for name, short in names.items():
            for known in (name, *short):
                found.setdefault(known, set()).add(name)
    return {known: frozenset(names) for known, names in found.items()}
