"""Regular expressions take time that grows with the text, not with its square: all of code and of layouts.

Each is given texts made from its own parts: what it may begin with, again and again, and a round of each of its
repeats, with something behind that does not fit.
"""

import ast
import importlib
import pkgutil
import re
import tomllib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

import kg
from kg.audit import days, lengths
from kg.site.forms import locale
from kg.system.resources import ONTOLOGY

Expression = tuple[str | bytes, int]
"""An expression and its flags."""

Attack = tuple[str, str, str]
"""What stands before, what is repeated, what stands behind."""

Seconds = Callable[..., float]

SHORT, MIDDLE, LONG = 24, 800, 1000
"""In characters: what takes too long for less is not given more."""

QUICK, LATE = 0.00008, 0.01
"""In seconds: what takes less for `MIDDLE` is not looked at more closely; what takes more is slow without a proof."""

MOST = 48
"""So many times the time 16 times the text may take: between 16, the line, and 256, the square."""

WAYS: dict[str, Callable[[re.Pattern[Any], Any], object]] = {
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "finditer": lambda pattern, text: deque(pattern.finditer(text), 0),  # all that a search does, and more
}
CHARACTERS = [*" aA1é\n\t.,;-([<>\"'=&/|*_:@#?\\“‘{%!", "\0", "年"]

LAYOUTS = (
    *sorted((Path(kg.__file__).parent / "sources" / "pages" / "layouts").glob("*.toml")),
    ONTOLOGY / "authorities.toml",
)
KEYS = ("pattern", "look", "head", "image", "edition", "episode", "quote", "work", "separators")
"""The keys of layouts and authorities whose values are expressions."""

FROM_DATA = {
    "kg.model.authorities",
    "kg.pipeline.brought",
    "kg.query.patterns",
    "kg.query.things",
    "kg.sources.looks",
    "kg.sources.tables.options",
    "kg.sources.tables.separators",
    "kg.sources.tables.summaries",
} | {
    f"kg.sources.pages.{name}"
    for name in (
        *("align", "facts", "festival", "labelled", "names", "phrases", "reader", "sections", "seen"),
        *("split", "technical", "titles", "words"),
    )
}
"""Modules that take expressions from layouts, authorities or tables of their own."""

FROM_WORDS = {"kg.audit.days", "kg.audit.lengths"}
"""Modules that make expressions of a language's words."""


WALKED = {
    *(f"kg.model.values.{name}" for name in ("people", "separators", "time")),
    *("kg.rdf.inert", "kg.sources.tables.rows.delimited"),
}
"""Modules whose expressions stand in a table, there or in others, when they have been made."""


def expressions() -> dict[Expression, str]:
    """Each expression that the product uses → where it stands."""
    found: dict[Expression, str] = {}
    for where, (said, flags) in (*_of_modules(), *_of_layouts(), *_of_words()):
        found.setdefault((said, re.compile(said, flags).flags), where)
    return found


def _of_modules() -> Iterator[tuple[str, Expression]]:
    for module in _modules():
        for name, value in vars(module).items():
            said = _in_value(value, of_bytes=module.__name__ in FROM_DATA)
            yield from ((f"{module.__name__}.{name}", one) for one in said)
        yield from ((f"{module.__name__}:{line}", said) for line, said in _calls(module) if said)


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(kg.__path__, "kg."):
        if not found.name.endswith(("__main__", ".sheet")):  # these run when they are imported
            yield importlib.import_module(found.name)


def _in_value(value: Any, depth: int = 0, *, of_bytes: bool) -> Iterator[Expression]:
    """The expressions in a value; `of_bytes`: bytes in a collection are some too."""
    if isinstance(value, re.Pattern):
        yield value.pattern, value.flags
    elif isinstance(value, bytes) and depth and of_bytes:
        yield value, 0
    elif isinstance(value, list | tuple | set | frozenset) and depth < 3:
        for one in value:
            yield from _in_value(one, depth + 1, of_bytes=of_bytes)
    elif isinstance(value, Mapping) and depth < 3:
        for one in (*value.keys(), *value.values()):
            yield from _in_value(one, depth + 1, of_bytes=of_bytes)


def _calls(module: ModuleType) -> Iterator[tuple[int, Expression | None]]:
    """The line of each call of `re`, and its expression, as far as the module alone says it."""
    assert module.__file__
    for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            if ast.unparse(node.func) == "re.escape":
                continue
            flags = [word.value for word in node.keywords if word.arg == "flags"] or node.args[1:]
            try:
                yield node.lineno, (_evaluated(node.args[0], module), sum(_flags(flags, module)))
            except NameError:
                yield node.lineno, None


def _flags(given: list[ast.expr], module: ModuleType) -> Iterator[int]:
    for node in given:
        with suppress(NameError):
            flag = _evaluated(node, module)
            yield int(flag) if isinstance(flag, re.RegexFlag) else 0


def _evaluated(node: ast.expr, module: ModuleType) -> Any:
    return eval(compile(ast.Expression(node), "", "eval"), vars(module))


def _of_layouts() -> Iterator[tuple[str, Expression]]:
    def walk(value: Any, key: str) -> Iterator[str]:
        if isinstance(value, str) and set(key.split(".")) & set(KEYS):
            yield value
        for part, one in value.items() if isinstance(value, dict) else ():
            yield from walk(one, f"{key}.{part}")
        for one in value if isinstance(value, list) else ():
            yield from walk(one, key)

    for path in LAYOUTS:
        for said in walk(tomllib.loads(path.read_text("utf-8")), ""):
            yield path.name, (said, 0)


