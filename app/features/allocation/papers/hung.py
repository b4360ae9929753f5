"""调整告知: what is hung up in a village or at a transformer when its customer manager changes (A8)."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.features.allocation.queries.changed import Changed
from app.features.allocation.queries.planned import handed
from app.features.org.queries import setting
from app.kit.paper import HAIR, INK, SOFT, Box, CardGrid, Document, Line, Rect, Text
from app.kit.store.context import Context
from app.kit.words import N_, _

POSTER = N_("Notice to be hung up: your new customer manager")
GRID = CardGrid(width_mm=186.0, height_mm=130.0, columns=1, rows=2)
"""Two to a page, to be cut apart: half a sheet is read from two steps away."""
EDGE = 12.0


def area_notices(
    ctx: Context, since: date | None = None, areas: Sequence[int] = (), managers: Sequence[int] = (),
    scenarios: Sequence[int] = (),
) -> Document:
    """One notice for every area that changes hands, two to a page: who, telephone, from when, who was it before."""
    office = str(setting(ctx, "office.name"))
    found = sorted(handed(ctx, since, managers, areas, scenarios), key=lambda one: one.code)
    return Document(_(POSTER), GRID.sheets([tuple(_notice(one, office, ctx.today)) for one in found]))


def _notice(one: Changed, office: str, today: date) -> Iterator[Box]:
    width, height, inner = GRID.width_mm, GRID.height_mm, GRID.width_mm - 2 * EDGE
    yield Rect(4, 4, width - 8, height - 8, "", INK, 0.5, 2)
    yield Text(EDGE, 9, inner, 13, _("Your customer manager"), 26, True, "center", "middle")
    where = one.name if not one.village or one.village in one.name else f"{one.village} · {one.name}"
    yield Text(EDGE, 23, inner, 9, where, 15, False, "center", "middle")
    yield Text(EDGE, 32, inner, 6, _("{code} · {n} households", code=one.code, n=f"{one.households:,}"), 10, False,
               "center", "middle", SOFT)  # fmt: skip
    yield Rect(EDGE, 41, inner, 42, "#f4f7f7", HAIR, 0.2, 1.5)
    yield Text(EDGE + 6, 44, inner * 0.42, 6, _("Customer manager"), 10, colour=SOFT)
    yield Text(EDGE + 6, 51, inner * 0.42, 28, one.person, 34, True, "left", "middle")
    yield Line(EDGE + inner * 0.48, 46, EDGE + inner * 0.48, 78, 0.2, HAIR)
    yield Text(EDGE + inner * 0.48 + 6, 44, inner * 0.5 - 8, 6, _("Telephone"), 10, colour=SOFT)
    yield Text(EDGE + inner * 0.48 + 6, 51, inner * 0.52 - 10, 28, _spaced(one.phone), 30, True, "left", "middle")
    yield Text(EDGE, 87, inner, 8, _sentence(one), 13, False, "left", "middle")
    yield Text(EDGE, 95, inner, 14, _("Please turn to your customer manager with every question, wish and fault: "
               "he sees to it, and brings you the answer."), 11, colour=SOFT)  # fmt: skip
    signed = " ".join(part for part in (office, one.office if one.office != office else "") if part)
    if one.telephone:
        yield Text(EDGE, 110, inner / 2, 6, _("Duty telephone: {phone}", phone=one.telephone), 11, valign="middle")
    yield Text(EDGE + inner / 2, 110, inner / 2, 6, signed, 11, False, "right", "middle")
    yield Text(EDGE + inner / 2, 117, inner / 2, 6, long_day(today), 11, False, "right", "middle")


def _sentence(one: Changed) -> str:
    """From when on, and who it was before."""
    day = long_day(one.since) if one.since else "____________"
    if one.before:
        return _("From {day} on in place of {before}.", day=day, before=one.before)
    return _("From {day} on.", day=day)


def long_day(day: date) -> str:
    """A day as it is written in a letter."""
    return _("{year}-{month:02}-{day:02}", year=day.year, month=day.month, day=day.day)


def _spaced(phone: str) -> str:
    """A mobile number in the groups in which people read it out; a blank to be filled in if there is none."""
    plain = phone.replace(" ", "")
    if len(plain) == 11 and plain.isdecimal():
        return f"{plain[:3]} {plain[3:7]} {plain[7:]}"
    return phone or "______________"
