"""The table of managers: what each one gets and gives away, and what it makes of his load."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.features.allocation.queries.loads import Holder
from app.features.allocation.queries.outlook import Outlook
from app.features.allocation.rules.bands import WARNED
from app.kit.words import _
from app.ui.grid import GridColumn


@dataclass(frozen=True)
class Side:
    """One manager's account: areas, households and hours before, after, got and lost."""

    holder: Holder
    areas: int
    got: int
    lost: int
    households: int
    households_net: int
    before: float
    after: float
    band: str
    """Where the hours to come stand in the office's load band."""

    @property
    def net(self) -> float:
        """Hours a month more or less."""
        return self.after - self.before


def accounts(outlook: Outlook) -> list[Side]:
    """One for every manager, in their order."""
    gains, before, after, bands = outlook.gains(), outlook.before(), outlook.after(), outlook.bands()
    mine: dict[int, list[int]] = {}
    for placement in outlook.placements.values():
        mine.setdefault(placement.server, []).append(placement.site)
    found = []
    for id_, holder in outlook.managers.items():
        gain = gains.get(id_)
        got, lost = (gain.got, gain.lost) if gain else ((), ())
        found.append(Side(
            holder, len(mine.get(id_, ())), len(got), len(lost), _households(outlook, mine.get(id_, ())),
            _households(outlook, got) - _households(outlook, lost), before[id_], after[id_],
            bands[id_],
        ))  # fmt: skip
    return found


def columns(colours: Callable[[int], int]) -> list[GridColumn]:
    """Columns over accounts."""
    return [
        GridColumn(_("Manager"), lambda s: s.holder.name, 112, dot=lambda s: colours(s.holder.id)),
        GridColumn(_("Areas"), lambda s: f"{s.areas:,}", 52, right=True, sort=lambda s: -s.areas),
        GridColumn(_("Gets"), lambda s: _some(s.got, "+"), 48, right=True, tone=lambda s: "ok" if s.got else "soft",
                   sort=lambda s: -s.got),
        GridColumn(_("Gives"), lambda s: _some(s.lost, "−"), 48, right=True,
                   tone=lambda s: "attention" if s.lost else "soft", sort=lambda s: -s.lost),
        GridColumn(_("Households"), lambda s: f"{s.households:,}", 76, right=True, sort=lambda s: -s.households),
        GridColumn("±", lambda s: _signed(s.households_net, 0), 58, right=True,
                   tone=lambda s: _tone(s.households_net), sort=lambda s: -s.households_net),
        GridColumn(_("Hours"), lambda s: f"{s.after:,.1f}", 64, right=True, sort=lambda s: -s.after,
                   tone=lambda s: WARNED.get(s.band, "")),
        GridColumn("±", lambda s: _signed(s.net, 1), 64, right=True, tone=lambda s: _tone(s.net),
                   sort=lambda s: -s.net),
    ]  # fmt: skip


def _households(outlook: Outlook, areas: Sequence[int]) -> int:
    return sum(outlook.areas[area].households for area in areas)


def _some(count: int, sign: str) -> str:
    return f"{sign}{count:,}" if count else "–"


def _signed(value: float, digits: int) -> str:
    return f"{value:+,.{digits}f}".replace("-", "−") if round(value, digits) else "–"


def _tone(value: float) -> str:
    return "soft" if round(value, 1) == 0 else ""
