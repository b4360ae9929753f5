"""The papers of a scenario, from whichever feature prints them."""

from collections.abc import Callable, Sequence
from functools import partial

from app.features.allocation.papers.public import public_list
from app.kit.manifest import Paper
from app.kit.paper import Document
from app.kit.store.context import Context
from app.kit.words import _
from app.ui.action import Action

Ask = Callable[[Callable[[Context], Document]], None]


def print_actions(papers: Sequence[Paper], listing: str, scenario: int | None, ask: Ask) -> list[Action]:
    """An action for every paper offered on ``listing``; ``ask`` previews what a question answers."""
    def action(paper: Paper) -> Action:
        make = partial(paper.make, **{paper.offered[listing]: (scenario,)})
        enabled = scenario is not None
        return Action(f"paper.{paper.name}", f"{_(paper.title)}…", partial(ask, make), "print", enabled=enabled,
                      group="scenario")  # fmt: skip

    hung_up = Action("paper.public", _("Public list as it stands…"), partial(ask, public_list), "print", group="now")
    return [*(action(paper) for paper in papers), hung_up]
