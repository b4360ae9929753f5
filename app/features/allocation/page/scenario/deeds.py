"""What may be done with the scenario in hand, by how far it has come."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.features.allocation.changes import (
    ApplyScenario,
    ApproveScenario,
    CopyScenario,
    SubmitScenario,
    WithdrawScenario,
)  # fmt: skip
from app.features.allocation.page.scenario.draft import Draft
from app.features.allocation.queries import drafts
from app.features.allocation.queries.scenarios import ScenarioHead
from app.features.allocation.rules.states import APPLIED, APPROVED, COMES_FROM, DRAFT, SUBMITTED, WITHDRAWN
from app.kit.store.change import Archive, Change
from app.kit.words import _
from app.ui.action import Action
from app.ui.form.order import Fill

Enter = Callable[[type[Change], str, int, Fill], None]


@dataclass(frozen=True)
class Deeds:
    """``do`` carries a change out, ``enter`` shows the form of one that wants something."""

    draft: Draft
    do: Callable[[Change], None]
    enter: Enter

    def forward(self) -> Action | None:
        """The next step of the scenario: submit, approve, apply; None where there is none."""
        head = self.draft.head
        if head is None or head.state in (APPLIED, WITHDRAWN):
            return None
        has_moves = self.draft.outlook is not None and bool(self.draft.outlook.planned())
        text, run = {
            DRAFT: (_("Submit"), partial(self.do, SubmitScenario(head.id))),
            SUBMITTED: (_("Approve…"), partial(self._approve, head)),
            APPROVED: (_("Apply"), partial(self.do, ApplyScenario(head.id))),
        }[head.state]
        return Action("forward", text, run, "check", "primary", "Ctrl+Return", has_moves)

    def others(self) -> list[Action]:
        """Copy, withdraw, put away, back to today."""
        head = self.draft.head
        if head is None:
            return []
        may_withdraw = head.state in COMES_FROM[WITHDRAWN] and head.state != DRAFT
        copy = partial(self.enter, CopyScenario, _("Copy"), head.id, drafts.copying)
        put_away = partial(self.do, Archive("scenario", (head.id,)))
        return [
            Action("copy", _("Copy the scenario…"), copy, "add", group="scenario"),
            Action("withdraw", _("Withdraw the scenario"), partial(self.do, WithdrawScenario(head.id)), "undo",
                   enabled=may_withdraw, group="scenario"),
            Action("discard", _("Put the scenario away"), put_away, "archive", group="scenario"),
            Action("today", _("Show the allocation as it stands"), partial(self.draft.open, None), "today",
                   group="scenario"),
        ]  # fmt: skip

    def _approve(self, head: ScenarioHead) -> None:
        self.enter(ApproveScenario, _("Approve"), head.id, drafts.approving)
