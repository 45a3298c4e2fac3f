"""Many words looked for in one text, in one pass over it, by the automaton of Aho and Corasick (CACM 18(6), 1975)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

_NESTED = 32
"""Of words that end at one place of the text, so many are looked at: the longest that were not found before."""

_BITS = 21
"""Of a character."""


def standing(words: Iterable[str], text: str, edges: Collection[int]) -> set[str]:
    """Those of the words that stand in the text from one of its edges to another. No word is empty.

    Time and memory grow with words and text together, whatever they have in common.
    """
    found: set[str] = set()
    automaton, state = _Automaton(word for word in words if len(word) <= len(text)), 0
    for place, character in enumerate(map(ord, text), 1):
        # What does not begin at an edge need not be begun.
        if state or place - 1 in edges:
            state = automaton.after(state, character)
            if state and place in edges:
                found.update(automaton.taken(state, place, edges))
    return found


class _Automaton:
    """A tree of words, whose nodes are numbered from the root (0) downwards, level by level.

    From each node it leads back to that of the longest other end of what was read, or to the root.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._step: dict[int, int] = {}
        """Node and character → node."""
        self._back = [0]
        self._words: dict[int, str] = {}
        """Node → the word that ends there, as long as it is not taken."""
        here = [(word, 0) for word in words]
        depth = 0
        while here:
            here = [(word, self._grown(node, ord(word[depth]))) for word, node in here]
            depth += 1
            self._words |= {node: word for word, node in here if len(word) == depth}
            here = [(word, node) for word, node in here if len(word) > depth]
        self._nearest = list(self._back)

    def _grown(self, node: int, character: int) -> int:
        key = node << _BITS | character
        if key not in self._step:
            self._back.append(self.after(self._back[node], character))
            self._step[key] = len(self._back) - 1
        return self._step[key]

    def after(self, node: int, character: int) -> int:
        """The node of the longest beginning of a word that the text ends with, one character later."""
        step = self._step
        while node and (node << _BITS | character) not in step:
            node = self._back[node]
        return step.get(node << _BITS | character, 0)

    def taken(self, node: int, place: int, edges: Collection[int]) -> Iterable[str]:
        """The words that end at this place and begin at an edge; each is given once."""
        for _ in range(_NESTED):
            if not (node := self._left(node)):
                return
            word = self._words[node]
            if place - len(word) in edges:
                del self._words[node]
                yield word
            else:
                node = self._nearest[node]

    def _left(self, node: int) -> int:
        """The nearest node, this one or further back, of a word that is not taken. The way to it is made shorter."""
        passed = []
        while node and node not in self._words:
            passed.append(node)
            node = self._nearest[node]
        for each in passed:
            self._nearest[each] = node
        return node
