"""What people and companies may be called: names, and neither placeholders, labels, addresses nor numbers.

These rules hold for every source. What a name is made of, in lists, notes and capitals, `people` and `company` tell.
"""

import functools
import re

from kg.model.iris import normal
from kg.model.values.country import country
from kg.model.values.language import language
from kg.model.values.plain import is_plain
from kg.model.values.tables import alternatives, table
from kg.model.values.tails import without_tails
from kg.model.values.text import caseless, is_bare, name
from kg.model.values.time import FIRST_YEAR, LAST_YEAR
from kg.model.values.tried import tried
from kg.system.errors import NotUnderstood

TWO = "may be several people; write the whole name of each, with a comma between"
"""Why a text is not one name."""

_LOST = "a name with letters lost: read the file in the encoding in which it was written"

_LONGEST = 60
"""In characters, of a text that may say that nobody is named."""

_SHORTEST = 4
"""In characters, of a single word that is rather a country or a language (Poland, english) than somebody (Al, Mari)."""

_ADDRESS = re.compile(r"://|\bwww\.|\S@\S|\A@", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp4|mov|avi|mkv|docx?|html?|php|txt|xml|json|csv)\b", re.IGNORECASE
)
# A question mark stands for a letter that an encoding did not have.
_LOST_LETTER = re.compile(r"\ufffd|(?:[^\W\d_]|(?<!\S))\?[^\W\d_]")
_OF_NO_NAME = re.compile(r"[\[\]{}<>=|\\^~_;:]|\s[-–—]+\s|\A[-–—]\s|\s/|/\s")
_SHORT = re.compile(r"[A-Z]{1,3}/[A-Z]{1,3}")
_IDENTIFIER = re.compile(r"[A-Za-z]{1,3}[0-9]{3,}|[0-9]+(?:\W?(?:[A-Za-z+]|min|mn|hrs?)?|\s[A-Za-z]{1,3})\.?")

# A backslash is of the file that the text was in.
_ESCAPED = re.compile(r"""(?<!\\)\\++(["'])""")
_TOGETHER = re.compile(rf"(?<![^\s,;|])(?:{alternatives('together')})\s++(?=\S)", re.IGNORECASE)

_COMMA = re.compile(rf",(?!\s*(?:{alternatives('suffixes')})(?:,|\Z))")

_AND, _AND_PERHAPS = alternatives("conjunctions_of_names"), alternatives("conjunctions_in_names")
# A company is known by its legal form behind, or by a word that is nobody's name.
_FORM = re.compile(rf"\S,?\s(?:{alternatives('company_forms')})\.?\Z")
_COMPANY_WORD = re.compile(
    rf"\A(?:{caseless(alternatives('company_words'))}|\w+(?:{caseless(alternatives('company_endings'))}))\Z"
)
_SIGNS = ".,()\"'"
"""Signs around words."""

_INITIAL = re.compile(r"\A(?:[^\W\d_]\.\s?)+[^\W\d_]{2}|\s[^\W\d_]\.\s")
_OF_SURNAMES = frozenset(
    ("von", "van", "der", "de", "di", "del", "della", "da", "dos", "zu", "bin", "al", "el", "ten", "ter")
)

_TERRITORIES = frozenset(table("words")["territories"])
_SMALL = "|".join(map(re.escape, table("words")["particles"]))
# A group is called with its "and": The Captain and Tennille, Nick Cave and the Bad Seeds.
GROUP = re.compile(rf"The\s|\A.*\s(?:{_AND}|y)\s(?:the|les|los|las)\s", re.IGNORECASE)
_SEVERAL = re.compile(rf"\s(?:{_AND}|And|AND|Und|UND|ET)\s|\A\S+\s(?:{_AND_PERHAPS})\s(?!(?:{_SMALL})\s)\S+\s\S")


def listed(raw: str) -> str:
    """Several names with a comma where one worked `in collaboration with` another."""
    return _TOGETHER.sub(", ", raw) if " " in raw else raw


def company_name(raw: str) -> str:
    """What a company is called. Raises NotUnderstood for a placeholder, an address, a file, a number."""
    line = _ESCAPED.sub(r"\1", name(raw))
    if found := _TOGETHER.match(line):
        line = line[found.end() :]
    if not any(map(str.isalpha, line)):
        raise NotUnderstood("not a name: it has no letter")
    if not is_bare(line):
        _refuse_signs(line)
    if _is_misread(line):
        raise NotUnderstood(_LOST)
    if is_nobody(line) or line.casefold().strip("() ") in _TERRITORIES:
        raise NotUnderstood("a placeholder, not a name")
    return line


def _refuse_signs(line: str) -> None:
    """Raise NotUnderstood where the signs in a name say that it is none."""
    if line.count("(") != line.count(")"):
        raise NotUnderstood("not a name: half of it is missing, as a bracket is not closed")
    if line[0] + line[-1] == "()" and line.count("(") == 1:
        raise NotUnderstood("not a name: a note in brackets")
    if _LOST_LETTER.search(line):
        raise NotUnderstood(_LOST)
    if _ADDRESS.search(line) or _FILE.search(line):
        raise NotUnderstood("not a name: an address or a file")


