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
        small, large = sorted((self.members(one), self.members(other)), key=len)
        root = self.root(large[0])
        if self.root(small[0]) != root:
            self._members.pop(self.root(small[0]), None)
            self._members[root] = large
            large += small
            for member in (root, *small):
                self._root[member] = root

    def sets(self, members: Iterable[T]) -> list[list[T]]:
        """The sets of some members, each in their order."""
        found: dict[T, list[T]] = {}
        for member in members:
            found.setdefault(self.root(member), []).append(member)
        return list(found.values())
