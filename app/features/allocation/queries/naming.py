"""What managers are called, in lists, on pages and on paper."""

from collections import Counter

from sqlalchemy import select

from app.features.managers.model import Manager
from app.features.org.model import Staff
from app.kit.store.context import Context


def names(ctx: Context) -> dict[int, str]:
    """Of everybody who holds or held the role; namesakes carry the end of their staff numbers."""
    found = ctx.session.execute(
        select(Manager.id, Staff.code, Staff.name).join(Staff, Manager.staff_id == Staff.id)
    ).all()
    people = Counter(name for name, _code in {(name, code) for _id, code, name in found})
    return {id_: f"{name} {code[-3:]}" if people[name] > 1 else name for id_, code, name in found}
