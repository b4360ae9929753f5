"""What managers are called, in lists, on pages and on paper: namesakes carry the end of their staff numbers."""

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.kit.store.context import Context

_other, _role = aliased(Staff), aliased(Manager)
HAS_NAMESAKE = (
    select(_role.id).join(_other, _role.staff_id == _other.id)
    .where(_other.name == Staff.name, _other.id != Staff.id).exists()
)  # fmt: skip
"""Whether another one of that name holds or held the role."""


def called(name: str, code: str, has_namesake: bool) -> str:
    """A manager's name as everybody reads it.

    >>> called("韦春生", "G00777", True), called("韦春生", "G00777", False)
    ('韦春生 777', '韦春生')
    """
    return f"{name} {code[-3:]}" if has_namesake else name


def names(ctx: Context) -> dict[int, str]:
    """Of everybody who holds or held the role, by manager."""
    found = select(Manager.id, Staff.name, Staff.code, HAS_NAMESAKE).join(Staff, Manager.staff_id == Staff.id)
    return {id_: called(name, code, has_namesake) for id_, name, code, has_namesake in ctx.session.execute(found)}
