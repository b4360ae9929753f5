"""Which grades may serve an area (A14: 不同等级客户经理对应不同类别的客户,营销不同的产品)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """Managers of ``grade`` may serve customers of class ``rank`` in areas of ``kind``; None stands for all."""

    grade: str
    rank: str | None = None
    kind: str | None = None

    def covers(self, rank: str, kind: str) -> bool:
        """Whether the scope speaks of this class in this kind of area."""
        return self.rank in (None, rank) and self.kind in (None, kind)


def grades_allowed(scopes: Sequence[Scope], kind: str, ranks: Iterable[str]) -> frozenset[str] | None:
    """Grades that may serve an area of ``kind`` with customers of all ``ranks``; None: every grade.

    A class or kind that no scope names is open to every grade. A scope of neither lets its grade serve everything.

    >>> scopes = [Scope("senior", "key"), Scope("first", None, "community")]
    >>> grades_allowed(scopes, "area", ["general"]) is None
    True
    >>> grades_allowed(scopes, "area", ["general", "key"])
    frozenset({'senior'})
    >>> sorted(grades_allowed(scopes, "community", ["general"]))
    ['first']
    >>> sorted(grades_allowed([*scopes, Scope("trainee")], "community", ["general"]))
    ['first', 'trainee']
    """
    allowed: frozenset[str] | None = None
    for rank in ranks:
        speaking = [scope for scope in scopes if scope.covers(rank, kind)]
        if not any(scope.rank or scope.kind for scope in speaking):
            continue
        grades = frozenset(scope.grade for scope in speaking)
        allowed = grades if allowed is None else allowed & grades
    return allowed
