"""What belongs together when some of it is said to: connected components."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Components(Generic[T]):
    """Disjoint sets; each is known by one of its members, its root."""

    def __init__(self) -> None:
        """Begin with nothing joined."""
        self._root: dict[T, T] = {}
        self._members: dict[T, list[T]] = {}

    def root(self, member: T) -> T:
        """The root of the set of a member."""
        return self._root.get(member, member)

    def members(self, member: T) -> list[T]:
        """All of the set of a member."""
        return self._members.get(self.root(member), [member])

    def join(self, one: T, other: T) -> None:
        """Make one set of two: the larger takes in the smaller, so that nothing moves often."""
        left, right = self.root(one), self.root(other)
        if left != right:
            small, large = sorted((left, right), key=lambda root: len(self.members(root)))
            moved = self._members.pop(small, [small])
            self._members.setdefault(large, [large]).extend(moved)
            for member in moved:
                self._root[member] = large

    def sets(self, members: Iterable[T]) -> list[list[T]]:
        """The sets of some members, each in their order."""
        found: dict[T, list[T]] = {}
        for member in members:
            found.setdefault(self.root(member), []).append(member)
        return list(found.values())