def _of_words() -> Iterator[tuple[str, Expression]]:
    for language in ("en", "ja"):
        made = [lengths._pattern(language), lengths._between(language)]
        made += [days._whole(name) for name in sorted(days._names(9, locale(language)))]
        yield from ((f"kg.audit, {language}", (one.pattern, one.flags)) for one in made)


def slow(said: Expression, seconds: Seconds) -> str:
    """The text and the way that make an expression slow; "" where none does."""
    pattern: re.Pattern[Any] = re.compile(*said)
    for attack in sorted(set(_attacks(pattern))):
        for name, way in WAYS.items():
            if _is_slow(partial(_taken, pattern, attack, way, seconds)):
                return "{} of {!r} + {!r} * n + {!r}".format(name, *attack)
    return ""


def _is_slow(taken: Callable[..., float]) -> bool:
    # What looks slow once may be the machine.
    if taken(SHORT) > LATE and taken(SHORT, 3) > LATE:
        return True
    first = taken(MIDDLE)
    if first > LATE and taken(MIDDLE, 3) > LATE:
        return True
    return first > QUICK and all(taken(16 * LONG) > MOST * taken(LONG, 3) for _ in range(3))


def _taken(pattern: re.Pattern[Any], attack: Attack, way: Any, seconds: Seconds, size: int, repeats: int = 1) -> float:
    before, pumped, behind = attack
    text = before + pumped * (size // len(pumped)) + behind
    given = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    return seconds(partial(way, pattern, given), repeats)


def _attacks(pattern: re.Pattern[Any]) -> Iterator[Attack]:
    text = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else str(pattern.pattern)
    tree = _parser.parse(text, pattern.flags)
    pool = [*CHARACTERS, *sorted(set(text) - set(CHARACTERS))]
    repeats = list(_repeats(tree, pool))
    for pumped in {*CHARACTERS, *(before + end for before, _ in repeats for end in ("", " ") if before)}:
        yield from (("", pumped, ""), ("a ", pumped, "!"))
    yield from ((before, pumped, "\0") for before, rounds in repeats for pumped in rounds if pumped)


def _repeats(items: Any, pool: list[str], before: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each repeat of an expression: a text that leads there, and texts that are one round of it."""
    for kind, said in items:
        for inner in _inner(str(kind), said):
            yield from _repeats(inner, pool, before)
        if "REPEAT" in str(kind) and said[1] > 9:
            yield before, tuple(_sample(said[2], pool, turn) for turn in range(3))
        before += _sample([(kind, said)], pool, 0)


def _inner(kind: str, said: Any) -> list[Any]:
    if kind == "BRANCH":
        return list(said[1])[:8]
    if "REPEAT" in kind:
        return [said[2]]
    if kind in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
        return [said[-1]]
    return [said] if kind == "ATOMIC_GROUP" else []


def _sample(items: Any, pool: list[str], turn: int) -> str:
    """A text that items of an expression match, or nearly: the edge of a word becomes a space."""
    return "".join(_one(str(kind), said, pool, turn) for kind, said in items)


def _one(kind: str, said: Any, pool: list[str], turn: int) -> str:
    if kind == "LITERAL":
        return chr(said)
    if kind in ("IN", "NOT_LITERAL", "ANY"):
        fitting = [char for char in pool if _fits(kind, said, char)] or ["\N{REPLACEMENT CHARACTER}"]
        return fitting[turn % len(fitting)]
    if kind == "AT":
        return " " if "BOUNDARY" in str(said) else ""
    if kind == "BRANCH":
        return _sample(said[1][turn % len(said[1])], pool, turn)
    if "REPEAT" in kind:
        return str(_sample(said[2], pool, turn) * min(max(said[0], 1), 30))
    return "" if kind == "ASSERT_NOT" else "".join(_sample(inner, pool, turn) for inner in _inner(kind, said))


def _fits(kind: str, said: Any, char: str) -> bool:
    if kind != "IN":
        return char != ("\n" if kind == "ANY" else chr(said))
    negated = str(said[0][0]) == "NEGATE"
    return any(_is_in(str(form), value, char) for form, value in said[negated:]) != negated


def _is_in(form: str, value: Any, char: str) -> bool:
    if form == "RANGE":
        return bool(value[0] <= ord(char) <= value[1])
    if form == "LITERAL":
        return bool(value == ord(char))
    *no, name = str(value).removeprefix("CATEGORY_").removeprefix("UNI_").split("NOT_")
    known = {"SPACE": char.isspace(), "DIGIT": char.isdecimal(), "WORD": char.isalnum() or char == "_"}
    return known[name] != bool(no)


KNOWN = expressions()


@pytest.mark.parametrize("said", KNOWN, ids=[f"{number}-{where}" for number, where in enumerate(KNOWN.values())])
def test_time_grows_with_the_text(said: Expression, seconds: Seconds) -> None:
    """Time grows with the text: 16 times as much takes far less than 256 times the time."""
    assert not slow(said, seconds), said[0]


@pytest.mark.parametrize("said", [r"\s*,", r"(a+)+$", r"<a[^>]*>", r"x(.*)y.*z", r"\d+\."])
def test_slow_expressions_are_found(said: str, seconds: Seconds) -> None:
    """What takes the square of the text, or more, is found."""
    assert slow((said, 0), seconds)


def test_all_expressions_are_known() -> None:
    """A module that makes an expression of what it is given has its data here."""
    makers = {module.__name__ for module in _modules() for _, made in _calls(module) if made is None}
    assert makers <= FROM_DATA | FROM_WORDS | WALKED
