"""The orders of the allocation."""

from app.features.allocation.changes.applying import ApplyScenario
from app.features.allocation.changes.areas import MergeAreas, SplitArea
from app.features.allocation.changes.backdrop import AddBackdrop
from app.features.allocation.changes.limits import EndAvoidance, SetAvoidance
from app.features.allocation.changes.placing import ApplyProposal, AssignAreas, HandOver
from app.features.allocation.changes.rounds import DecideRound, OpenRound, ReopenRound
from app.features.allocation.changes.scenarios import (
    ApproveScenario,
    CopyScenario,
    DecideByHand,
    ReleaseHand,
    SaveScenario,
    SubmitScenario,
    WithdrawScenario,
)
from app.features.allocation.changes.wishes import RecordFamiliarity, RecordWishes

__all__ = [
    "AddBackdrop", "ApplyProposal", "ApplyScenario", "ApproveScenario", "AssignAreas", "CopyScenario",
    "DecideByHand", "DecideRound", "EndAvoidance", "HandOver", "MergeAreas", "OpenRound", "RecordFamiliarity",
    "RecordWishes",
    "ReleaseHand", "ReopenRound", "SaveScenario", "SetAvoidance", "SplitArea", "SubmitScenario", "WithdrawScenario",
]  # fmt: skip
