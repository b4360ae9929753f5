"""The figures of a comparison: a line each, a column for today and every scenario, the best of a line marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.features.allocation.page.scenario.proof import percent
from app.features.allocation.queries.scenarios import Comparison, Figures
from app.kit.words import _
from app.ui.grid import GridColumn


@dataclass(frozen=True)
class Sum:
    """What a column tells: figures, and what is proven of them."""

    figures: Figures
    gap: float | None = None


@dataclass(frozen=True)
class Line:
    """One figure: its name, its value (None: unknown), how it reads, and whether less of it is better."""

    name: str
    value: Callable[[Sum], float | None]
    form: str = "{:,.0f}"
    less: bool = True
    told: Callable[[Sum], str] | None = None

    def read(self, one: Sum) -> str:
        """As it is shown."""
        value = self.value(one)
        if value is None:
            return "–"
        return self.told(one) if self.told else self.form.format(value)


def lines() -> list[Line]:
    """The figures compared, in the order they matter."""
    wishes = (_("First wishes met"), _("Second wishes met"), _("Third wishes met"))
    return [
        Line(_("Proven gap"), lambda s: s.gap, told=lambda s: percent(s.gap or 0.0)),
        Line(_("Changes"), lambda s: s.figures.moves),
        Line(_("Hours moved"), lambda s: s.figures.hours_moved),
        Line(_("Variation of the loads"), lambda s: s.figures.variation, "{:.3f}"),
        Line(_("Gini of the loads"), lambda s: s.figures.gini, "{:.3f}"),
        Line(_("Largest deviation"), lambda s: s.figures.deviation, "{:.1%}"),
        *(_wish(name, at) for at, name in enumerate(wishes)),
        Line(_("Mean familiarity"), lambda s: s.figures.familiarity, "{:.2f}", less=False),
        Line(_("Mean way (km)"), lambda s: s.figures.kilometres, "{:.1f}"),
        Line(_("Tenure lost (years)"), lambda s: s.figures.tenure_lost),
    ]


def figure_columns(found: Comparison) -> list[GridColumn]:
    """The figure's name, today, and every scenario."""
    today, shown = Sum(found.today), [Sum(head.figures, head.gap) for head in found.heads]
    return [
        GridColumn(_("Indicator"), lambda line: line.name, 144),
        GridColumn(_("Today"), lambda line: line.read(today), 70, right=True, tone=lambda _line: "soft"),
        *(
            GridColumn(head.name, _reading(one), 84, right=True, tone=_best(one, shown))
            for head, one in zip(found.heads, shown, strict=True)
        ),
    ]


def _wish(name: str, at: int) -> Line:
    """Wishes met of those asked for."""

    def told(one: Sum) -> str:
        return "{} / {}".format(*one.figures.wishes[at])

    return Line(name, lambda one: one.figures.wishes[at][0], told=told, less=False)


def _reading(one: Sum) -> Callable[[Line], str]:
    return lambda line: line.read(one)


def _best(one: Sum, shown: Sequence[Sum]) -> Callable[[Line], str]:
    """Where they are not all alike."""

    def tone(line: Line) -> str:
        values = [value for other in shown if (value := line.value(other)) is not None]
        if len(set(values)) < 2:
            return ""
        return "ok" if line.value(one) == (min(values) if line.less else max(values)) else ""

    return tone
