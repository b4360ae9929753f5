"""The lines below a title: the office, what the paper tells of, who approved it."""

from collections.abc import Sequence
from datetime import date

from app.features.allocation.model import Scenario
from app.features.allocation.queries.changed import Changed
from app.kit.store.context import Context
from app.kit.store.row import fields_of
from app.kit.words import _


def about(
    ctx: Context, office: str, found: Sequence[Changed], since: date | None, scenarios: Sequence[int]
) -> tuple[str, ...]:
    """Subtitles of a paper on ``scenarios``, or on what was applied from ``since`` on."""
    lines = [_scenario(ctx, id_) for id_ in scenarios]
    if not scenarios:
        lines = [_("applied from {day} on", day=since or ctx.today.replace(day=1))]
    approvers = sorted({one.approver for one in found if one.approver})
    if approvers:
        lines.append(_("Approved by: {who}", who=_(", ").join(approvers)))
    return tuple(line for line in (office, *lines) if line)


def _scenario(ctx: Context, id_: int) -> str:
    drawn, shown = ctx.get(Scenario, id_), fields_of(Scenario)
    told = _("Scenario {name}, drawn up by {author} on {day}, {state}", name=drawn.name, author=drawn.author,
             day=drawn.drawn_on, state=shown["state"].show(drawn.state))  # fmt: skip
    if drawn.effective_on is None:
        return told
    return _("{scenario}, effective from {day}", scenario=told, day=drawn.effective_on)
