"""Who may do what, as data: roles hold permission patterns (``visits.*``)."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from app.kit.errors import Forbidden
from app.kit.words import N_, _


@dataclass(frozen=True)
class Role:
    """A named set of permission patterns."""

    name: str
    label: str
    patterns: tuple[str, ...]


ROLES = {
    role.name: role
    for role in (
        Role("supervisor", N_("Supervisor"), ("*",)),
        Role("clerk", N_("Clerk"), ("*.read", "*.create", "*.edit", "*.record", "*.import", "*.plan")),
        Role("manager", N_("Customer manager"), ("*.read", "visits.record", "requests.*", "wishes.*")),
        Role("headquarters", N_("Headquarters"), ("*.read",)),
    )
}


@dataclass(frozen=True)
class Account:
    """Who is working: the name written into the journal and the role that decides permissions."""

    name: str
    role: str = "supervisor"

    def may(self, permission: str) -> bool:
        """True if the role holds ``permission``."""
        return any(fnmatchcase(permission, pattern) for pattern in ROLES[self.role].patterns)

    def demand(self, permission: str, what: str) -> None:
        """Raise :class:`Forbidden` unless the role holds ``permission``; ``what`` is the translated act."""
        if not self.may(permission):
            role = _(ROLES[self.role].label)
            raise Forbidden(_("{who} ({role}) may not do this: {what}", who=self.name, role=role, what=what))