def person_name(raw: str) -> str:
    """What one person or group is called. Refused besides: several people, a number, a year, an identifier."""
    if is_plain_name(raw):
        return raw
    line = company_name(raw)
    if _COMMA.search(line):
        raise NotUnderstood("not a name: it has a comma; is the surname first?")
    if stray := _OF_NO_NAME.search(line):
        raise NotUnderstood(f"not a name: it has {stray[0].strip()!r}")
    if "/" in line and not _SHORT.fullmatch(line):
        raise NotUnderstood(TWO)
    if is_company(line):
        raise NotUnderstood("the name of a company, not of a person")
    if (_SEVERAL.search(line) or _TOGETHER.search(line)) and not GROUP.match(line):
        raise NotUnderstood(TWO)
    numbers = [word for word in line.split() if any(map(str.isdigit, word))] if any(map(str.isdigit, line)) else []
    is_other = line.islower() or _IDENTIFIER.fullmatch(line)
    if len(numbers) > 1 or any(map(_is_no_part, numbers)) or (numbers and is_other):
        raise NotUnderstood("not a name: it has a number")
    if " " not in line and len(line) > _SHORTEST and _is_place_or_language(line):
        raise NotUnderstood("not a name: a country or a language")
    return line


@functools.lru_cache(maxsize=4096)
def is_plain_name(raw: str) -> bool:
    """Whether a text is one person's name that no rule for names changes or refuses."""
    return is_plain(raw) and not _says_company(raw) and not _is_misread(raw) and not _TOGETHER.match(raw)


def is_company(given: str) -> bool | None:
    """Whether a name is a company's and not a person's, by what it is made of; None where that leaves it open.

    Most companies are called so that nobody can tell (Wild Bunch): what the name does not say, only its place can.
    """
    if _says_company(given):
        return True
    words = [word.strip(_SIGNS) for word in given.split()]
    if len(words) > 1 and (_INITIAL.search(given) or any(word in _OF_SURNAMES for word in words[1:-1])):
        return False
    return None


def _says_company(given: str) -> bool:
    """Whether a form of companies stands behind a name, or a word in it that is nobody's."""
    words = (word.strip(_SIGNS) for word in caseless(given).split())
    return bool(_FORM.search(given) or any(map(_COMPANY_WORD.match, words)) or given.endswith("+"))


def is_nobody(text: str) -> bool:
    """Whether a text says, in any of the languages of `nobody.toml`, that nobody is named: TBA, various directors."""
    if len(text) > _LONGEST:
        return False
    if "".join(text.casefold().split()) in _marks():
        return True
    if normal(text) in _phrases() or not without_tails(text):
        return True
    words = []
    for word in text.split():  # mostly the first is none of them
        words.append("".join(filter(str.isalnum, normal(word))))
        if words[-1] and words[-1] not in _words() and not words[-1].isdigit():
            return False
    return any(len(word) > 1 for word in words)


def is_placeholder(text: str) -> bool:
    """Whether a text says that there is nothing, in any of these languages: what people do (music) is something."""
    words = ("".join(filter(str.isalnum, normal(word))) for word in text.split())
    return is_nobody(text) and not all(word in _roles() for word in words)


def _is_place_or_language(line: str) -> bool:
    tag = tried(language, line)
    return bool(tried(country, line) or (tag and len(tag.partition("-")[0]) == len("en")))


def _is_misread(line: str) -> bool:
    """`FranÃ§ois`: the bytes of UTF-8, read as Windows-1252."""
    if line.isascii():
        return False
    try:
        return line.encode("cp1252").decode("utf-8") != line
    except UnicodeError:
        return False


def _is_no_part(number: str) -> bool:
    """Whether a number is part of no name: a year, a date, a time, a price."""
    digits = number.strip("().,'’\"")
    return bool(re.search(r"[0-9][.,:/%€$£][0-9]|[0-9]['’′]", number)) or (
        digits.isdecimal() and FIRST_YEAR <= int(digits[:9]) <= LAST_YEAR
    )


@functools.cache
def _words() -> frozenset[str]:
    tables = table("nobody")
    return frozenset(
        normal(word) for of in ("words", "roles", "shown") for all_ in tables[of].values() for word in all_
    )


@functools.cache
def _roles() -> frozenset[str]:
    return frozenset(normal(word) for all_ in table("nobody")["roles"].values() for word in all_)


@functools.cache
def _phrases() -> frozenset[str]:
    return frozenset(normal(phrase) for phrases in table("nobody")["phrases"].values() for phrase in phrases)


@functools.cache
def _marks() -> frozenset[str]:
    return frozenset(table("nobody")["marks"]["alone"])
